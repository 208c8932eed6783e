using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// Awareness, participation and voting rates with Wilson intervals. A community's rate is numerator / denominator. Over communities: exact sums where all were counted (census);
/// where some were sampled, the mean of the communities' rates weighted by households, with Kish's effective number n = (ΣW)² / Σ(W²/n).
/// </summary>
public static class Rates
{
    private sealed record Row(string Rate, string Year, string Community, long? Numerator, long? Denominator, bool Sampled)
    {
        public bool Determined => Numerator is not null && Denominator > 0;

        public double Share => (double)Numerator!.Value / Denominator!.Value;
    }

    /// <summary>Estimates every rate of every community and year, and of each year as a whole.</summary>
    /// <param name="spec">The rates.</param>
    /// <param name="rates">Rows with community, year, rate, numerator, denominator and design; see <see cref="RatesSpec.Rates"/>.</param>
    /// <param name="communities">Rows with community and households, the weights of sampled communities; see <see cref="RatesSpec.Communities"/>.</param>
    /// <exception cref="StudyException">A column is absent, a level is not between 0 and 1, or a sampled community has no households.</exception>
    public static RatesResult Fit(RatesSpec spec, Frame rates, Frame communities)
    {
        if (!(spec.Level is > 0 and < 1)) throw AnalysisFaults.BadLevel(spec.Level);
        var rows = Enumerable.Range(0, rates.Rows).Select(row => Read(rates, row)).Where(row => spec.Rules.Any(rule => rule.Id == row.Rate)).ToArray();
        var households = Households(communities);
        var each = rows.Select(row => One(row, spec.Level)).OrderBy(rate => rate.Rate, StringComparer.Ordinal).ThenBy(rate => rate.Year, StringComparer.Ordinal).ThenBy(rate => rate.Community, StringComparer.Ordinal);
        var years = rows.GroupBy(row => (row.Rate, row.Year)).OrderBy(group => group.Key.Rate, StringComparer.Ordinal).ThenBy(group => group.Key.Year, StringComparer.Ordinal)
            .Select(group => All(group.Key.Rate, group.Key.Year, [.. group], households, spec.Level));
        var provenance = Provenance.Of("rates with Wilson (1927) intervals; sampled communities weighted by households, Kish effective n", rows.Length,
            rows.Select(row => row.Community).Distinct().Count(), ("level", spec.Level.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        return new RatesResult(spec, [.. each], [.. years], provenance);
    }

    private static Row Read(Frame rates, int row) => new(
        rates["rate"].Text(row), rates["year"].Text(row), rates["community"].Text(row), Number(rates["numerator"], row), Number(rates["denominator"], row), rates["design"].Text(row) == "sample");

    private static long? Number(Column column, int row) => column.IsMissing(row) ? null : column.Whole(row);

    private static Dictionary<string, double> Households(Frame communities) => Enumerable.Range(0, communities.Rows)
        .Where(row => !communities["households"].IsMissing(row)).ToDictionary(row => communities["community"].Text(row), row => (double)communities["households"].Whole(row), StringComparer.Ordinal);

    private static RateEstimate One(Row row, double level)
    {
        if (!row.Determined) return new(row.Rate, row.Year, row.Community, row.Numerator, row.Denominator, null, null, null, null, 1);
        var (low, high) = Wilson.Interval(row.Share, row.Denominator!.Value, level);
        return new(row.Rate, row.Year, row.Community, row.Numerator, row.Denominator, row.Share, low, high, row.Denominator, 0);
    }

    private static RateEstimate All(string rate, string year, ImmutableArray<Row> rows, Dictionary<string, double> households, double level)
    {
        ImmutableArray<Row> judged = [.. rows.Where(row => row.Determined)];
        int undetermined = rows.Length - judged.Length;
        if (judged.IsEmpty) return new(rate, year, TableRow.Total, null, null, null, null, null, null, undetermined);
        long numerator = judged.Sum(row => row.Numerator!.Value), denominator = judged.Sum(row => row.Denominator!.Value);
        var (share, n) = judged.Any(row => row.Sampled) ? Weighted(judged, households) : ((double)numerator / denominator, denominator);
        var (low, high) = Wilson.Interval(share, n, level);
        return new(rate, year, TableRow.Total, numerator, denominator, share, low, high, n, undetermined);
    }

    private static (double Share, double EffectiveN) Weighted(ImmutableArray<Row> rows, Dictionary<string, double> households)
    {
        double sum = 0, shares = 0, squares = 0;
        foreach (var row in rows.OrderBy(row => row.Community, StringComparer.Ordinal))
        {
            double weight = households.TryGetValue(row.Community, out double size) ? size : throw AnalysisFaults.NoHouseholds(row.Community);
            sum += weight;
            shares += weight * row.Share;
            squares += weight * weight / row.Denominator!.Value;
        }
        return (shares / sum, sum * sum / squares);
    }
}
