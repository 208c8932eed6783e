using System.Text;

namespace CoProduction.Tests.Tables;

public class TableTests
{
    private static ReleasedTable Shares => Disclosure.Review(WithTotals(), PrivacyPlan.Standard);

    private static CandidateTable WithTotals()
    {
        var table = Samples.Shares(2, [0.75, 0.25]);
        TableRow Total(string year, decimal amount) => new([TableRow.Total, year], [new("", ""), Label.Same(year)], 0, [Value.Exact(1), Value.Exact(amount)]);
        return table with { Rows = [Total("2017", 1234567.8m), .. table.Rows, Total("2018", -1234567.8m)] };
    }

    [Fact]
    public void MarkdownIsAsApproved() =>
        Goldens.Agree("tests/Reports.Tests/Goldens/tables.md", MarkdownTable.Text(Shares, Language.Zh) + "\n" + MarkdownTable.Text(Shares, Language.En, TableLayout.Long) + "\n" + MarkdownTable.Text(Samples.Released(Samples.CoefficientsFigure()).Data, Language.En));

    [Fact]
    public void HtmlIsAsApproved() => Goldens.Agree("tests/Reports.Tests/Goldens/table.html", HtmlTable.Fragment(Shares, Language.En) + HtmlTable.Fragment(Samples.Verdicts(), Language.Zh));

    [Fact]
    public void CsvIsAsApproved() => Goldens.Agree("tests/Reports.Tests/Goldens/tables.csv", Csv(Shares, CsvStyle.Machine) + Csv(Shares, CsvStyle.Human) + Csv(Samples.Released(Samples.CoefficientsFigure()).Data, CsvStyle.Human));

    [Theory]
    [InlineData(MeasureKind.Number, "0.00")]
    [InlineData(MeasureKind.Count, "0.00")]
    [InlineData(MeasureKind.Amount, "0.00")]
    public void AValueThatIsZeroOnceRoundedHasNoMinus(MeasureKind kind, string text)
    {
        var measure = new TableMeasure("m", Label.Same("m"), kind, 2);
        Assert.Equal(text, TableText.Human(measure, Value.Of(-0.004), Language.En));
        Assert.Equal(text, TableText.Human(measure, Value.Exact(-0.004m), Language.En));
    }

    [Fact]
    public void ModelsStandSideBySideWithTheErrorInBrackets()
    {
        static TableRow Row(string term, string model, params Value[] values) => new([term, model], [Label.Same(term), Label.Same(model)], 400, [.. values]);
        var table = Samples.Shares(1, [1]) with
        {
            Dimensions = [new("term", Label.Same("Term")), new("model", Label.Same("Model"))],
            Measures = [new("estimate", new("估计值", "Estimate"), MeasureKind.Number, 2), new("std_error", new("标准误", "SE"), MeasureKind.Number, 2), new("p_value", Label.Same("p"), MeasureKind.PValue, 3)],
            Rows = [Row("x", "A", Value.Of(-0.5), Value.Of(0.25), Value.Of(0.0001)), Row("x", "B", Value.Of(1), Value.Absent, Value.Absent), Row("z", "B", Value.Of(2), Value.Of(0.5), Value.Of(0.03))],
        };
        string text = MarkdownTable.Text(Disclosure.Review(table, PrivacyPlan.Standard), Language.En);
        Assert.Contains("| Term | A: Estimate (SE) | A: p | B: Estimate (SE) | B: p |\n| --- | ---: | ---: | ---: | ---: |\n| x | −0.50 (0.25) | &lt;0.001 | 1.00 | – |\n| z | – | – | 2.00 (0.50) | 0.030 |\n", text, StringComparison.Ordinal);
        Assert.Contains("A: 估计值（标准误）", MarkdownTable.Text(Disclosure.Review(table, PrivacyPlan.Standard), Language.Zh), StringComparison.Ordinal);
        Assert.StartsWith("term,model,estimate,std_error,p_value\r\nx,A,-0.5,0.25,0.0001\r\n", Csv(Disclosure.Review(table, PrivacyPlan.Standard), CsvStyle.Machine), StringComparison.Ordinal);
    }

