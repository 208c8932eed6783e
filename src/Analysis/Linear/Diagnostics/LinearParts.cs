using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Further tables of a linear fit, made only where they are asked for.</summary>
public static class LinearParts
{
    private static readonly PartColumn Term = new("term", new("变量", "Term"), MeasureKind.Text);
    private static readonly PartColumn PValue = new("p_value", new("p值", "p"), MeasureKind.PValue);

    /// <summary>Part <c>wald</c>: a joint test of each term of the formula and of all, then of each set named.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="sets">Further sets of terms or coefficients; empty for none.</param>
    public static FitPart Wald(LinearFit fit, ImmutableArray<ImmutableArray<string>> sets) => Wald(fit.Estimates, sets);

    /// <inheritdoc cref="Wald(LinearFit, ImmutableArray{ImmutableArray{string}})"/>
    public static FitPart Wald(FixedEffectsFit fit, ImmutableArray<ImmutableArray<string>> sets) => Wald(fit.Estimates, sets);

    private static FitPart Wald(Estimates fit, ImmutableArray<ImmutableArray<string>> sets) => new(
        "wald", new("联合检验（Wald）", "Joint tests (Wald)"),
        [Term, Number("f", "F", 2), Number("df1", "df1", 0), Number("df2", "df2", 1), PValue, Number("chi_squared", "χ²", 2), new("chi_squared_p_value", new("χ²的p值", "p of χ²"), MeasureKind.PValue)],
        [.. WaldTest.ByTerm(fit).Concat(sets.Select(set => WaldTest.Of(fit, string.Join(", ", set), set))).Select(test => Row(test.Term, test.F, test.Df1, test.Df2, test.PValue, test.Wald, test.WaldPValue))]);

    /// <summary>Part <c>steps</c>: hierarchical steps with the change of R².</summary>
    /// <param name="fit">The fit of the whole model.</param>
    /// <param name="steps">For each step the terms that enter.</param>
    public static FitPart Steps(LinearFit fit, ImmutableArray<ImmutableArray<string>> steps) => new(
        "steps", new("分步回归", "Hierarchical steps"),
        [
            new("step", new("步骤", "Step"), MeasureKind.Text), new("terms", new("进入的变量", "Terms entered"), MeasureKind.Text), Number("r_squared", "R²"), Number("adj_r_squared", "Adj. R²"),
            Number("r_squared_change", "ΔR²"), Number("f_change", "ΔF", 2), Number("df1", "df1", 0), Number("df2", "df2", 0), PValue,
        ],
        [.. HierarchicalStep.Of(fit, steps).Select(step => StepRow(step))]);

    /// <summary>Part <c>collinearity</c>: variance inflation by term; part <c>condition</c>: condition numbers.</summary>
    public static ImmutableArray<FitPart> Collinearity(LinearFit fit)
    {
        var conditioning = Conditioning.Of(fit);
        return
        [
            new("collinearity", new("共线性", "Collinearity"), [Term, Number("df", "df", 0), Number("gvif", "GVIF", 2), Number("gvif_scaled", "GVIF^(1/(2 df))", 2)],
                [.. conditioning.Terms.Select(term => Row(term.Term, term.Df, term.Gvif, term.Scaled))]),
            new("condition", new("条件数", "Condition numbers"), [new("columns", new("列", "Columns"), MeasureKind.Text), Number("kappa", "κ", 1)],
                [Row("as they are", conditioning.Kappa), Row("scaled to equal length", conditioning.ScaledKappa)]),
        ];
    }

    /// <summary>Part <c>u_test</c>: the quadratic's slopes at both ends and its turn.</summary>
    public static FitPart U(UTest test) => new(
        "u_test", new("U形检验（Lind与Mehlum）", "U test (Lind and Mehlum)"),
        [
            new("variable", new("变量", "Variable"), MeasureKind.Text), new("shape", new("形状", "Shape"), MeasureKind.Text), Number("low", "Low"), Number("high", "High"), Number("low_slope", "Slope at low"),
            Number("high_slope", "Slope at high"), Number("low_std_error", "SE at low"), Number("high_std_error", "SE at high"), new("low_p_value", new("低端p值", "p at low"), MeasureKind.PValue),
            new("high_p_value", new("高端p值", "p at high"), MeasureKind.PValue), PValue, Number("extremum", "Turn"), Number("fieller_low", "Turn, low"), Number("fieller_high", "Turn, high"),
        ],
        [[test.Variable, Shape(test), test.Low, test.High, test.LowSlope, test.HighSlope, test.LowError, test.HighError, test.LowPValue, test.HighPValue, test.PValue, test.Extremum, test.FiellerLow, test.FiellerHigh]]);

    /// <summary>Part <c>influence</c>: what each community does to each coefficient; one row per community and term, as a figure reads it.</summary>
    public static FitPart Influence(LinearFit fit) => Influence(fit, CommunityInfluence.Of(fit));

    // Beside the whole fit, an estimate without a community is a statement about its people.
    private static FitPart Influence(LinearFit fit, ImmutableArray<CommunityInfluence> communities) => new(
        "influence", new("社区影响（逐一剔除）", "Influence by community (leave one out)"),
        [
            new("community", new("社区", "Community"), MeasureKind.Text), Term, Number("rows", "Rows", 0), Number("estimate_without", "Estimate without"), Number("dfbeta", "DFBETA"), Number("dfbetas", "DFBETAS"),
            Number("cooks_distance", "Cook's distance"),
        ],
        [.. communities.SelectMany(entry => InfluenceRows(fit, entry))])
    {
        People = [.. communities.SelectMany(entry => fit.Terms.Select(_ => entry.Rows))],
    };

    /// <summary>Part <c>clusters</c>: sizes of the communities and the effective number of them for each coefficient.</summary>
    public static FitPart Clusters(LinearFit fit)
    {
        if (!fit.Roots.Clustered) throw new StudyException(LinearFaults.NoClusterColumn(fit.Spec.Vcov));
        var balance = ClusterBalance.Of(fit.Solution, fit.Roots.ByCommunity());
        return new("clusters", new("社区均衡性", "Balance of the communities"),
            [Term, Number("communities", "Communities", 0), Number("effective", "Effective", 1), Number("smallest", "Smallest", 0), Number("largest", "Largest", 0), Number("size_variation", "CV of sizes", 2)],
            [.. fit.Terms.Select((term, j) => Row(term, balance.Communities, balance.Effective[j], balance.Smallest, balance.Largest, balance.SizeVariation))]);
    }

    private static IEnumerable<ImmutableArray<PartValue>> InfluenceRows(LinearFit fit, CommunityInfluence entry) => fit.Terms.Select((term, j) =>
    {
        double? without = entry.Without?[j];
        return ImmutableArray.Create<PartValue>(entry.Community, term, entry.Rows, without, fit.Coefficients[j] - without, entry.Dfbetas?[j], entry.CooksDistance);
    });

    private static string Shape(UTest test) => (test.Within, test.Inverse) switch { (false, _) => "monotone", (true, true) => "inverse U", (true, false) => "U" };

    private static ImmutableArray<PartValue> StepRow(HierarchicalStep step) =>
        [step.Step.ToString(System.Globalization.CultureInfo.InvariantCulture), step.Terms, step.RSquared, step.AdjRSquared, step.Change, step.FChange, step.Df1, step.Df2, step.PValue];

    private static PartColumn Number(string name, string label, int decimals = 3) => new(name, Label.Same(label), MeasureKind.Number, decimals);

    private static ImmutableArray<PartValue> Row(string name, params double?[] values) => [name, .. values.Select(value => (PartValue)value)];
}
