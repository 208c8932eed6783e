using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Rival measurement models: factors merged two at a time, those first that correlate most, down to one; and the signs of a common method.</summary>
public static class CompetingModels
{
    private const string MethodFactor = "method";

    /// <summary>The fit of k, k - 1, … 1 factors. Table <c>competing_models</c>.</summary>
    /// <param name="estimated">The model; its loadings on observed variables are what the rivals rest on.</param>
    /// <exception cref="StudyException">The model has fewer than two factors of observed items, or a rival cannot be estimated.</exception>
    public static FitPart Merged(SemEstimated estimated)
    {
        var factors = Factors(estimated.Spec.Model);
        if (factors.Length < 2) throw new StudyException(StructuralFaults.OneFactor());
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<PartValue>>();
        var whole = Fit(estimated, Text(factors));
        rows.Add(Row(Name(factors), whole, null));
        for (var fit = whole; factors.Length > 1;)
        {
            factors = Joined(factors, fit);
            fit = Fit(estimated, Text(factors));
            rows.Add(Row(Name(factors), fit, whole));
        }
        return Table("competing_models", new("竞争模型：由多因子到单因子", "Competing models: from all factors to one"), rows.ToImmutable());
    }

    /// <summary>
    /// Signs of common method variance: the share of the first principal component (Harman's test; Podsakoff et al. 2003), one factor alone, and an unmeasured method factor on all items that does not correlate with the
    /// others (Podsakoff et al. 2003, figure 3A). Table <c>method_bias</c>.
    /// </summary>
    /// <param name="estimated">The model, of one group.</param>
    /// <exception cref="StudyException">The model has fewer than two factors of observed items.</exception>
    public static FitPart MethodBias(SemEstimated estimated)
    {
        var factors = Factors(estimated.Spec.Model);
        if (factors.Length < 2) throw new StudyException(StructuralFaults.OneFactor());
        var whole = Fit(estimated, Text(factors));
        var rows = ImmutableArray.Create(Row($"{factors.Length} factors", whole, null), Row("one factor", Fit(estimated, Text([(MethodFactor, [.. factors.SelectMany(factor => factor.Items)])])), whole), WithMethod(estimated, factors, whole));
        var table = Table("method_bias", new("共同方法偏差（Harman、未测方法因子）", "Common method variance (Harman, unmeasured method factor)"), rows);
        double[] shares = [.. estimated.Statistics.Groups.Select((_, g) => FirstComponent(estimated, g, factors))];
        return table with { Columns = [.. table.Columns, SemParts.Number("variance_share", "方差占比", "Share of variance")], Rows = [table.Rows[0].Add((double?)null), table.Rows[1].Add(shares.Average()), table.Rows[2]] };
    }

    private static ImmutableArray<PartValue> WithMethod(SemEstimated estimated, ImmutableArray<(string Name, ImmutableArray<string> Items)> factors, SemFit whole)
    {
        string[] items = [.. factors.SelectMany(factor => factor.Items)];
        string text = $"{Text(factors)}\n{MethodFactor} =~ {string.Join(" + ", items.Select((item, i) => (i == 0 ? "NA*" : "") + Quoted(item)))}\n{MethodFactor} ~~ 1*{MethodFactor}\n"
            + string.Join('\n', factors.Select(factor => $"{MethodFactor} ~~ 0*{Quoted(factor.Name)}"));
        try
        {
            var fit = Fit(estimated, text);
            double share = fit.Parameters.Where(one => one.Operator == ParameterOperator.Loading && one.Left == MethodFactor).Average(one => one.Standardised * one.Standardised) ?? double.NaN;
            return Row("method factor added", fit, whole).Add(share);
        }
        catch (StudyException)
        {
            // With few items this model is often not identified: said in the row's name, without numbers.
            return ["method factor added (not identified or not converged)", .. Enumerable.Repeat<PartValue>((double?)null, 9)];
        }
    }

