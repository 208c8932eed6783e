using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Agreement between coders on nominal codes.</summary>
public static class Agreement
{
    /// <summary>Observed agreement, Krippendorff's alpha with its interval, and for two coders Cohen's kappa and Scott's pi.</summary>
    /// <param name="spec">Draws, seed and level of the interval.</param>
    /// <param name="units">A rating per coder in each unit; null where a coder did not rate it. Units with fewer than two ratings say nothing and are left out.</param>
    /// <exception cref="StudyException">No unit was rated twice, units differ in their number of coders, or the spec is impossible.</exception>
    public static AgreementResult Fit(AgreementSpec spec, ImmutableArray<ImmutableArray<string?>> units)
    {
        Check(spec, units);
        ImmutableArray<ImmutableArray<string?>> rated = [.. units.Where(unit => unit.Count(rating => rating is not null) >= 2)];
        if (rated.IsEmpty) throw AnalysisFaults.NothingRatedTwice(units.Length);
        var table = Coincidences.Of(rated);
        int coders = Enumerable.Range(0, rated[0].Length).Count(coder => rated.Any(unit => unit[coder] is not null));
        var pair = coders == 2 ? Pair(rated) : [];
        var (low, high) = Interval(spec, rated, table);
        return new AgreementResult(spec, rated.Length, coders, table.Observed, table.Alpha(), low, high, Chance(pair, Products(pair)), Chance(pair, Pooled(pair)),
            Provenance.Of(AgreementSpec.Variant, rated.Length, 0, ("draws", FormattableString.Invariant($"{spec.Draws}")), ("level", FormattableString.Invariant($"{spec.Level:R}"))) with { Seed = spec.Draws == 0 ? null : spec.Seed });
    }

    private static void Check(AgreementSpec spec, ImmutableArray<ImmutableArray<string?>> units)
    {
        if (spec.Draws != 0 && spec.Draws < AgreementSpec.FewestDraws) throw AnalysisFaults.FewAgreementDraws(spec.Draws);
        if (!(spec.Level is > 0 and < 1)) throw AnalysisFaults.BadAgreementLevel(spec.Level);
        if (units.Select(unit => unit.Length).Distinct().Count() > 1) throw AnalysisFaults.UnequalRatings();
    }

    // Percentiles of the draws where alpha is defined.
    private static (double? Low, double? High) Interval(AgreementSpec spec, ImmutableArray<ImmutableArray<string?>> rated, Coincidences table)
    {
        if (spec.Draws == 0 || table.Alpha() is null) return (null, null);
        var stream = new RandomStream(spec.Seed);
        double[] alphas = [.. Enumerable.Range(0, spec.Draws).Select(_ => table.Drawn(stream, rated.Length).Alpha()).OfType<double>().Order()];
        double At(double p) => alphas[Math.Clamp((int)Math.Floor(p * alphas.Length), 0, alphas.Length - 1)];
        return alphas.Length == 0 ? (null, null) : (At((1 - spec.Level) / 2), At(1 - (1 - spec.Level) / 2));
    }

    private static ImmutableArray<(string First, string Second)> Pair(ImmutableArray<ImmutableArray<string?>> rated) =>
        [.. rated.Select(unit => unit.OfType<string>().ToArray()).Select(ratings => (ratings[0], ratings[1]))];

    // Cohen (1960): chance agreement is the sum over codes of the product of the two coders' shares.
    private static double Products(ImmutableArray<(string First, string Second)> pair) =>
        Codes(pair).Sum(code => (double)pair.Count(unit => unit.First == code) * pair.Count(unit => unit.Second == code) / ((double)pair.Length * pair.Length));

    // Scott (1955): the square of the shares of both coders together.
    private static double Pooled(ImmutableArray<(string First, string Second)> pair) =>
        Codes(pair).Sum(code => Math.Pow((pair.Count(unit => unit.First == code) + pair.Count(unit => unit.Second == code)) / (2.0 * pair.Length), 2));

    private static IEnumerable<string> Codes(ImmutableArray<(string First, string Second)> pair) => pair.SelectMany(unit => new[] { unit.First, unit.Second }).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static double? Chance(ImmutableArray<(string First, string Second)> pair, double expected) =>
        pair.IsEmpty || expected >= 1 ? null : ((double)pair.Count(unit => unit.First == unit.Second) / pair.Length - expected) / (1 - expected);
}
