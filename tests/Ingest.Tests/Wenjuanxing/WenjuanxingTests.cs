using System.Text;
using CoProduction.Tests;
using MiniExcelLibs;

namespace CoProduction.Ingest.Tests;

/// <summary>
/// Exports of Wenjuanxing. The fixture's headers and cells are built as public programs that read such exports describe them: the platform's columns 序号 提交答卷时间 所用时间 来源 来源详情 来自IP 总分 and headers 1、题干 (wenjuanxing_parser's test_parser_flow: '1,2026-06-16 08:00:00,10秒,无,无,127.0.0.1(本地)'),
/// the parts of a question as 2、题干：—收货人姓名： then 2、所在地区：, older ones as 第6题(行), -2 and -3 for absent answers, → in an order (reportgen), ┋ between choices, (跳过), (空) and 其他〖…〗 (several).
/// </summary>
public class WenjuanxingTests
{
    private const string Meta = "序号,提交答卷时间,所用时间,来源,来源详情,来自IP";

    private const string Form = """
        社区公共服务满意度调查
        匿名填写

        1. 您的性别 [单选题]
        男
        女

        2. 您参加过哪些活动？[多选题]
        居民议事会
        文体活动
        志愿服务
        其他

        3. 请评价以下方面 [矩阵量表题]
        行：
        - 环境卫生
        - 设施维修
        列：
        - 非常不满意
        - 不满意
        - 一般
        - 满意
        - 非常满意

        4. 总体满意度 [量表题]
        1~10

        5. 最需要改进的方面 [排序题]
        环境
        治安
        设施

        6. 您的建议 [填空题]
        """;

    [Fact]
    public void ByOptionText()
    {
        var answers = Asked.Read(Given.Fixture("wenjuanxing-texts.csv"), "wenjuanxing");
        Assert.Equal(["respondent", "submitted", "seconds", "source", "score", "q1", "q2.1", "q2.2", "q2.3", "q2.4", "q2.text", "q3_1", "q3_2", "q4", "q5_1", "q5_2", "q5_3", "q6"], answers.Header);
        Assert.Equal(["1", "2", "3", "4"], answers["respondent"]);
        Assert.Equal(["123", "65", "3723", "40"], answers["seconds"]);
        Assert.Equal("2026-06-16 08:03:05", answers["submitted"][0]);
        Assert.Equal(["男", "女", "女", ""], answers["q1"]);
        Assert.Equal(["1", "0", "(跳过)", ""], answers["q2.1"]);
        Assert.Equal(["0", "1", "(跳过)", ""], answers["q2.2"]);
        Assert.Equal(["1", "1", "(跳过)", ""], answers["q2.3"]);
        Assert.Equal(["0", "1", "(跳过)", ""], answers["q2.4"]);
        Assert.Equal(["", "广场舞", "", ""], answers["q2.text"]);
        Assert.Equal(["满意", "非常满意", "一般", "不满意"], answers["q3_1"]);
        Assert.Equal(["1", "3", "", "2"], answers["q5_1"]);
        Assert.Equal("5、最需要改进的方面：治安", answers.Variables.Single(variable => variable.Name == "q5_1").Label);
        Assert.Equal("2、您参加过哪些活动？：文体活动", answers.Variables.Single(variable => variable.Name == "q2.2").Label);
    }

    [Fact]
    public void PersonalColumnsStayOutsideAndTheLogSaysWhich()
    {
        var answers = Asked.Read(Given.Fixture("wenjuanxing-texts.csv"), "wenjuanxing");
        Assert.All(["202.114.0.1", "13800138000", "李明", "wxid", "lm@example.org", "幸福路", "张三"], secret => Assert.DoesNotContain(secret, answers.Everything, StringComparison.Ordinal));
        Assert.All(["来自IP", "来源详情", "您的姓名", "手机号", "微信昵称", "收货地址"], header => Assert.Contains(header, answers.Said, StringComparison.Ordinal));
        Assert.Contains("1 answers hold a telephone number", answers.Said, StringComparison.Ordinal);
        Assert.Equal(["多办活动", "", "(跳过)", "挺好"], answers["q6"]);
    }

    [Fact]
    public void ByOptionTextWithTheQuestionnaire()
    {
        string form = Given.File("form.txt", Encoding.UTF8.GetBytes(Form));
        var answers = Asked.Read(Given.Fixture("wenjuanxing-texts.csv"), "wenjuanxing", form);
        Assert.Equal(["1", "2", "2", ""], answers["q1"]);
        Assert.Equal(["4", "5", "3", "2"], answers["q3_1"]);
        Assert.Equal(["0", "1", "(跳过)", ""], answers["q2.4"]);
        Assert.Equal(["2", "1", "", "3"], answers["q5_1"]);
        Assert.Equal("非常满意", answers.Variables.Single(variable => variable.Name == "q3_1").ValueLabels.Single(label => label.Value == "5").Label);
    }