    // Harman's share: the largest eigenvalue of the items' correlations over their number.
    private static double FirstComponent(SemEstimated estimated, int group, ImmutableArray<(string Name, ImmutableArray<string> Items)> factors)
    {
        int[] items = [.. factors.SelectMany(factor => factor.Items).Distinct(StringComparer.Ordinal).Select(item => estimated.Statistics.Observed.IndexOf(item))];
        var (s, p, m) = (estimated.Statistics.Moments[group].S, estimated.Statistics.Observed.Length, items.Length);
        var r = new double[m * m];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < m; j++) r[i * m + j] = s[items[i] * p + items[j]] / Math.Sqrt(s[items[i] * p + items[i]] * s[items[j] * p + items[j]]);
        return new JacobiEigen(r, m).Values.Max() / m;
    }

    internal static SemFit Fit(SemEstimated estimated, string text)
    {
        var spec = estimated.Spec with { Model = ModelSyntax.Parse(text), Estimator = SemEstimator.Ml, Draws = 0, Equal = [], Freed = [], IsRival = true };
        return SemModel.Fit(SemModel.Estimate(spec, estimated.Statistics.Of(spec.Model.Observed).Plain()));
    }

    internal static ImmutableArray<(string Name, ImmutableArray<string> Items)> Factors(ModelSyntax model) =>
        [.. model.Latent.Select(name => (name, Items: model.Terms.Where(term => term.Operator == ParameterOperator.Loading && term.Left == name && model.Observed.Contains(term.Right)).Select(term => term.Right).ToImmutableArray())).Where(factor => factor.Items.Length > 0)];

    private static ImmutableArray<(string Name, ImmutableArray<string> Items)> Joined(ImmutableArray<(string Name, ImmutableArray<string> Items)> factors, SemFit fit)
    {
        var closest = fit.Parameters.Where(one => one.Operator == ParameterOperator.Covariance && one.Left != one.Right && factors.Any(factor => factor.Name == one.Left) && factors.Any(factor => factor.Name == one.Right))
            .MaxBy(one => Math.Abs(one.Standardised ?? 1))!;
        var (first, second) = (factors.First(factor => factor.Name == closest.Left), factors.First(factor => factor.Name == closest.Right));
        return [.. factors.Select(factor => factor.Name == first.Name ? ($"{first.Name}+{second.Name}", [.. first.Items, .. second.Items.Except(first.Items)]) : factor).Where(factor => factor.Item1 != second.Name)];
    }

    private static string Text(ImmutableArray<(string Name, ImmutableArray<string> Items)> factors) => string.Join('\n', factors.Select(factor => $"{Quoted(factor.Name)} =~ {string.Join(" + ", factor.Items.Select(Quoted))}"));

    private static string Quoted(string name) => $"`{name}`";

    private static string Name(ImmutableArray<(string Name, ImmutableArray<string> Items)> factors) => string.Create(CultureInfo.InvariantCulture, $"{factors.Length}: {string.Join(", ", factors.Select(factor => factor.Name))}");

    internal static FitPart Table(string name, Label title, ImmutableArray<ImmutableArray<PartValue>> rows) => new(name, title,
        [
            SemParts.Text("model", "模型", "Model"), SemParts.Number("chisq", "χ²", "χ²"), SemParts.Number("df", "自由度", "df", 0), SemParts.Number("delta_chisq", "Δχ²", "Δχ²"), new("p_value", new("p值", "p"), MeasureKind.PValue),
            SemParts.Number("cfi", "CFI", "CFI"), SemParts.Number("tli", "TLI", "TLI"), SemParts.Number("rmsea", "RMSEA", "RMSEA"), SemParts.Number("srmr", "SRMR", "SRMR"),
        ], rows);

    // The difference is that of the larger model and the smaller one.
    internal static ImmutableArray<PartValue> Row(string name, SemFit fit, SemFit? whole)
    {
        var difference = whole is null ? null : InvarianceLadder.Difference(whole, fit) ?? InvarianceLadder.Difference(fit, whole);
        double? Of(string measure) => fit[$"{measure}.scaled"] ?? fit[measure];
        return [name, Of("chisq"), fit["df"], difference?.Scaled, difference?.PValue, Of("cfi"), Of("tli"), Of("rmsea"), fit["srmr"]];
    }
}
