namespace CoProduction.Ingest.Tests;

/// <summary>Submissions as ODK Central, ODK Briefcase and KoboToolbox export them.</summary>
public class OdkAnswersTests
{
    private const string Form = """
        survey,,,,
        ,type,name,label::中文 (zh),label::English (en)
        ,start,start,,
        ,deviceid,deviceid,,
        ,begin group,about,,
        ,select_one sex,sex,性别,Sex
        ,integer,age,年龄,Age
        ,text,phone,电话,Phone
        ,geopoint,home,住处,Home
        ,end group,,,
        ,select_multiple ways,ways,渠道,Channels
        ,select_one agree,sat-1,满意,Satisfied
        ,select_one ways or_other,best,最好,Best
        ,rank ways,order,排序,Order
        ,text,why,原因,Why
        ,begin repeat,child,,
        ,integer,child_age,,
        ,end repeat,,,
        choices,,,,
        ,list_name,name,label::中文 (zh),label::English (en)
        ,sex,f,女,Female
        ,sex,m,男,Male
        ,ways,wechat,微信,WeChat
        ,ways,board,公告栏,Notice board
        ,agree,1,不同意,Disagree
        ,agree,5,同意,Agree
        ,agree,99,不知道,Don't know
        """;

    [Fact]
    public void OdkCentralJoinsGroupsByHyphensAndChoicesByBlanks()
    {
        var answers = Asked.Of("odk", """
            SubmissionDate,start,deviceid,about-sex,about-age,about-phone,about-home-Latitude,about-home-Longitude,ways,sat-1,best,best_other,order,why,meta-instanceID,SET-OF-child,KEY,SubmitterName,DeviceID
            2026-05-01T08:00:00.000Z,2026-05-01T07:50:00.000+08:00,imei:1,f,34,13800138000,30.5,114.3,wechat board,5,other,邻居,board wechat,好,uuid:1,x,uuid:1,Li,d1
            2026-05-02T08:00:00.000Z,2026-05-01T07:50:00.000+08:00,imei:2,m,60,,,,board,99,wechat,,wechat,,uuid:2,x,uuid:2,Li,d1
            2026-05-02T08:00:00.000Z,2026-05-01T07:50:00.000+08:00,imei:2,x,60,,,,,,,,,写信给 a@b.org,uuid:3,x,uuid:3,Li,d1
            """, Form);
        Assert.Equal(["submitted", "started", "respondent", "sex", "age", "ways.wechat", "ways.board", "sat-1", "best", "best_other", "order_1", "order_2", "why"], answers.Header);
        Assert.Equal(["uuid:1", "uuid:2", "uuid:3"], answers["respondent"]);
        Assert.Equal(["1", "2", "x"], answers["sex"]);
        Assert.Equal(["1", "0", ""], answers["ways.wechat"]);
        Assert.Equal(["1", "1", ""], answers["ways.board"]);
        Assert.Equal(["5", "99", ""], answers["sat-1"]);
        Assert.Equal(["3", "1", ""], answers["best"]);
        Assert.Equal(["2", "1", ""], answers["order_1"]);
        Assert.Equal(["好", "", ""], answers["why"]);
        Assert.All(["13800138000", "imei:1", "30.5", "a@b.org"], secret => Assert.DoesNotContain(secret, answers.Everything, StringComparison.Ordinal));
        Assert.All(["about-phone", "deviceid", "about-home-Latitude", "SubmitterName", "DeviceID"], header => Assert.Contains(header, answers.Said, StringComparison.Ordinal));
    }

    // The clock of the phone, with its distance from UTC; a submission without an end has no duration.
    [Fact]
    public void FromStartToEndAreSeconds()
    {
        var answers = Asked.Of("odk", """
            start,end,about-sex,KEY
            2026-05-01T07:50:00.000+08:00,2026-05-01T07:53:20.900+08:00,f,uuid:1
            2026-05-01T07:50:00.000+08:00,2026-05-01T00:50:00.000Z,m,uuid:2
            2026-05-01T07:50:00.000+08:00,,m,uuid:3
            2026-05-01T07:50:00.000+08:00,2026-05-01T07:49:00.000+08:00,m,uuid:4
            """, Form);
        Assert.Equal(["200", "3600", "", ""], answers["seconds"]);
        Assert.DoesNotContain("seconds", Asked.Of("odk", "start,about-sex,KEY\n2026-05-01T07:50:00.000+08:00,f,uuid:1", Form).Header);
    }

