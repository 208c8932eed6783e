using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Whether groups measure the same: configural, metric, scalar and strict models, each with the equalities of the one before. Meredith (1993); Chen (2007) on changes of CFI and RMSEA.</summary>
public static class InvarianceLadder
{
    private const double LeastIndex = 3.841458820694124;
    private const int MostListed = 10;

    /// <summary>The steps and what each holds equal.</summary>
    public static ImmutableArray<(string Name, ImmutableArray<string> Equal)> Steps { get; } =
        [("configural", []), ("metric", ["loadings"]), ("scalar", ["loadings", "intercepts"]), ("strict", ["loadings", "intercepts", "residuals"])];

    /// <summary>The models of the steps.</summary>
    /// <param name="spec">The measurement model; what it says of equality is replaced, what it frees is kept from the step on at which it matters.</param>
    /// <param name="statistics">At least two groups.</param>
    /// <exception cref="StudyException">There is one group, or a step cannot be estimated.</exception>
    public static ImmutableArray<SemEstimated> Estimate(SemSpec spec, SemStatistics statistics)
    {
        if (statistics.Groups.Length < 2) throw new StudyException(StructuralFaults.OneGroup(statistics.Groups[0]));
        return [.. Steps.Select(step => SemModel.Estimate(spec with { Equal = step.Equal, MeanStructure = true, Draws = 0 }, statistics))];
    }

    /// <summary>Two tables: <c>invariance</c> with the fit of each step and what it loses, and <c>partial_invariance</c> with the equalities whose release would help most.</summary>
    /// <param name="estimated">The models of the steps.</param>
    /// <param name="fits">Their fits, in the same order.</param>
    public static ImmutableArray<FitPart> Tables(ImmutableArray<SemEstimated> estimated, ImmutableArray<SemFit> fits) =>
        [Fits(fits), .. Releases(estimated) is { Rows.Length: > 0 } releases ? [releases] : ImmutableArray<FitPart>.Empty];

    private static FitPart Fits(ImmutableArray<SemFit> fits)
    {
        bool scaled = fits[0]["chisq.scaled"] is not null;
        string Variant(string name) => scaled ? name + ".scaled" : name;
        return new FitPart("invariance", new("测量不变性", "Measurement invariance"),
            [
                SemParts.Text("step", "层级", "Step"), SemParts.Number("chisq", "χ²", "χ²"), SemParts.Number("df", "自由度", "df", 0), SemParts.Number("delta_chisq", "Δχ²", "Δχ²"), SemParts.Number("delta_df", "Δ自由度", "Δdf", 0), new("p_value", new("p值", "p"), MeasureKind.PValue),
                SemParts.Number("cfi", "CFI", "CFI"), SemParts.Number("delta_cfi", "ΔCFI", "ΔCFI"), SemParts.Number("rmsea", "RMSEA", "RMSEA"), SemParts.Number("delta_rmsea", "ΔRMSEA", "ΔRMSEA"), SemParts.Number("srmr", "SRMR", "SRMR"),
            ],
            [.. fits.Select((fit, i) =>
            {
                var before = i == 0 ? null : fits[i - 1];
                var difference = before is null ? null : Difference(before, fit);
                return ImmutableArray.Create<PartValue>(Steps[i].Name, fit[Variant("chisq")], fit["df"], difference?.Scaled, difference?.Df, difference?.PValue,
                    fit[Variant("cfi")], fit[Variant("cfi")] - before?[Variant("cfi")], fit[Variant("rmsea")], fit[Variant("rmsea")] - before?[Variant("rmsea")], fit["srmr"]);
            })]);
    }

    /// <summary>Difference of two nested tests; scaled ones by Satorra and Bentler (2001): c = (df₁ c₁ - df₀ c₀) / (df₁ - df₀).</summary>
    internal static ModelTest? Difference(SemFit wide, SemFit narrow)
    {
        int df = (int)(narrow["df"]!.Value - wide["df"]!.Value);
        if (df <= 0) return null;
        double scaling = narrow["chisq.scaling.factor"] is { } below && wide["chisq.scaling.factor"] is { } above ? (narrow["df"]!.Value * below - wide["df"]!.Value * above) / df : 1;
        return scaling > 0 ? new ModelTest(narrow["chisq"]!.Value - wide["chisq"]!.Value, df, scaling) : null;
    }

    private static FitPart Releases(ImmutableArray<SemEstimated> estimated) => new("partial_invariance", new("部分不变性：放开哪些约束", "Partial invariance: which equalities to free"),
        [SemParts.Text("step", "层级", "Step"), SemParts.Text("term", "参数", "Term"), SemParts.Text("group", "组", "Group"), SemParts.Number("mi", "χ²降低", "Fall of χ²", 2), SemParts.Number("epc", "组间差", "Difference")],
        [.. estimated.Select((one, i) => (one, i)).Skip(1).SelectMany(pair => ModificationIndices.Releases(pair.one.Model, Steps[pair.i].Equal[^1]).Where(index => index.Index >= LeastIndex).Take(MostListed)
            .Select(index => ImmutableArray.Create<PartValue>(Steps[pair.i].Name, index.Term, index.Group, index.Index, index.Change)))]);
}
