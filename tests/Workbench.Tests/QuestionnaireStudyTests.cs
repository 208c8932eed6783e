using CoProduction.Analysis;
using CoProduction.Store;
using CoProduction.Workbench;

namespace CoProduction.Tests;

/// <summary>Studies whose questionnaire and answers are the platforms' own files.</summary>
public sealed class QuestionnaireStudyTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private const string Communities = "community,name,subdistrict,kind,households,residents\nA,甲社区,街道一,old_estate,100,250\nB,乙社区,街道一,old_estate,100,250\n";

    [Fact]
    public async Task AnXlsFormAndItsSubmissions()
    {
        Write("study.yaml", """
            study: form
            sources:
              communities: { file: communities.csv }
              instruments: { file: form.csv, format: xlsform, constants: { wave: 2026 } }
              questions: { file: form.csv, format: xlsform }
              surveys:
                - id: wave
                  file: submissions.csv
                  format: odk
                  form: form.csv
                  instrument: svc
                  columns: { place: community, sex: gender }
                  recodes: { gender: { "1": female, "2": male } }
            """);
        Write("form.csv", """
            survey,,,,,,
            ,type,name,label::中文 (zh),label::English (en),construct,reversed
            ,text,place,社区,Community,,
            ,begin group,g,,,,
            ,select_one sex,sex,性别,Sex,,
            ,select_one agree,sat1,满意,Satisfied,satisfaction,
            ,select_one agree,sat2,不满,Dissatisfied,satisfaction,yes
            ,end group,,,,,
            ,select_multiple ways,ways,渠道,Channels,,
            choices,,,,,,
            ,list_name,name,label::中文 (zh),label::English (en),,
            ,sex,f,女,Female,,
            ,sex,m,男,Male,,
            ,agree,1,不同意,Disagree,,
            ,agree,5,同意,Agree,,
            ,agree,9,不知道,Don't know,,
            ,ways,wechat,微信,WeChat,,
            ,ways,board,公告栏,Notice board,,
            settings,,,,,,
            ,form_id,form_title,,,,
            ,svc,Services,,,,
            """);
        Write("submissions.csv", "KEY,start,end,place,g-sex,g-sat1,g-sat2,ways,deviceid\nuuid:1,2026-05-01T07:50:00.000+08:00,2026-05-01T07:53:20.000+08:00,A,f,5,1,wechat board,imei1\nuuid:2,,,B,m,9,5,board,imei2\nuuid:3,,,C,m,1,1,,imei3\n");
        var (report, rows, log) = await LoadAsync();
        Assert.Equal(("place", "C"), (Assert.Single(report.FirstRejections).Column, report.FirstRejections[0].Value));
        Assert.Equal(["5", "DontKnow"], Texts(rows, "sat1"));
        Assert.Equal(["female", "male"], Texts(rows, "gender"));
        Assert.Equal(["1", "0"], Texts(rows, "ways.wechat"));
        Assert.Equal(["200", "Blank"], Texts(rows, "seconds"));
        Assert.Contains(log, line => line.Contains("deviceid", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AWenjuanxingExportAndItsTextQuestionnaire()
    {
        Write("study.yaml", """
            study: wjx
            sources:
              communities: { file: communities.csv }
              instruments: { file: form.txt, format: wenjuanxing, constants: { wave: 2026 } }
              questions: { file: form.txt, format: wenjuanxing, constructs: { satisfaction: [ q2_1, -q2_2 ] } }
              surveys:
                - { id: wave, file: answers.csv, format: wenjuanxing, form: form.txt, instrument: form, columns: { "1、您所在的社区": community }, recodes: { community: { "1": A, "2": B } } }
            """);
        Write("form.txt", "社区调查\n\n1. 您所在的社区 [单选题]\n甲社区\n乙社区\n\n2. 请评价 [矩阵量表题]\n行：\n- 环境\n- 拥挤\n列：\n- 不满意\n- 一般\n- 满意\n\n3. 参加过 [多选题]\n议事会\n志愿服务\n");
        Write("answers.csv", "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、您所在的社区,2、请评价—环境,2、拥挤,3、参加过\n1,2026/6/16 8:03:05,2分9秒,微信,李明,202.114.0.1,甲社区,满意,不满意,议事会\n2,2026/6/16 8:03:05,9秒,微信,李明,202.114.0.2,乙社区,(跳过),(空),(跳过)\n");
        var (report, rows, log) = await LoadAsync();
        Assert.Empty(report.FirstRejections);
        Assert.Equal(["3", "NotAsked"], Texts(rows, "q2_1"));
        Assert.Equal(["1", "Blank"], Texts(rows, "q2_2"));
        Assert.Equal(["0", "NotAsked"], Texts(rows, "q3.2"));
        Assert.Equal(["129", "9"], Texts(rows, "seconds"));
        Assert.Contains(log, line => line.Contains("来自IP", StringComparison.Ordinal) && line.Contains("来源详情", StringComparison.Ordinal));
        await using var store = await StudyStores.OpenAsync(StudyFolder.Read(_scratch.Folder));
        var questions = await Surveys.QuestionsAsync(store, StudyFolder.Read(_scratch.Folder).Sources.Single(source => source.Id == "wave"), CancellationToken.None);
        Assert.Equal(["q2_1", "-q2_2"], questions.Where(question => question.Construct == "satisfaction").Select(question => (question.Reversed ? "-" : "") + question.Item));
    }

    public void Dispose() => _scratch.Dispose();

    private void Write(string name, string text)
    {
        _scratch.Write("communities.csv", Communities);
        _scratch.Write(name, text);
    }

    private async Task<(LoadReport Report, Frame Rows, List<string> Log)> LoadAsync()
    {
        var plan = StudyFolder.Read(_scratch.Folder);
        await using var store = await StudyStores.OpenAsync(plan);
        var log = new Lines();
        var report = await Loading.LoadAsync(plan, store, log, CancellationToken.None);
        return (report, await store.FrameAsync(new FrameSpec("responses", [], []), CancellationToken.None), log);
    }

    private static string[] Texts(Frame rows, string field) => [.. Enumerable.Range(0, rows.Rows).Select(row => rows[field].IsMissing(row) ? rows[field].Reason(row).ToString() : rows[field].Text(row))];

    private sealed class Lines : List<string>, IProgress<WorkStep>
    {
        public void Report(WorkStep value) => Add(value.What.Zh + value.What.En);
    }
}
