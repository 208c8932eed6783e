namespace CoProduction.Analysis;

/// <summary>Start values that fit the scale of the variables: half of each indicator's variance is its factor's, loadings follow the standard deviations and the signs of the correlations with the first indicator.</summary>
internal sealed class StartValues
{
    private readonly ParameterTable _table;
    private readonly GroupMoments _moments;
    private readonly int _group;
    private readonly Dictionary<string, (double Variance, int Item)> _scale = new(StringComparer.Ordinal);

    private StartValues(ParameterTable table, GroupMoments moments, int group)
    {
        (_table, _moments, _group) = (table, moments, group);
        for (int i = 0; i < table.Observed.Length; i++) _scale[table.Observed[i]] = (moments.S[i * moments.P + i], i);
        foreach (string name in ByDepth()) _scale[name] = Latent(name);
    }

    internal static double[] Of(ParameterTable table, IReadOnlyList<GroupMoments> moments)
    {
        var theta = new double[table.FreeCount];
        var done = new bool[theta.Length];
        for (int g = 0; g < moments.Count; g++)
        {
            var starts = new StartValues(table, moments[g], g);
            foreach (var row in table.Rows.Where(row => row.Group == g && row.Free >= 0))
            {
                if (done[row.Free]) continue;
                theta[row.Free] = row.Start ?? starts.Start(row);
                done[row.Free] = true;
            }
        }
        return theta;
    }

    private IEnumerable<StructuralParameter> Loadings(string latent) => _table.Rows.Where(row => row.Group == _group && row.Operator == ParameterOperator.Loading && row.Left == latent);

    // Latent variables whose indicators are observed come first.
    private IEnumerable<string> ByDepth()
    {
        var left = _table.Latent.ToList();
        while (left.Count > 0)
        {
            string next = left.Find(name => Loadings(name).All(row => !left.Contains(row.Right) || row.Right == name)) ?? left[0];
            left.Remove(next);
            yield return next;
        }
    }

    private (double Variance, int Item) Latent(string name)
    {
        var marker = Loadings(name).FirstOrDefault(row => row.Free < 0 && row.Value != 0) ?? Loadings(name).First();
        var (variance, item) = _scale.GetValueOrDefault(marker.Right, (1, 0));
        double loading = marker.Free < 0 && marker.Value != 0 ? marker.Value : Math.Sqrt(variance / 2);
        var own = _table.Rows.FirstOrDefault(row => row.Group == _group && row.IsVariance && row.Left == name);
        return (own is { Free: < 0, Value: > 0 } ? own.Value : Math.Max(variance / 2, 1e-8) / (loading * loading), item);
    }

    private double Start(StructuralParameter row) => row.Operator switch
    {
        ParameterOperator.Loading => Loading(row),
        ParameterOperator.Intercept => _table.Observed.IndexOf(row.Left) is var at and >= 0 ? _moments.Mean[at] : 0,
        ParameterOperator.Covariance when row.IsVariance => Variance(row.Left),
        ParameterOperator.Covariance when row.Exogenous || (IsFreeX(row.Left) && IsFreeX(row.Right)) => _moments.S[_scale[row.Left].Item * _moments.P + _scale[row.Right].Item],
        _ => 0,
    };

    private double Loading(StructuralParameter row)
    {
        var (variance, item) = _scale[row.Right];
        var (factor, marker) = _scale[row.Left];
        double sign = _moments.S[item * _moments.P + marker] < 0 ? -1 : 1;
        var fixedMarker = Loadings(row.Left).FirstOrDefault(one => one.Free < 0 && one.Value < 0);
        return sign * (fixedMarker is null ? 1 : -1) * Math.Sqrt(variance / 2 / factor);
    }

    private double Variance(string name) => _table.Latent.Contains(name) ? _scale[name].Variance * (IsExplained(name) ? 0.5 : 1) : IsFreeX(name) ? _scale[name].Variance : _scale[name].Variance / 2;

    private bool IsExplained(string name) => _table.Rows.Any(row => (row.Operator == ParameterOperator.Regression && row.Left == name) || (row.Operator == ParameterOperator.Loading && row.Right == name));

    // An observed variable that nothing explains, its moments being estimated.
    private bool IsFreeX(string name) => !_table.Latent.Contains(name) && !IsExplained(name);
}
