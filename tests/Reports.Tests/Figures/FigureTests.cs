using System.Text.Json;

namespace CoProduction.Tests.Figures;

public class FigureTests
{
    [Theory, InlineData("shares"), InlineData("coefficients"), InlineData("likert"), InlineData("funnel"), InlineData("paths"), InlineData("measurement"), InlineData("probabilities")]
    public void SpecAndScreenDataAreAsApproved(string name)
    {
        var figure = Samples.Released(Print.PrintFigureTests.Figure(name));
        string spec = string.Join('\n', new[] { figure.Id, figure.Kind, figure.Title.En, figure.Caption.En, figure.Alt.En }
            .Concat(new[] { "x", "y", "series", "low", "high", "label", "from", "to", "arrow", "weight", "p", "panel" }.Where(channel => "x y series low high label".Split(' ').Contains(channel) || figure.Column(channel) is not null).Select(channel => $"{channel}: {figure.Column(channel) ?? "-"}")));
        using var json = JsonDocument.Parse(FigureKind.Of(figure).Screen(figure, Language.En));
        Goldens.Agree($"tests/Reports.Tests/Goldens/{name}.txt", spec + "\n" + JsonSerializer.Serialize(json.RootElement, Indented) + "\n");
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void ClassesAreSortedByTheLatestYearAndYearsAscend()
    {
        var grid = SpendingShares.Read(Samples.Released(Samples.SharesFigure(3, [0.1, 0.5, 0.05, 0.35])));
        Assert.Equal(["culture_sport_welfare", "volunteering", "facility_maintenance", "environment"], grid.Parts.Select(part => part.Key));
        Assert.Equal(["2016", "2017", "2018"], grid.Wholes.Select(whole => whole.Key));
    }

    [Fact]
    public void NeutralAnswersAreCentredOnZero()
    {
        var bars = Likert.Read(Samples.Released(Samples.LikertFigure()));
        double[] edges = bars.Edges(0);
        Assert.Equal(0, edges[2] + edges[3], 12);
        Assert.Equal(1, edges[^1] - edges[0], 12);
        Assert.Equal(0.12, bars.Side(0, agree: false), 12);
        Assert.Equal(0.68, bars.Side(0, agree: true), 12);
    }

    [Fact]
    public void AnEvenScaleMeetsAtZero()
    {
        var data = Samples.Answers();
        var even = data with { Rows = [.. data.Rows.Where(row => row.Key[1] != "3")] };
        double[] edges = Likert.Read(Samples.Released(Samples.LikertFigure() with { Data = even })).Edges(0);
        Assert.Equal(5, edges.Length);
        Assert.Equal(0, edges[2], 12);
    }

    [Fact]
    public void AFunnelClosesWithTheNumberOfPeopleAndNamesWhatLiesBeyond()
    {
        var figure = Samples.Released(Samples.FunnelFigure());
        var units = Funnel.Read(figure);
        Assert.Equal(["Community 2", "Community 17"], units.Where(unit => unit.Stands).Select(unit => unit.Label.En));
        foreach (var (people, low, high) in Funnel.Curves(units)) Assert.Equal(2 * 3.09 * 0.85 / Math.Sqrt(people), high - low, 3);
        var texts = PrintFigure.Compose(figure, new PrintOptions(120, Language: Language.En)).Texts.Select(text => text.Text).ToList();
        Assert.Contains("Community 2", texts);
        Assert.DoesNotContain("Community 5", texts);
        LabelTests.AssertApart(Samples.FunnelFigure(), new PrintOptions(120));
        LabelTests.AssertApart(Samples.FunnelFigure(), new PrintOptions(60));
    }

    [Fact]
    public void CoefficientsAreSortedOnRequest()
    {
        var rows = Coefficients.Read(Samples.Released(Samples.CoefficientsFigure(TermOrder.ByEstimate)));
        Assert.Equal(rows.OrderByDescending(row => row.Estimate.Number), rows);
        Assert.Equal([true, true, false, false, true], rows.Select(row => row.ExcludesZero));
    }

    [Fact]
    public void WhatIsWithheldIsSaidAndNeverDrawnAsZero()
    {
        var shares = Samples.SharesFigure(2);
        shares = shares with { Data = Samples.Withheld(shares.Data, row => row.Key[1] == "2018" && row.Key[0] is "environment" or "volunteering") };
        var likert = Samples.LikertFigure();
        likert = likert with { Data = Samples.Withheld(likert.Data, row => row.Key[0] == "sat2") };
        var coefficients = Samples.CoefficientsFigure();
        coefficients = coefficients with { Data = Samples.Withheld(coefficients.Data, row => row.Key[0] == "trust") };
        foreach (var figure in new[] { shares, likert, coefficients })
        {
            LabelTests.AssertApart(figure, new PrintOptions(120));
            var texts = PrintFigure.Compose(Samples.Released(figure), new PrintOptions(120)).Texts.Select(text => text.Text).ToList();
            Assert.Contains(texts, text => text == "未公布");
            Assert.DoesNotContain("0.0%", texts);
            Assert.Contains("未公布", ScreenFigure.Html(Samples.Released(figure), Language.Zh, "f"));
        }
    }

    [Fact]
    public void WrongDataIsAFaultThatNamesIt()
    {
        var figure = Samples.SharesFigure(1);
        Faults(figure with { Encodings = [("series", "use_clas"), ("x", "year"), ("y", "share")] }, "Did you mean 'use_class'");
        Faults(figure with { Data = figure.Data with { Rows = [.. figure.Data.Rows, figure.Data.Rows[0]] } }, "each key once");
        Faults(figure with { Data = figure.Data with { Rows = [] } }, "at least one row");
        var row = figure.Data.Rows[0] with { Values = [Value.Of(1.2), Value.Exact(1)] };
        Faults(figure with { Data = figure.Data with { Rows = [row] } }, "Divide by the total");
    }

    [Fact]
    public void TotalsAreNotDrawn()
    {
        var figure = Samples.SharesFigure(1);
        var total = new TableRow([TableRow.Total, "2018"], [new("合计", "Total"), Label.Same("2018")], 0, [Value.Of(1.0), Value.Exact(1234567.8m)]);
        var grid = SpendingShares.Read(Samples.Released(figure with { Data = figure.Data with { Rows = [.. figure.Data.Rows, total] } }));
        Assert.Equal(5, grid.Parts.Length);
    }

    private static void Faults(CandidateFigure figure, string mend) =>
        Assert.Contains(mend, Assert.Throws<StudyException>(() => PrintFigure.Write(Samples.Released(figure), new PrintOptions(90), Stream.Null)).Fault.Mend);
}