    [Fact]
    public void ByOptionNumber()
    {
        string csv = $"""
            {Meta},1、您的性别,2、您参加过哪些活动？(居民议事会),2、(文体活动),2、(志愿服务),3、请评价以下方面—环境卫生,3、设施维修,4、总体满意度,5、您的建议
            1,2026/6/16 8:03:05,123秒,微信,N/A,202.114.0.1(湖北-武汉),1,1,0,1,4,5,8,好
            2,2026/6/16 9:03:05,65秒,链接,直接访问,202.114.0.2(湖北-武汉),2,-3,-3,-3,-2,3,10,-2
            """;
        var answers = Asked.Of("wenjuanxing", csv);
        Assert.Equal(["respondent", "submitted", "seconds", "source", "q1", "q2.1", "q2.2", "q2.3", "q3_1", "q3_2", "q4", "q5"], answers.Header);
        Assert.Equal(["1", "2"], answers["q1"]);
        Assert.Equal(["1", "(跳过)"], answers["q2.1"]);
        Assert.Equal(["4", ""], answers["q3_1"]);
        Assert.Equal(["8", "10"], answers["q4"]);
        var coded = Asked.Of("wenjuanxing", csv, Form, "form.txt");
        Assert.Equal(["1", "2"], coded["q1"]);
        Assert.Equal(["0", "(跳过)"], coded["q2.2"]);
        Assert.Equal(["4", ""], coded["q3_1"]);
    }

    [Fact]
    public void ChoicesByNumberInOneCell()
    {
        var answers = Asked.Of("wenjuanxing", $"{Meta},1、活动\n1,2026/6/16 8:03,9秒,微信,a,1.1.1.1,1┋4〖打牌〗\n2,2026/6/16 8:03,9秒,微信,a,1.1.1.1,2\n");
        Assert.Equal(["q1.1", "q1.2", "q1.3", "q1.4", "q1.text"], answers.Header.Skip(4));
        Assert.Equal(["1", "0", "0", "1", "打牌"], answers.Rows[0].Skip(4));
        Assert.Equal(["0", "1", "0", "0", ""], answers.Rows[1].Skip(4));
    }

    [Theory]
    [InlineData("1、题干", 1, "题干", "")]
    [InlineData("12. 题干", 12, "题干", "")]
    [InlineData("3.题干：", 3, "题干：", "")]
    [InlineData("4、题干——补充—行一", 4, "题干——补充", "行一")]
    [InlineData("4、题干——补充", 4, "题干——补充", "")]
    [InlineData("第6题(行一)", 6, "", "行一")]
    [InlineData("Q7", 7, "", "")]
    [InlineData("Q7_2", 7, "", "2")]
    [InlineData("Q7. 题干", 7, "题干", "")]
    [InlineData("8 您是否使用过", 8, "您是否使用过", "")]
    [InlineData("2018年收入", 0, "2018年收入", "")]
    [InlineData("1.5倍工资", 0, "1.5倍工资", "")]
    [InlineData("社区", 0, "社区", "")]
    public void Headers(string header, int number, string stem, string part)
    {
        var read = WenjuanxingHeader.Read(header, 0);
        Assert.Equal((number, stem, part), (read.Question, read.Stem, read.Part));
    }

    [Theory]
    [InlineData("您的姓名", true)]
    [InlineData("请输入您的手机号码：", true)]
    [InlineData("联系电话（选填）", true)]
    [InlineData("微信", true)]
    [InlineData("您的微信号是？", true)]
    [InlineData("家庭住址", true)]
    [InlineData("您的身份证号", true)]
    [InlineData("E-mail", true)]
    [InlineData("phone_number", true)]
    [InlineData("您是否通过微信群了解社区公共服务？", false)]
    [InlineData("您每天使用手机多少小时", false)]
    [InlineData("您对社区热线电话的服务满意吗", false)]
    [InlineData("社区名称", false)]
    [InlineData("您是否愿意留下联系方式？", false)]
    [InlineData("您所在的社区", false)]
    [InlineData("satisfaction", false)]
    [InlineData("community_name", false)]
    public void HeadersOfPersons(string header, bool personal) => Assert.Equal(personal, PersonalColumns.Is(header));

