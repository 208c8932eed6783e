namespace CoProduction.Analysis;

/// <summary>Standardised parameters: latent variables, or all, in units of their standard deviations. Bollen (1989), p. 124.</summary>
internal sealed class Standardisation(SemEstimate estimate)
{
    private readonly ParameterTable _table = estimate.Table;
    private readonly PathMatrices[] _matrices = [.. Enumerable.Range(0, estimate.Criterion.Groups).Select(g => PathMatrices.Of(estimate.Table, g))];
    private readonly Dictionary<string, int> _index = estimate.Table.Observed.Concat(estimate.Table.Latent).Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);

    /// <summary>Every row's value, then every defined parameter's; NaN where a variance is not positive.</summary>
    internal double[] Of(double[] theta, bool all)
    {
        for (int g = 0; g < _matrices.Length; g++) _matrices[g].Update(theta, estimate.Criterion.Moments[g]);
        double[] values = [.. _table.Rows.Select(row => Of(row, ParameterTable.Value(row, theta), all))];
        return [.. values, .. Defined(values)];
    }

    /// <summary>The same of one row's value, at the last values put in.</summary>
    internal double Of(StructuralParameter row, double value, bool all)
    {
        var m = _matrices[row.Group];
        int left = _index[row.Left], right = row.Right.Length > 0 ? _index[row.Right] : 0;
        return row.Operator switch
        {
            ParameterOperator.Loading => value * Deviation(m, left, all) / Deviation(m, right, all),
            ParameterOperator.Regression => value * Deviation(m, right, all) / Deviation(m, left, all),
            ParameterOperator.Intercept => value / Deviation(m, left, all),
            _ when left == right => value / (Deviation(m, left, all) * Deviation(m, left, all)),
            _ => value / (Own(m, left, all) * Own(m, right, all)),
        };
    }

    private static double Deviation(PathMatrices m, int variable, bool all) => all || variable >= m.P ? Math.Sqrt(m.Covariances[variable * m.V + variable]) : 1;

    private static double Own(PathMatrices m, int variable, bool all) => all || variable >= m.P ? Math.Sqrt(m.Own(variable, variable)) : 1;

    private IEnumerable<double> Defined(double[] values)
    {
        var labels = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int i = 0; i < _table.Rows.Length; i++) if (_table.Rows[i].Label.Length > 0) labels.TryAdd(_table.Rows[i].Label, values[i]);
        foreach (var defined in _table.Spec.Model.Defined)
        {
            double value = defined.Expression.Of(label => labels.GetValueOrDefault(label, double.NaN));
            labels[defined.Name] = value;
            yield return value;
        }
    }
}
