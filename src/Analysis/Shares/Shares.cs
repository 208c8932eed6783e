using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Shares of money by use class, in exact decimals. A share is of amounts of one phase; amounts of two phases are never added.</summary>
public static partial class Shares
{
    private const string UseClass = "use_class", Year = "year", PhaseKey = "phase", Pool = "pool", MoneySource = "money_source", Amount = "amount";

    /// <summary>The shares of every class in every group of the spec.</summary>
    /// <param name="spec">The definition.</param>
    /// <param name="cells">Amounts by at least <c>use_class</c>, <c>phase</c>, and every key that the definition filters or breaks down by.</param>
    /// <exception cref="StudyException">Amounts of two phases would be added, or a key is absent.</exception>
    public static SharesResult Fit(SharesSpec spec, Cells cells)
    {
        var phase = OnePhase(spec, cells);
        var wide = cells.Where(Filters(spec, phase));
        var unmapped = new SortedSet<string>(StringComparer.Ordinal);
        var classes = wide.Recode(UseClass, code => ClassOf(code, spec, unmapped));
        var inPool = spec.Pools.IsEmpty ? classes : classes.Where(new RowFilter(Pool, spec.Pools));
        var keys = spec.By.Length == 0 ? [TableRow.Total] : inPool.Rows.Select(cell => cell.Key[inPool.KeyOf(spec.By)]).Distinct().Order(StringComparer.Ordinal).ToArray();
        var groups = keys.Select(key => Group(spec, phase, key, Part(inPool, spec, key), Part(classes, spec, key))).ToArray();
        long rows = groups.Sum(group => group.Group.Entries + group.Group.WithoutAmount);
        return new SharesResult(spec, [.. groups.SelectMany(group => group.Shares)], [.. groups.Select(group => group.Group)], [.. unmapped], Origin(spec, phase, rows, cells));
    }

    private static Phase OnePhase(SharesSpec spec, Cells cells)
    {
        if (!cells.By.Contains(PhaseKey)) throw AnalysisFaults.NoPhase(spec.Definition);
        if (spec.Phase is { } asked) return asked;
        string[] found = [.. cells.Rows.Select(cell => cell.Key[cells.KeyOf(PhaseKey)]).Distinct().Order(StringComparer.Ordinal)];
        return found.Length == 1 && Enum.TryParse<Phase>(found[0], ignoreCase: true, out var only) ? only : throw AnalysisFaults.TwoPhases(spec.Definition, found);
    }

    private static ImmutableArray<RowFilter> Filters(SharesSpec spec, Phase phase)
    {
        RowFilter[] filters = [new(PhaseKey, [phase.ToString().ToLowerInvariant()]), new(Year, spec.Years), new(MoneySource, spec.MoneySources)];
        return [.. filters.Where(filter => !filter.Values.IsEmpty)];
    }

    private static string ClassOf(string code, SharesSpec spec, SortedSet<string> unmapped)
    {
        if (code.Length == 0) return SharesSpec.Unclassified;
        if (spec.Crosswalk?.Entries.FirstOrDefault(entry => entry.From == code) is { } entry) return entry.To.Length == 0 ? SharesSpec.LeftOut : entry.To;
        if (spec.Classification.Classes.Any(level => level.Code == code)) return code;
        unmapped.Add(code);
        return SharesSpec.Unclassified;
    }

    private static Cells Part(Cells cells, SharesSpec spec, string key) => spec.By.Length == 0 ? cells : cells.Where(new RowFilter(spec.By, [key]));

    private static (SharesGroup Group, ImmutableArray<ShareOfAmount> Shares) Group(SharesSpec spec, Phase phase, string key, Cells inPool, Cells allPools)
    {
        var byClass = inPool.Collapse(UseClass);
        int amount = SumOf(inPool);
        var levels = Levels(spec, byClass);
        var sums = levels.Select(level => byClass.Rows.FirstOrDefault(cell => cell.Key[0] == level.Code)).ToArray();
        ImmutableArray<decimal> amounts = [.. sums.Select(cell => cell?.Sums[amount] ?? 0)];
        var group = new SharesGroup(key, new Money(amounts.Sum(), phase), byClass.Rows.Sum(cell => cell.Count - cell.Missing[amount]), byClass.Rows.Sum(cell => cell.Missing[amount]),
            spec.Pools.IsEmpty ? null : new Money(Unpooled(allPools), phase), amounts.Any(sum => sum < 0));
        var percents = LargestRemainder.Percents(amounts, spec.Decimals);
        string year = YearOf(spec, inPool);
        return (group, [.. levels.Select((level, i) => new ShareOfAmount(key, level.Code, level.Label, new Money(amounts[i], phase), group.Denominator,
            (sums[i]?.Count ?? 0) - (sums[i]?.Missing[amount] ?? 0), year, spec.Classification.Name, spec.Definition, spec.Source, percents.IsEmpty ? null : percents[i]))]);
    }

    private static int SumOf(Cells cells) => cells.SumOf.IndexOf(Amount) is >= 0 and var at ? at : throw AnalysisFaults.UnknownKey(Amount, cells.SumOf);

    private static decimal Unpooled(Cells cells) => cells.Where(new RowFilter(Pool, [""])).Rows.Sum(cell => cell.Sums[SumOf(cells)]);

    private static Level[] Levels(SharesSpec spec, Cells byClass)
    {
        var present = byClass.Rows.Select(cell => cell.Key[0]).ToHashSet(StringComparer.Ordinal);
        var opened = present.Where(code => code is not (SharesSpec.Unclassified or SharesSpec.LeftOut) && spec.Classification.Classes.All(level => level.Code != code))
            .Order(StringComparer.Ordinal).Select(code => spec.Further.FirstOrDefault(level => level.Code == code) ?? new Level(code, Label.Same(code)));
        Level[] rest = [new(SharesSpec.LeftOut, new("口径以外", "Left out of the list")), new(SharesSpec.Unclassified, new("未分类", "Unclassified"))];
        return [.. spec.Classification.Classes, .. opened, .. rest.Where(level => present.Contains(level.Code))];
    }

    private static string YearOf(SharesSpec spec, Cells cells)
    {
        string[] years = cells.By.Contains(Year) ? [.. cells.Rows.Select(cell => cell.Key[cells.KeyOf(Year)]).Distinct().Order(StringComparer.Ordinal)] : [.. spec.Years];
        return years.Length switch { 0 => "", 1 => years[0], _ => $"{years[0]}-{years[^1]}" };
    }

    private static Provenance Origin(SharesSpec spec, Phase phase, long rows, Cells cells)
    {
        int communities = cells.By.Contains("community") ? cells.Rows.Select(cell => cell.Key[cells.KeyOf("community")]).Distinct().Count() : 0;
        return Provenance.Of("shares of amounts, exact decimals, largest remainder", rows, communities,
            ("definition", spec.Definition), ("phase", phase.ToString().ToLowerInvariant()), ("years", string.Join(",", spec.Years)), ("pools", string.Join(",", spec.Pools)),
            ("money_sources", string.Join(",", spec.MoneySources)), ("classification", spec.Classification.Name), ("by", spec.By), ("source", spec.Source));
    }
}
