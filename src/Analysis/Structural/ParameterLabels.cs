using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Equality of parameters: by labels, and by what groups have in common.</summary>
internal static class ParameterLabels
{
    /// <summary>What may be equal among groups.</summary>
    internal static readonly ImmutableArray<string> Kinds = ["loadings", "intercepts", "residuals", "means", "regressions", "lv.variances", "lv.covariances", "residual.covariances"];

    /// <summary>Gives rows that groups have in common one label, and frees what that identifies.</summary>
    internal static void MakeEqual(SemSpec spec, VariableRoles roles, List<StructuralParameter> rows)
    {
        foreach (string freed in spec.Freed)
            if (!rows.Exists(row => Names(freed, row))) throw new StudyException(StructuralFaults.UnknownFreed(freed, rows.Where(row => row.Group == 0).Select(row => row.Text)));
        bool Has(string kind) => spec.Equal.Contains(kind);
        for (int i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            bool latentMean = row.Operator == ParameterOperator.Intercept && roles.IsLatent(row.Left) && !row.Stated, latentVariance = row.IsVariance && roles.IsLatent(row.Left) && !row.Stated;
            if (row.Group > 0 && ((latentMean && Has("intercepts") && !Has("means")) || (latentVariance && spec.StandardisedLatent && Has("loadings") && !Has("lv.variances")))) rows[i] = row with { IsFree = true };
            else if (row.IsFree && row.Label.Length == 0 && KindOf(row, roles) is { } kind && Has(kind) && !spec.Freed.Any(freed => Names(freed, row))) rows[i] = row with { Label = $".{row.Text}" };
        }
    }

    /// <summary>Numbers the free rows; rows of one label share a number, and a fixed one fixes all of its label.</summary>
    internal static ImmutableArray<StructuralParameter> Numbered(List<StructuralParameter> rows)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var fixedAt = rows.Where(row => !row.IsFree && !row.Exogenous && row.Label.Length > 0).GroupBy(row => row.Label, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Value, StringComparer.Ordinal);
        int next = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            if (!rows[i].IsFree) continue;
            string label = rows[i].Label;
            if (label.Length > 0 && fixedAt.TryGetValue(label, out double value)) rows[i] = rows[i] with { IsFree = false, Value = value };
            else if (label.Length > 0 && numbers.TryGetValue(label, out int same)) rows[i] = rows[i] with { Free = same };
            else
            {
                if (label.Length > 0) numbers[label] = next;
                rows[i] = rows[i] with { Free = next++ };
            }
        }
        return [.. rows];
    }

    /// <summary>Kind of a parameter, in the words of <see cref="Kinds"/>; null for none.</summary>
    internal static string? KindOf(StructuralParameter row, VariableRoles roles) => row.Operator switch
    {
        ParameterOperator.Loading => "loadings",
        ParameterOperator.Regression => "regressions",
        ParameterOperator.Intercept => roles.IsLatent(row.Left) ? "means" : "intercepts",
        _ when row.Exogenous => null,
        _ when row.IsVariance => roles.IsLatent(row.Left) ? "lv.variances" : "residuals",
        _ => roles.IsLatent(row.Left) && roles.IsLatent(row.Right) ? "lv.covariances" : "residual.covariances",
    };

    private static bool Names(string freed, StructuralParameter row) => Bare(freed) == Bare(row.Text) || Bare(freed) == Bare(StructuralParameter.TextOf(row.Right, row.Operator, row.Left));

    private static string Bare(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
