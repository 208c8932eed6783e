using System.Text;
using System.Text.RegularExpressions;

namespace CoProduction.Tests.Html;

public partial class HtmlReportTests
{
    private static readonly string Report = Write(Samples.Report());

    [Fact]
    public void SameReportSameBytes() => Assert.Equal(Report, Write(Samples.Report()));

    [Fact]
    public void NothingIsFetchedFromElsewhere()
    {
        Assert.DoesNotMatch("(src|href|action)\\s*=\\s*[\"']?(https?:)?//", Page());
        Assert.DoesNotContain("<link", Page());
        Assert.DoesNotContain("@import", Page());
        Assert.All(Urls().Matches(Page()), url => Assert.Matches("^url\\((data:|#)", url.Value));
        Assert.Single(Regex.Matches(Report, "plotly.js v2.28.0"));
    }

    [Fact]
    public void EveryIdIsUniqueAndEveryLinkHasItsTarget()
    {
        var ids = Regex.Matches(Page(), "\\bid=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
        Assert.All(Regex.Matches(Page(), "href=\"#([^\"]+)\"").Select(match => match.Groups[1].Value), link => Assert.Contains(link, ids));
    }

    [Fact]
    public void BothLanguagesSayWhatTheReportHolds()
    {
        foreach (string text in new[]
        {
            "合成数据", "Synthetic data", "数据截止日期：2020-12-31", "Data as of 2020-12-31", "目录", "Contents", "资金用在哪里", "Where the money went", "违反", "Breach", "方法说明", "Method notes",
            "OLS; CR1; n = 2,300; G = 96", new string('a', 64), "ScottPlot", "20220931", "居民怎样评价",
        })
            Assert.Contains(text, Page());
        Assert.Equal(6, Regex.Count(Page(), "<figure class=\"chart\""));
    }

    [Fact]
    public void ARealStudyIsNotCalledSynthetic() => Assert.DoesNotContain("class=\"synthetic\"", Write(Samples.Report() with { Synthetic = false }));

    [Fact]
    public void TextsOfTheStudyCannotBreakThePage()
    {
        const string Attack = "</script><script>alert(1)</script>";
        var figure = Samples.SharesFigure(1);
        var row = figure.Data.Rows[0] with { Labels = [Label.Same(Attack), Label.Same("2018")] };
        string html = ScreenFigure.Html(Samples.Released(figure with { Title = Label.Same(Attack), Alt = Label.Same("\"" + Attack), Data = figure.Data with { Rows = [row] } }), Language.En, "f");
        Assert.DoesNotContain("<script>alert", html);
        Assert.DoesNotContain("\"</script", html);
    }

    [Fact]
    public void EveryFigureHasItsTextAlternativeItsNumbersAndItsPrintedForm()
    {
        string html = ScreenFigure.Html(Samples.Released(Samples.LikertFigure()), Language.En, "f1");
        Assert.Contains("role=\"img\" aria-label=\"Diverging bars of the answers.\"", html);
        Assert.Contains("<details><summary>Numbers of the figure</summary>", html);
        Assert.Contains("<svg ", html);
        Assert.Contains("scope=\"row\"", html);
    }

    /// <summary>The page without the code of plotly.js, which names web addresses that it never calls for these charts.</summary>
    private static string Page() => Report[..Report.IndexOf("plotly.js v2.28.0", StringComparison.Ordinal)];

    private static string Write(StudyReport report)
    {
        using var output = new MemoryStream();
        HtmlReport.Write(report, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [GeneratedRegex("url\\([^)]{1,40}")]
    private static partial Regex Urls();
}
