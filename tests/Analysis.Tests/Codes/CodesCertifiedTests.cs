using CoProduction.Analysis;

namespace CoProduction.Tests;

/// <summary>Codes counted by hand: two speakers under one interview number, two coders.</summary>
public sealed class CodesCertifiedTests
{
    private static readonly Frame Book = RowsOf.Table("""
        code,label_zh,label_en,stage
        driver/local_support,地方政府扶持,Local support,driver
        outcome/satisfaction,满意度,Satisfaction,outcome
        """);

    private static readonly Frame Interviews = RowsOf.Table("""
        interview,speaker,role,community
        20181109,R1,resident,L
        20181109,S1,committee,L
        20190301,R2,resident,M
        """);

    private static readonly Frame Codings = RowsOf.Table("""
        interview,speaker,role,community,code,coder
        20181109,R1,resident,L,driver/local_support,a
        20181109,R1,resident,L,driver/local_support,b
        20181109,S1,committee,L,driver/local_support,a
        20190301,?,?,?,driver/local_support,a
        20190301,R2,resident,M,driver/local_support,a
        20190301,R2,resident,M,outcome/satisfaction,a
        """);

    [Fact]
    public void Frequency_counts_codings_and_presence_distinct_speakers()
    {
        var result = Codes.Fit(new CodesSpec(), Codings, Book, Interviews);
        Assert.Equal((5, 3), (result.Frequency("driver/local_support"), result.Presence("driver/local_support")));
        Assert.Equal((1, 1), (result.Frequency("outcome/satisfaction"), result.Presence("outcome/satisfaction")));
        Assert.Equal(3, result.Speakers.Length);
        Assert.Equal(2, result.Glance().Single(entry => entry.Name == "interviews").Value);
    }

    [Fact]
    public void Presence_by_every_coder_needs_every_coder_of_the_interview()
    {
        var result = Codes.Fit(new CodesSpec(CoderRule.EveryCoder), Codings, Book, Interviews);
        Assert.Equal(["R1", "R2"], result.Presences.Where(presence => presence.Code.Code == "driver/local_support").Select(presence => presence.Speaker.Name));
    }

    [Fact]
    public void Roles_add_up_and_few_speakers_are_withheld()
    {
        var table = CodesTables.ByRole(Codes.Fit(new CodesSpec(), Codings, Book, Interviews));
        Assert.Equal([1L, 2, 3, 0, 1, 1], table.Rows.Select(row => row.Base));
        var released = Disclosure.Review(table, PrivacyPlan.Standard);
        Assert.All(released.Rows.Where(row => row.Key[1] != "committee" || row.Key[0].StartsWith("driver", StringComparison.Ordinal)), row => Assert.Equal(ValueState.Suppressed, row.Values[0].State));
        Assert.Equal(6, CodesTables.StagesByRole(Codes.Fit(new CodesSpec(), Codings, Book, Interviews)).Rows.Length);
        Assert.Equal(6, CodesTables.ByCommunity(Codes.Fit(new CodesSpec(), Codings, Book, Interviews)).Rows.Length);
        Assert.Equal(2, CodesTables.Table(Codes.Fit(new CodesSpec(), Codings, Book, Interviews)).Rows.Length);
    }

    [Fact]
    public void A_coding_that_would_merge_speakers_is_refused()
    {
        var blank = RowsOf.Table("interview,speaker,role,community,code,coder\n20181109,?,?,?,driver/local_support,a");
        Assert.Contains("would merge speakers", Assert.Throws<StudyException>(() => Codes.Fit(new CodesSpec(), blank, Book, Interviews)).Message, StringComparison.Ordinal);
        var unknown = RowsOf.Table("interview,speaker,role,community,code,coder\n20181109,R9,resident,L,driver/local_support,a");
        Assert.Throws<StudyException>(() => Codes.Fit(new CodesSpec(), unknown, Book, Interviews));
        var code = RowsOf.Table("interview,speaker,role,community,code,coder\n20181109,R1,resident,L,driver/local_suport,a");
        Assert.Contains("Did you mean 'driver/local_support'", Assert.Throws<StudyException>(() => Codes.Fit(new CodesSpec(), code, Book, Interviews)).Message, StringComparison.Ordinal);
    }
}