    [Fact]
    public void KoboSplitsChoicesIntoColumnsAndJoinsGroupsBySlashes()
    {
        var answers = Asked.Of("kobo", """
            start,about/sex,about/age,ways,ways/wechat,ways/board,sat-1,_id,_uuid,_submission_time,_submitted_by,_geolocation,_index
            2026-05-01T07:50:00,Female,34,wechat,1,0,1,77,u1,2026-05-01T08:00:00,li,"[30, 114]",1
            2026-05-01T07:50:00,男,35,wechat board,TRUE,TRUE,5,78,u2,2026-05-01T08:00:00,li,"[30, 114]",2
            2026-05-01T07:50:00,Male,36,,,,5,79,u3,2026-05-01T08:00:00,li,"[30, 114]",3
            """, Form);
        Assert.Equal(["1", "2", "2"], answers["sex"]);
        Assert.Equal(["1", "1", ""], answers["ways.wechat"]);
        Assert.Equal(["0", "1", ""], answers["ways.board"]);
        Assert.Equal(["u1", "u2", "u3"], answers["respondent"]);
        Assert.Contains("best, order", answers.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("li", answers.Rows.SelectMany(row => row));
    }

    [Fact]
    public void ARepeatsOwnFileHasARowForEachRepetitionAndNamesItsSubmission()
    {
        var odk = Asked.Of("odk", "child_age,PARENT_KEY,KEY\n4,uuid:1,uuid:1/child[1]\n9,uuid:1,uuid:1/child[2]\n", Form);
        Assert.Equal(["submission", "respondent", "child_age"], odk.Header);
        Assert.Equal(["4", "9"], odk["child_age"]);
        Assert.Equal(["uuid:1", "uuid:1"], odk["submission"]);
        Assert.Equal(["uuid:1/child[1]", "uuid:1/child[2]"], odk["respondent"]);
        Assert.DoesNotContain("sex", odk.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void KoboNumbersTheRowsOfARepeat()
    {
        var kobo = Asked.Of("kobo", "child/child_age,_index,_parent_table_name,_parent_index,_submission__id,_submission__uuid,_submission__submitted_by\n4,1,form,1,77,u1,li\nx,2,form,1,77,u1,li\n", Form);
        Assert.Equal(["4", "x"], kobo["child_age"]);
        Assert.Equal(["1", "2"], kobo["respondent"]);
        Assert.Equal(["u1", "u1"], kobo["submission"]);
        Assert.Equal(3, kobo.Header.Length);
    }

    [Fact]
    public void WithoutAFormNamesLoseTheirGroupsAndColumnsOfChoicesAreRecognised()
    {
        var answers = Asked.Of("odk", "meta/instanceID,a/sex,b/sex,a/age,ways,ways/wechat,ways/board,phone\nuuid:1,f,m,3,wechat,1,0,5\n");
        Assert.Equal(["respondent", "a_sex", "b_sex", "age", "ways.wechat", "ways.board"], answers.Header);
        Assert.Equal(["uuid:1", "f", "m", "3", "1", "0"], answers.Rows[0]);
    }

    [Fact]
    public async Task AStudyLoadsTheFormAndItsSubmissions()
    {
        string folder = Path.GetDirectoryName(Given.File("form.csv", System.Text.Encoding.UTF8.GetBytes(Form)))!;
        File.WriteAllText(Path.Combine(folder, "answers.csv"), "KEY,about-sex,sat-1,ways\nuuid:1,f,99,board\nuuid:2,m,7,\n");
        var responses = Given.Table("responses", Given.Field("respondent", FieldType.Text, required: true), Given.Field("sex", FieldType.Integer), Given.Field("sat-1", FieldType.Integer, minimum: 1, maximum: 5), Given.Field("ways.board", FieldType.Integer));
        var plan = Given.Plan("answers.csv", "responses") with { Format = "odk", Form = "form.csv" };
        var loaded = await Given.LoadFile(responses, Path.Combine(folder, "answers.csv"), plan, null, MissingCode.Read("sat-1", "99=dont_know")[0]);
        Assert.Equal(["1"], loaded.Texts("sex"));
        Assert.Equal(["[DontKnow]"], loaded.Texts("sat-1"));
        Assert.Equal(["1"], loaded.Texts("ways.board"));
        Assert.Equal("7", Assert.Single(loaded.Rejections).Value);
        File.AppendAllText(Path.Combine(folder, "form.csv"), ",agree,7,x,x\n");
        Assert.NotEqual(loaded.Content.Fingerprint, (await Given.LoadFile(responses, Path.Combine(folder, "answers.csv"), plan)).Content.Fingerprint);
    }

    [Fact]
    public async Task AFormBelongsToAnswersOnly()
    {
        var plan = Given.Plan("answers.csv", "responses") with { Form = "form.csv" };
        var fault = (await Assert.ThrowsAsync<StudyException>(() => Given.Load(Given.Table("responses", Given.Field("a", FieldType.Text)), "a\n1\n", plan))).Fault;
        Assert.Contains("odk", fault.Mend, StringComparison.Ordinal);
    }
}
