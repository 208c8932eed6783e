using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench.Board;

/// <summary>The prescribed rates of every area and year, reviewed together.</summary>
/// <param name="Cube">The released rates; a breakdown is a rate of a year.</param>
/// <param name="Rules">The rates.</param>
/// <param name="Years">Years with rates, ascending.</param>
internal sealed record RateBook(ReleasedCube Cube, ImmutableArray<RateRule> Rules, ImmutableArray<string> Years)
{
    private static readonly ImmutableArray<TableMeasure> Measures =
    [
        new("estimate", new("比率", "Rate"), MeasureKind.Share, 1), new("conf_low", new("下限", "Low"), MeasureKind.Share, 1), new("conf_high", new("上限", "High"), MeasureKind.Share, 1),
        new("numerator", new("分子", "Numerator"), MeasureKind.People, 0), new("denominator", new("分母", "Denominator"), MeasureKind.People, 0),
        new("undetermined", new("无法判定的社区数", "Communities undetermined"), MeasureKind.Count, 0),
    ];

    public static string Breakdown(string rate, string year) => $"{year}/{rate}";

    public static async Task<RateBook?> ReadAsync(Loaded study, Geography places, CancellationToken cancellationToken)
    {
        var rules = DataSchema.Rules(study.Plan.Place).Rates;
        if (rules.IsEmpty || !study.Has("rates") || !study.Has("communities")) return null;
        var spec = new RatesSpec(rules);
        var rates = await study.Store.FrameAsync(spec.Rates, cancellationToken).ConfigureAwait(false);
        var communities = await study.Store.FrameAsync(spec.Communities, cancellationToken).ConfigureAwait(false);
        var whole = Rates.Fit(spec, rates, communities);
        var rows = Enumerable.Range(0, rates.Rows).ToLookup(row => places[rates["community"].Text(row)]?.Subdistrict ?? "", StringComparer.Ordinal);
        var parts = places.Subdistricts.Where(rows.Contains).SelectMany(name => Rates.Fit(spec, rates.Pick([.. rows[name]]), communities).Years.Select(rate => (Area: places.AreaOfSubdistrict(name), Rate: rate)));
        var all = whole.Years.Select(rate => (Area: Geography.Whole, Rate: rate)).Concat(parts).Concat(whole.Communities.Select(rate => (Area: places.AreaOf(rate.Community), Rate: rate)));
        var cube = new CandidateCube("rates", places.Areas, [new("rate", new("比率", "Rate")), new("year", new("年度", "Year")), new("area", new("区域", "Area"))], Measures,
            [.. Slices(places, rules, all)], RatesTables.ByYear(whole).Note, whole.Provenance);
        return new RateBook(Disclosure.Review(cube, study.Plan.Privacy), rules, [.. whole.Years.Select(rate => rate.Year).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>Ten thousands of slices have a few rates and years: each text is made once.</summary>
    private static IEnumerable<CubeSlice> Slices(Geography places, ImmutableArray<RateRule> rules, IEnumerable<(string Area, RateEstimate Rate)> all)
    {
        var kept = new Dictionary<(string, string), (string Breakdown, ImmutableArray<Label> Labels)>();
        foreach (var (area, rate) in all)
        {
            if (!kept.TryGetValue((rate.Rate, rate.Year), out var known)) kept[(rate.Rate, rate.Year)] = known = (Breakdown(rate.Rate, rate.Year), [rules.First(rule => rule.Id == rate.Rate).Title, Label.Same(rate.Year)]);
            yield return Slice(area, rate, known.Breakdown, [.. known.Labels, places.LabelOf(area)]);
        }
    }

    private static CubeSlice Slice(string area, RateEstimate rate, string breakdown, ImmutableArray<Label> labels)
    {
        long people = rate.Estimate is null ? 0 : rate.Denominator ?? 0, above = rate.Estimate is null ? 0 : rate.Numerator ?? 0;
        var row = new TableRow([rate.Rate, labels[1].En, area], labels, people,
        [
            Value.Of(rate.Estimate), Value.Of(rate.Low), Value.Of(rate.High), rate.Estimate is null ? Value.Absent : Value.Exact(above), rate.Estimate is null ? Value.Absent : Value.Exact(people),
            Value.Exact(rate.Undetermined),
        ]);
        return new CubeSlice(area, breakdown, "", [row], [people, above]);
    }
}
