using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>
/// Linear regression with the effects of one or two fields absorbed, from the roots of the cells; no row is seen. Small-sample factors as fixest states them in its vignette
/// "On standard-errors": <c>ssc(adj = TRUE, fixef.K = "nested", cluster.adj = TRUE, cluster.df = "min", t.df = "min")</c>.
/// </summary>
public static class FixedEffectsModel
{
    /// <summary>A term whose variation within the effects is below this share of its size is absorbed by them.</summary>
    internal const double AbsorbedShare = 1e-10;

    /// <summary>Estimates a model.</summary>
    /// <param name="spec">What to estimate.</param>
    /// <param name="roots">Roots reduced for the formula with the spec's <see cref="FixedEffectsSpec.Cluster"/> and <see cref="FixedEffectsSpec.Groups"/>.</param>
    /// <param name="progress">Told the bootstrap draws done; null for none.</param>
    /// <param name="stop">Stops the bootstrap.</param>
    /// <exception cref="StudyException">
    /// The roots are of another formula or grouping; a term does not vary within the effects; terms are collinear; rows do not outnumber parameters; the smaller of two fields has
    /// more than 1,000 values; CR2, CR3 or the wild bootstrap is asked for where it would not equal the fit with all effects as terms.
    /// </exception>
    public static FixedEffectsFit Fit(FixedEffectsSpec spec, CommunityRoots roots, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        if (spec.Formula.Text != roots.Formula) throw new StudyException(LinearFaults.OtherFormula(spec.Formula.Text, roots.Formula));
        if (roots.Terms.Length < 2) throw new StudyException(FixedEffectsFaults.NoTerms(spec.Formula.Text));
        if (!roots.Clustered) throw new StudyException(FixedEffectsFaults.NotGrouped(spec.Cluster));
        var absorption = Absorption.Of(spec, roots);
        var solution = Solve(spec, roots, absorption);
        var inference = FixedEffectsInference.Of(spec, absorption, solution, progress, stop);
        return Assemble(spec, roots, absorption, solution, inference);
    }

    private static Solution Solve(FixedEffectsSpec spec, CommunityRoots roots, Absorption absorption)
    {
        int k = absorption.Within.Terms.Length;
        CrossProduct raw = roots.Pooled(), pooled = absorption.Within.Pooled();
        double parameters = EffectWay.AllParameters(k, absorption.Ways);
        if (pooled.Rows <= parameters) throw new StudyException(FixedEffectsFaults.TooFewRows(pooled.Rows, parameters));
        ImmutableArray<string> absorbed = [.. absorption.Within.Terms.Where((_, j) => Length(pooled, j) <= AbsorbedShare * Length(raw, j + 1))];
        if (!absorbed.IsEmpty) throw new StudyException(FixedEffectsFaults.Absorbed(absorbed, spec.Formula.Absorbed));
        Collinearity.Check(pooled);
        return new Solution(pooled, (long)parameters - k);
    }

    private static double Length(CrossProduct root, int column)
    {
        int p = root.Labels.Length;
        double sum = 0;
        for (int i = 0; i <= column; i++) sum += root.Root[i * p + column] * root.Root[i * p + column];
        return Math.Sqrt(sum);
    }

    private static FixedEffectsFit Assemble(FixedEffectsSpec spec, CommunityRoots roots, Absorption absorption, Solution solution, Inference inference)
    {
        int k = solution.K;
        var terms = absorption.Within.Terms;
        return new FixedEffectsFit(spec, roots, solution, inference)
        {
            Terms = terms,
            Coefficients = [.. solution.Beta],
            Vcov = new LabelledMatrix(terms, inference.Vcov),
            StdErrors = [.. Enumerable.Range(0, k).Select(i => Math.Sqrt(inference.Vcov[i * k + i]))],
            Ways = absorption.Ways,
            Parts = [FixedEffectsParts.Absorbed(absorption.Ways)],
            Quality = new AbsorbedQuality(solution, Total(roots)),
            Rows = solution.Pooled.Rows,
            Cautions = Cautions(spec, roots, absorption, solution, inference),
            Provenance = ProvenanceOf(spec, roots, absorption, solution, inference) with { Seed = inference.SeedOf(spec.Wild) },
        };
    }

    /// <summary>Sum of squares of the outcome about its mean.</summary>
    private static double Total(CommunityRoots roots)
    {
        var pooled = roots.Pooled();
        double deviation = pooled.Select([pooled.Labels[0], pooled.Labels[^1]]).Root[3];
        return deviation * deviation;
    }

    private static ImmutableArray<Label> Cautions(FixedEffectsSpec spec, CommunityRoots roots, Absorption absorption, Solution solution, Inference inference)
    {
        var cautions = ImmutableArray.CreateBuilder<Label>();
        bool plain = spec.Vcov == Vcov.CR0 || spec.Vcov == Vcov.CR1;
        if (plain && inference.JointDf + 1 < LinearCautions.FewCommunities) cautions.Add(LinearCautions.Few(spec.Vcov, (int)inference.JointDf + 1, spec.SecondCluster is not null));
        var within = absorption.Within;
        if (plain) cautions.AddRange(LinearCautions.Unequal(within, solution));
        cautions.AddRange(LinearCautions.Collinear(spec.Formula, within.Terms, within.Origins, solution.Pooled));
        foreach (var way in absorption.Ways.Where(way => way.Singletons > 0)) cautions.Add(FixedEffectsFaults.Singletons(way.Field, way.Singletons));
        if (absorption.Sets > 1) cautions.Add(FixedEffectsFaults.Unconnected(absorption.Sets));
        cautions.AddRange(LinearCautions.OfInference(inference, spec.Wild, roots.Communities, absorption.Within.Terms));
        return cautions.ToImmutable();
    }

    private static Provenance ProvenanceOf(FixedEffectsSpec spec, CommunityRoots roots, Absorption absorption, Solution solution, Inference inference) => Provenance.Of(
        $"fixed effects of {string.Join(" and ", spec.Formula.Absorbed)} absorbed from cell roots{(roots.Weighted ? ", weighted" : "")}; {FixedEffectsInference.Described(spec)}",
        solution.Pooled.Rows, roots.Communities,
        [
            ("formula", spec.Formula.Text), ("vcov", spec.Vcov.Name), ("cluster", spec.Cluster), ("level", spec.Level.ToString("R", CultureInfo.InvariantCulture)),
            .. spec.SecondCluster is { } second ? [("second_cluster", second)] : Array.Empty<(string, string)>(), .. Diary(absorption), .. LinearModel.WildOptions(spec.Wild, inference), .. roots.Constants,
        ]);

    private static (string, string)[] Diary(Absorption absorption) => absorption.Ways.Length == 1 ? [] :
    [
        ("absorption_rounds", absorption.Rounds.ToString(CultureInfo.InvariantCulture)), ("absorption_last_change", absorption.LastChange.ToString("R", CultureInfo.InvariantCulture)),
        ("absorption_tolerance", TwoWayMeans.Tolerance.ToString("R", CultureInfo.InvariantCulture)), ("absorption_converged", "true"),
    ];
}
