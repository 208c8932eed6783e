using System.Text.RegularExpressions;
using CoProduction.Analysis;

namespace CoProduction.Tests;

/// <summary>What a Chinese reader of the demo's models reads is Chinese, but for names, formulas, codes and citations.</summary>
[Collection(nameof(BoardTests))]
public sealed partial class ChineseWordsTests(LoadedBoard demo)
{
    /// <summary>Names of methods, of their options and of R's functions and arguments; the survey's id.</summary>
    private static readonly string[] Names = ["logit", "probit", "ologit", "oprobit", "svyglm", "fixest", "type", "cadjust", "oblimin", "missing", "fiml", "svy", "lmm", "robust", "cluster", "satisfaction"];

    private IEnumerable<ReleasedTable> Models => demo.Report.Tables.Where(table => table.Id.StartsWith("model-", StringComparison.Ordinal) || table.Id.StartsWith("choice-", StringComparison.Ordinal));

    [Fact]
    public void TitlesNotesHeadingsAndVariantsOfModelsAreChinese() => AreChinese(
        Models.SelectMany(table => new[] { table.Title, table.Note }.Concat(table.Measures.Select(measure => measure.Label)).Concat(table.Dimensions.Select(one => one.Label)).Concat(Texts(table))).Select(label => label.Zh));

    [Fact]
    public void CaptionsOfFiguresOfModelsAreChinese() => AreChinese(demo.Report.Figures.Where(figure => figure.Data.Id.StartsWith("model-", StringComparison.Ordinal)).SelectMany(figure => new[] { figure.Title.Zh, figure.Caption.Zh }));

    [Fact]
    public void TheVariantOfEveryTableIsSaidInChinese() => AreChinese(demo.Report.Tables.Select(table => Rule().Replace(VariantWords.Of(table.Provenance.Method).Zh, "")));

    private static void AreChinese(IEnumerable<string> texts)
    {
        string[] foreign = [.. texts.Distinct().Where(text => Foreign(text).Any()).Select(text => $"{string.Join(", ", Foreign(text))}: {text}")];
        Assert.Empty(foreign);
    }

    // A reason of an exclusion is the study's own text.
    private static IEnumerable<Label> Texts(ReleasedTable table) =>
        table.Rows.SelectMany(row => row.Values.Zip(table.Measures)).Where(cell => cell.First.State == ValueState.Text && cell.Second.Id != "reason").Select(cell => cell.First.Text!);

    private static IEnumerable<string> Foreign(string text) => Word().Matches(text).Select(found => found.Value).Except(Names);

    // Abbreviations have capitals; a name in a citation has one, and no small-letter word beside it.
    [GeneratedRegex(@"(?<![A-Za-z-])[a-z]{3,}(?![A-Za-z])")]
    private static partial Regex Word();

    [GeneratedRegex(@"\w+\([\w., ]+\)")]
    private static partial Regex Rule();
}