    [Fact]
    public void CsvBeginsWithAByteOrderMark()
    {
        using var output = new MemoryStream();
        CsvTable.Write(Shares, CsvStyle.Human, Language.Zh, output);
        Assert.Equal([0xEF, 0xBB, 0xBF], output.ToArray()[..3]);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("+cmd|x", "'+cmd|x")]
    [InlineData("-2.5", "-2.5")]
    [InlineData("+1,200", "\"+1,200\"")]
    [InlineData("-3%", "-3%")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(" edge", "\" edge\"")]
    public void CsvTextsAreQuotedAndCannotRunAsFormulas(string text, string field)
    {
        var table = Samples.Shares(1, [1]);
        var row = table.Rows[0] with { Labels = [Label.Same(text), Label.Same("2018")] };
        Assert.Equal(field + ",2018,100.0%,\"1,234,567.80\"", Csv(Disclosure.Review(table with { Rows = [row] }, PrivacyPlan.Standard), CsvStyle.Human).Split("\r\n")[1]);
    }

    [Theory]
    [InlineData(MeasureKind.PValue, 3, 0.0004, "<0.001")]
    [InlineData(MeasureKind.PValue, 3, 0.0006, "<0.001")]
    [InlineData(MeasureKind.PValue, 3, 0.0124, "0.012")]
    [InlineData(MeasureKind.Share, 1, 0.12345, "12.3%")]
    [InlineData(MeasureKind.Number, 2, -0.004, "0.00")]
    [InlineData(MeasureKind.Number, 2, -1.5, "−1.50")]
    [InlineData(MeasureKind.People, 0, 12345, "12,345")]
    [InlineData(MeasureKind.Amount, 2, 1234.5, "1,234.50")]
    public void NumbersArePrintedByTheirKind(MeasureKind kind, int decimals, double number, string text) =>
        Assert.Equal(text, TableText.Human(new TableMeasure("m", Label.Same("m"), kind, decimals), Value.Of(number), Language.En));

    [Fact]
    public void AmountsAreExactBeyondDoubles() =>
        Assert.Equal("79,228,162,514,264,337,593.54", TableText.Human(new("a", Label.Same("a"), MeasureKind.Amount, 2), Value.Exact(79228162514264337593.54m), Language.En));

    [Fact]
    public void WithheldValuesAreMarkedAndExplained()
    {
        var table = Disclosure.Review(Samples.Withheld(Samples.Shares(2), row => row.Key[0] == "environment"), PrivacyPlan.Standard);
        Assert.Contains("| 环境治理 | 未公布 | 未公布 |", MarkdownTable.Text(table, Language.Zh));
        Assert.Contains("Withheld: too few people", MarkdownTable.Text(table, Language.En));
        Assert.Contains("<td class=\"n w\">withheld</td>", HtmlTable.Fragment(table, Language.En));
        Assert.Contains("environment,2017,withheld,withheld", Csv(table, CsvStyle.Machine));
    }

    [Fact]
    public void TextsOfATableCannotBreakTheirMarkup()
    {
        var table = Samples.Shares(1, [1]);
        var row = table.Rows[0] with { Labels = [Label.Same("<script>a|b*c"), Label.Same("2018")] };
        var released = Disclosure.Review(table with { Rows = [row] }, PrivacyPlan.Standard);
        Assert.Contains("&lt;script>a\\|b\\*c", MarkdownTable.Text(released, Language.En));
        Assert.Contains("&lt;script&gt;a|b*c", HtmlTable.Fragment(released, Language.En));
    }

    [Fact]
    public void ATwoWayLayoutNeedsTwoDimensions() =>
        Assert.Contains("two dimensions", Assert.Throws<StudyException>(() => MarkdownTable.Text(Samples.Released(Samples.CoefficientsFigure()).Data, Language.En, TableLayout.TwoWay)).Fault.Mend);

    private static string Csv(ReleasedTable table, CsvStyle style)
    {
        using var output = new MemoryStream();
        CsvTable.Write(table, style, Language.En, output);
        return Encoding.UTF8.GetString(output.ToArray()[3..]);
    }
}
