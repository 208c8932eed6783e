using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench;

/// <summary>Models side by side: terms as rows, models as groups of columns. Significance is a p value, never a star.</summary>
internal static class Stacked
{
    private static readonly ImmutableArray<string> Shown = ["estimate", "std_error", "p_value"];

    public static CandidateTable Of(ImmutableArray<(string Name, FittedModel Model)> models)
    {
        var first = models[0].Model.Coefficients;
        int[] at = [.. Shown.Select(name => first.Measures.ToList().FindIndex(measure => measure.Id == name))];
        var rows = models.SelectMany(model => model.Model.Coefficients.Rows.Select(row => (Row: row, Term: row.Key[0], model.Name)));
        string[] terms = [.. models.SelectMany(model => model.Model.Coefficients.Rows).Select(row => row.Key[0]).Distinct(StringComparer.Ordinal)];
        return new CandidateTable(
            "models", new("模型并列", "Models side by side"), [new("term", new("变量", "Term")), new("model", new("模型", "Model"))], [.. at.Select(i => first.Measures[i])],
            [.. rows.OrderBy(row => Array.IndexOf(terms, row.Term)).Select(row => new TableRow([row.Term, row.Name], [row.Row.Labels[0], Label.Same(row.Name)], row.Row.Base, [.. at.Select(i => row.Row.Values[i])]))],
            Subject.Respondents, Note(models), first.Provenance with { Method = string.Join("; ", models.Select(model => $"{model.Name}: {model.Model.Fit.Provenance.Method}")) });
    }

    private static Label Note(ImmutableArray<(string Name, FittedModel Model)> models) => new(
        string.Join("；", models.Select(model => FormattableString.Invariant($"{model.Name}：{VariantWords.Of(model.Model.Fit.Provenance.Method).Zh}，n = {model.Model.Fit.Rows}"))) + "。",
        string.Join("; ", models.Select(model => FormattableString.Invariant($"{model.Name}: {model.Model.Fit.Provenance.Method}, n = {model.Model.Fit.Rows}"))) + ".");
}