    [Theory]
    [InlineData("请打13800138000", true)]
    [InlineData("138-0013-8000", true)]
    [InlineData("+86 13800138000", true)]
    [InlineData("１３８００１３８０００", true)]
    [InlineData("110101199003078515", true)]
    [InlineData("11010119900307851X", true)]
    [InlineData("写信到 a.b@example.com", true)]
    [InlineData("金额20180101120000", false)]
    [InlineData("12345678901234567890", false)]
    [InlineData("2018-11-09 08:00:00", false)]
    [InlineData("@居委会 多办活动", false)]
    public void TextsOfPersons(string text, bool personal) => Assert.Equal(personal, PersonalValues.Is(text));

    [Fact]
    public void AColumnOfTelephoneNumbersUnderAnotherNameIsDropped()
    {
        var answers = Asked.Of("wenjuanxing", $"{Meta},1、怎么找到您,2、说明\n1,a,1秒,微信,b,1.1.1.1,13912345678,x\n2,a,1秒,微信,b,1.1.1.1,13912345679,y\n3,a,1秒,微信,b,1.1.1.1,(空),z\n");
        Assert.DoesNotContain("q1", answers.Header);
        Assert.Equal(["x", "y", "z"], answers["q2"]);
        Assert.Contains("怎么找到您", answers.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingPersonalIsInARejection()
    {
        var schema = Given.Table("responses", Given.Field("respondent", FieldType.Text, required: true), Given.Field("q1", FieldType.Integer, required: true));
        string csv = $"{Meta},1、打分,2、手机号\n1,a,1秒,微信,张三,202.114.0.9,五,13912345678\n2,a,1秒,微信,张三,202.114.0.9,5\n3,a,1秒,微信,\"张\"三,202.114.0.9,5,13912345678\n4,a,1秒,微信,张三,202.114.0.9,5,13912345678\n";
        var loaded = await Given.Load(schema, csv, Given.Plan("answers.csv", "responses") with { Format = "wenjuanxing" });
        Assert.Equal((4, 3, 1), (loaded.Read, loaded.Rejected, loaded.Accepted));
        Assert.All(loaded.Rejections, rejection => Assert.DoesNotMatch("202|139|张三", rejection.ToString()));
    }

    [Fact]
    public async Task ReasonsOfMissingAndColumnsNamedByTheirHeader()
    {
        var schema = Given.Table("responses", Given.Field("respondent", FieldType.Text, required: true), Given.Field("community", FieldType.Text, required: true), Given.Field("q2", FieldType.Integer, minimum: 1, maximum: 5));
        string csv = $"{Meta},1、您所在的社区,2、打分\n1,a,1秒,微信,b,1.1.1.1,甲社区,5分\n2,a,1秒,微信,b,1.1.1.1,乙社区,(跳过)\n3,a,1秒,微信,b,1.1.1.1,乙社区,(空)\n";
        var plan = Given.Plan("answers.csv", "responses") with { Format = "wenjuanxing", Columns = [("1、您所在的社区", "community")], };
        var loaded = await Given.Load(schema, csv, plan);
        Assert.Empty(loaded.Rejections);
        Assert.Equal(["甲社区", "乙社区", "乙社区"], loaded.Texts("community"));
        Assert.Equal(["5", "[NotAsked]", "[Blank]"], loaded.Texts("q2"));
    }

    [Fact]
    public void AWorkbookIsReadByTheSameCode()
    {
        string path = Given.File("answers.xlsx", []);
        File.Delete(path);
        MiniExcel.SaveAs(path, new[] { new Dictionary<string, object> { ["序号"] = 1, ["提交答卷时间"] = "2026/6/16 8:03:05", ["所用时间"] = "9秒", ["来自IP"] = "1.1.1.1", ["1、打分"] = 4, ["2、活动"] = "甲┋乙" } });
        var answers = Asked.Read(path, "wenjuanxing");
        Assert.Equal(["respondent", "submitted", "seconds", "q1", "q2.1", "q2.2"], answers.Header);
        Assert.Equal(["1", "2026-06-16 08:03:05", "9", "4", "1", "1"], answers.Rows[0]);
    }

    [Fact]
    public void OptionsKeepTheOrderOfTheQuestionnaireThatAnswersImply()
    {
        var answers = Asked.Of("wenjuanxing", $"{Meta},1、活动\n1,a,1秒,微信,b,1.1.1.1,丙\n2,a,1秒,微信,b,1.1.1.1,甲┋丙\n3,a,1秒,微信,b,1.1.1.1,甲┋乙\n4,a,1秒,微信,b,1.1.1.1,乙┋丙\n");
        Assert.Equal(["1、活动：甲", "1、活动：乙", "1、活动：丙"], answers.Variables.Skip(4).Select(variable => variable.Label));
    }

    [Fact]
    public void AnOfficialTextQuestionnaire()
    {
        var form = Asked.Form(RealFiles.Path("instruments/wjx_satisfaction_survey.txt"));
        Assert.Equal("员工满意度调查", form.Title.Zh);
        Assert.Equal(["q1", "q2", "q3", "q4_1", "q4_2", "q4_3", "q4_4", "q4_5", "q4_6", "q5", "q6"], form.Items.Select(item => item.Name));
        Assert.Equal([FormKind.One, FormKind.One, FormKind.One, FormKind.One, FormKind.Order, FormKind.Text], new[] { 0, 1, 2, 3, 9, 10 }.Select(i => form.Items[i].Kind));
        Assert.Equal((1, 10), (form.Items[2].Minimum, form.Items[2].Maximum));
        Assert.Equal(("请评价以下方面—工作内容", 1, 5), (form.Items[3].Wording.Zh, form.Items[3].Minimum, form.Items[3].Maximum));
        Assert.Equal(["薪酬待遇", "晋升机制", "培训机会", "办公环境", "团队氛围", "管理方式"], form.Items[9].Options.Select(option => option.Label.Zh));
        Assert.Equal(15, form.Fields.Count());
    }

    [Fact]
    public void AnotherOfficialTextQuestionnaire()
    {
        var form = Asked.Form(RealFiles.Path("instruments/wjx_nps_survey.txt"));
        Assert.Equal((0, 10), (form.Items[2].Minimum, form.Items[2].Maximum));
        Assert.Equal(0, form.Items[2].Options[0].Code);
        Assert.Equal(["q1", "q2", "q3", "q4_1", "q4_2", "q4_3", "q4_4", "q4_5", "q5.1", "q5.2", "q5.3", "q5.4", "q5.5", "q5.6"], form.Fields.Select(field => field.Name));
        Assert.Equal(["1-6 个月", "6-12 个月"], form.Items[1].Options.Select(option => option.Label.Zh).Skip(1).Take(2));
    }

    [Fact]
    public void TheOtherWaysToWriteATextQuestionnaire()
    {
        var form = Asked.Form("form.txt", """
            员工满意度调查
            匿名调查
            ===

            1. 基本情况[段落说明]

            1. 您的部门？[单选题] *
            A 技术部
            B 市场部

            2. 您对以下方面的满意程度？[矩阵反向量表题]
            非常不满意 不满意 一般 满意 非常满意
            办公环境
            薪酬福利
            === 分页 ===
            3. 整体[量表题]
            很不满意
            一般
            很满意
            不清楚
            4. 您听说过专项资金吗 [判断题]
            5. 花费比重 [比重题]
            环境
            治安
            6. 您知道吗[单选题]
            知道
            不知道
            7. 建议[填空题]（选填）
            """);
        Assert.Equal(["q1", "q2_1", "q2_2", "q3", "q4", "q5_1", "q5_2", "q6", "q7"], form.Items.Select(item => item.Name));
        Assert.Equal(["技术部", "市场部"], form.Items[0].Options.Select(option => option.Name));
        Assert.True(form.Items[1] is { Reversed: true, Minimum: 1, Maximum: 5 });
        Assert.Equal((1, 3, "4=dont_know"), (form.Items[3].Minimum, form.Items[3].Maximum, form.Items[3].Fields().Single().MissingCodes));
        Assert.Equal(["对", "错"], form.Items[4].Options.Select(option => option.Name));
        Assert.All(form.Items[7].Options, option => Assert.Equal(MissingReason.Present, option.Reason));
        Assert.Equal("1", new OptionTexts(form.Items[0].Options, byPlace: true).CodeOf("A. 技术部"));
    }

    [Fact]
    public void ColumnsOfChoicesMayHaveTypedText()
    {
        var answers = Asked.Of("wenjuanxing", $"{Meta},1、渠道(微信),1、(其他)\n1,a,1秒,微信,b,1.1.1.1,1,0\n2,a,1秒,微信,b,1.1.1.1,0,1〖海报〗\n");
        Assert.Equal(["q1.1", "q1.2", "q1.text"], answers.Header.Skip(4));
        Assert.Equal(["0", "1", "海报"], answers.Rows[1].Skip(4));
    }
}
