using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a model leaves of the sample's moments.</summary>
internal static class SemResiduals
{
    internal static ImmutableArray<(string First, string Second, string Group, double Residual)> Of(SemEstimate model)
    {
        model.Criterion.Value(model.Theta);
        var found = new List<(string, string, string, double)>();
        for (int g = 0; g < model.Criterion.Groups; g++)
        {
            var (s, sigma, p) = (model.Criterion.Moments[g].S, model.Criterion[g].Matrices.Sigma, model.Criterion[g].P);
            for (int i = 0; i < p; i++)
                for (int j = 0; j < i; j++) found.Add((model.Table.Observed[j], model.Table.Observed[i], GroupName(model, g), Correlation(s, i, j, p) - Correlation(sigma, i, j, p)));
        }
        return [.. found.OrderByDescending(one => Math.Abs(one.Item4))];
    }

    /// <summary>Standardised root mean square residual in Bentler's form, lavaan's srmr: covariances over the sample's standard deviations, with means where they are estimated; groups weighted by their rows.</summary>
    internal static double Srmr(SemEstimate model)
    {
        model.Criterion.Value(model.Theta);
        double total = 0;
        for (int g = 0; g < model.Criterion.Groups; g++) total += model.Criterion.Share(g) * Math.Sqrt(MeanSquare(model, g));
        return total;
    }

    internal static ImmutableArray<(string Variable, string Group, double? Share)> Explained(SemEstimate model)
    {
        model.Criterion.Value(model.Theta);
        var roles = new VariableRoles(model.Table.Spec.Model);
        ImmutableArray<string> names = [.. model.Table.Observed, .. model.Table.Latent];
        return [.. Enumerable.Range(0, model.Criterion.Groups).SelectMany(g => names.Select((name, i) => (name, i)).Where(pair => roles.IsExplained(pair.name)).Select(pair => (pair.name, GroupName(model, g), Share(model.Criterion[g].Matrices, pair.i))))];
    }

    // The residual variance over the total one; where it is negative, R² does not apply.
    private static double? Share(PathMatrices m, int variable)
    {
        double own = m.Own(variable, variable), total = m.Covariances[variable * m.V + variable];
        return own >= 0 && total > 0 ? 1 - own / total : null;
    }

    private static double MeanSquare(SemEstimate model, int g)
    {
        var (moments, buffers) = (model.Criterion.Moments[g], model.Criterion[g]);
        int p = moments.P;
        double sum = 0;
        for (int i = 0; i < p; i++)
        {
            for (int j = 0; j <= i; j++) sum += Square((moments.S[i * p + j] - buffers.Matrices.Sigma[i * p + j]) / Math.Sqrt(moments.S[i * p + i] * moments.S[j * p + j]));
            if (model.Table.HasMeans) sum += Square((moments.Mean[i] - buffers.Matrices.Means[i]) / Math.Sqrt(moments.S[i * p + i]));
        }
        return sum / (p * (p + 1) / 2 + (model.Table.HasMeans ? p : 0));
    }

    internal static string GroupName(SemEstimate model, int group) => model.Table.Groups.Length > 1 ? model.Table.Groups[group] : "";

    private static double Correlation(double[] s, int i, int j, int p) => s[i * p + j] / Math.Sqrt(s[i * p + i] * s[j * p + j]);

    private static double Square(double value) => value * value;
}
