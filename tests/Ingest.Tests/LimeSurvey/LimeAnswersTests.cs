namespace CoProduction.Ingest.Tests;

/// <summary>Responses as LimeSurvey exports them, with a structure of the same survey.</summary>
public class LimeAnswersTests
{
    private static readonly string Form = string.Join('\n',
        "class\ttype/scale\tname\trelevance\ttext\thelp\tlanguage\tvalidation\tem_validation_q\tmandatory\tother\tdefault\tsame_default",
        "S\t\tlanguage\t1\tzh-Hans\t\tzh-Hans\t\t\t\t\t\t", "SL\t\tsurveyls_title\t1\t满意度\t\tzh-Hans\t\t\t\t\t\t",
        "G\t1\tG1\t1\t\t\tzh-Hans\t\t\t\t\t\t",
        "Q\tL\tsex\t1\t性别\t\tzh-Hans\t\t\tY\tY\t\t", "A\t0\tA1\t\t女\t\tzh-Hans\t\t\t\t\t\t", "A\t0\tA2\t\t男\t\tzh-Hans\t\t\t\t\t\t",
        "Q\tM\tways\t1\t渠道\t\tzh-Hans\t\t\tN\tY\t\t", "SQ\t0\tSQ001\t1\t微信\t\tzh-Hans\t\t\t\t\t\t", "SQ\t0\tSQ002\t1\t公告栏\t\tzh-Hans\t\t\t\t\t\t",
        "Q\tF\tsat\t1\t满意\t\tzh-Hans\t\t\tN\tN\t\t", "SQ\t0\tSQ001\t1\t环境\t\tzh-Hans\t\t\t\t\t\t", "SQ\t0\tSQ002\t1\t设施\t\tzh-Hans\t\t\t\t\t\t", "A\t0\t1\t\t不满意\t\tzh-Hans\t\t\t\t\t\t", "A\t0\t5\t\t满意\t\tzh-Hans\t\t\t\t\t\t",
        "Q\tR\torder\t1\t排序\t\tzh-Hans\t\t\tN\tN\t\t", "A\t0\tr1\t\t环境\t\tzh-Hans\t\t\t\t\t\t", "A\t0\tr2\t\t治安\t\tzh-Hans\t\t\t\t\t\t",
        "Q\tN\tage\t1\t年龄\t\tzh-Hans\t\t\tN\tN\t\t", "Q\tS\tmail\t1\t电子邮件\t\tzh-Hans\t\t\tN\tN\t\t", "Q\tX\tbye\t1\t谢谢\t\tzh-Hans\t\t\tN\tN\t\t",
        "G\t1\tG1\t1\t\t\ten\t\t\t\t\t\t", "Q\tL\tsex\t1\tSex\t\ten\t\t\tY\tY\t\t", "A\t0\tA1\t\tFemale\t\ten\t\t\t\t\t\t", "");

    [Fact]
    public void ByCode()
    {
        var answers = Asked.Of("limesurvey", """
            "id","submitdate","lastpage","startlanguage","seed","token","ipaddr","sex","sex[other]","ways[SQ001]","ways[SQ002]","ways[other]","sat[SQ001]","sat[SQ002]","order[1]","order[2]","age","mail"
            "1","2026-05-01 08:00:00","2","zh-Hans","7","tok","202.114.0.1","A1","","Y","","","1","5","r2","r1","34","a@b.org"
            "2","2026-05-01 08:00:00","2","zh-Hans","7","tok","202.114.0.1","-oth-","其他人","","","报纸","N/A","","r1","","",""
            "3","2026-05-01 08:00:00","2","zh-Hans","7","tok","202.114.0.1","A2","","N","Y","","5","5","","","",""
            """, Form, "structure.tsv");
        Assert.Equal(["1", "2", "3"], answers["respondent"]);
        Assert.Equal(["1", "3", "2"], answers["sex"]);
        Assert.Equal(["", "其他人", ""], answers["sex_other"]);
        Assert.Equal(["1", "", "0"], answers["ways_sq001"]);
        Assert.Equal(["0", "", "1"], answers["ways_sq002"]);
        Assert.Equal(["1", "(跳过)", "5"], answers["sat_sq001"]);
        Assert.Equal(["2", "1", ""], answers["order_1"]);
        Assert.Equal(["1", "", ""], answers["order_2"]);
        Assert.DoesNotContain("mail", answers.Header);
        Assert.All(["202.114", "tok", "a@b.org"], secret => Assert.DoesNotContain(secret, answers.Everything, StringComparison.Ordinal));
        Assert.All(["token", "ipaddr", "mail"], header => Assert.Contains(header, answers.Said, StringComparison.Ordinal));
    }

    [Fact]
    public void ByFullText()
    {
        var answers = Asked.Of("limesurvey", """
            "Response ID","Date submitted","IP address","性别","渠道 [微信]","渠道 [公告栏]","满意 [环境]","年龄"
            "1","2026-05-01 08:00:00","1.1.1.1","女","Yes","No","满意","34"
            """, Form, "structure.tsv");
        Assert.Equal(["respondent", "submitted", "sex", "ways_sq001", "ways_sq002", "sat_sq001", "age"], answers.Header);
        Assert.Equal(["1", "1", "0", "5", "34"], answers.Rows[0].RemoveAt(1).RemoveAt(0));
    }

    [Fact]
    public void ByCodeAndTextWithoutAStructure()
    {
        var answers = Asked.Of("limesurvey", "id. Response ID,sex. Sex,ways[SQ001]. Channels [WeChat],sat_SQ001\n1,A1,Y,5\n");
        Assert.Equal(["respondent", "sex", "ways_sq001", "sat_sq001"], answers.Header);
    }

    [Fact]
    public void TheStructureInTwoLanguages()
    {
        var form = Asked.Form("structure.txt", Form);
        Assert.Equal(["sex", "sex_other", "ways", "ways_other", "sat_sq001", "sat_sq002", "order", "age", "mail", "bye"], form.Items.Select(item => item.Name));
        Assert.Equal(("性别", "Sex"), (form.Items[0].Wording.Zh, form.Items[0].Wording.En));
        Assert.Equal(("女", "Female"), (form.Items[0].Options[0].Label.Zh, form.Items[0].Options[0].Label.En));
        Assert.Equal((1, 5), (form.Items[4].Minimum, form.Items[4].Maximum));
    }
}
