using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What a mixed model is made of, before any number is estimated: its fixed terms, its levels from the innermost outwards, and the root of every innermost unit.</summary>
internal sealed class MixedDesign
{
    private const char Separator = '\u001f';

    private MixedDesign(string formula, ImmutableArray<string> terms, ImmutableArray<MixedLevel> levels, ImmutableArray<CrossProduct> roots, CrossProduct pooled)
    {
        Formula = formula;
        Terms = terms;
        Levels = levels;
        Roots = roots;
        Pooled = pooled;
    }

    internal string Formula { get; }

    /// <summary>Labels of the k fixed terms.</summary>
    internal ImmutableArray<string> Terms { get; }

    /// <summary>Levels, innermost first; empty for a model without random parts.</summary>
    internal ImmutableArray<MixedLevel> Levels { get; }

    /// <summary>Roots of the innermost units, in the order of the first level's units; of everything where there is no level.</summary>
    internal ImmutableArray<CrossProduct> Roots { get; }

    /// <summary>The root of all rows, with every column.</summary>
    internal CrossProduct Pooled { get; }

    internal string Outcome => Pooled.Labels[^1];

    /// <summary>Number of entries of θ.</summary>
    internal int Thetas => Levels.Sum(level => level.Entries.Length);

    /// <summary>A design.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="terms">Labels of its fixed terms.</param>
    /// <param name="random">Labels of the columns of each random part.</param>
    /// <param name="roots">Roots that carry these columns and are grouped by every field of the random parts.</param>
    /// <exception cref="StudyException">Groups are crossed, a column varies twice, or terms are collinear.</exception>
    internal static MixedDesign Of(Formula formula, ImmutableArray<string> terms, ImmutableArray<ImmutableArray<string>> random, CommunityRoots roots)
    {
        var pooled = roots.Pooled();
        if (pooled.Rows <= terms.Length) throw new StudyException(LinearFaults.TooFewRows(pooled.Rows, terms.Length, roots.RowsIncomplete));
        Collinearity.Check(pooled.Select([.. terms, pooled.Labels[^1]]));
        var groupings = Groupings(formula, random, roots);
        CheckColumns(formula, groupings, pooled);
        if (groupings.IsEmpty) return new MixedDesign(formula.Text, terms, [], [pooled], pooled);
        var order = Order(groupings, roots.Clusters.Length);
        return new MixedDesign(formula.Text, terms, Nested(groupings, order), Merged(groupings[0].Keys, order, roots), pooled);
    }

    /// <summary>The same rows and levels with one random intercept a level and the intercept alone; null where the roots carry no constant.</summary>
    internal MixedDesign? Null() => Pooled.Labels.Contains(DesignColumn.InterceptName)
        ? new MixedDesign($"{Outcome} ~ 1", [DesignColumn.InterceptName], [.. Levels.Select(InterceptOnly)], Roots, Pooled)
        : null;

    /// <summary>Roots of the units of a level.</summary>
    internal ImmutableArray<CrossProduct> RootsOf(int level)
    {
        var roots = Roots;
        for (int l = 0; l < level; l++) roots = [.. roots.Zip(Levels[l].Parents).GroupBy(pair => pair.Second).Select(group => CrossProduct.MergeAll([.. group.Select(pair => pair.First)]))];
        return roots;
    }

    private static MixedLevel InterceptOnly(MixedLevel level) => new(level.Name, [new RandomBlock(0, [DesignColumn.InterceptName], true)], level.Units, level.Parents);

    private sealed record Grouping(string Name, ImmutableArray<RandomBlock> Blocks, ImmutableArray<string> Keys, ImmutableArray<string> Names)
    {
        internal int Units { get; } = Keys.Distinct(StringComparer.Ordinal).Count();
    }

    // One grouping a distinct tuple of fields, the one with most units first.
    private static ImmutableArray<Grouping> Groupings(Formula formula, ImmutableArray<ImmutableArray<string>> random, CommunityRoots roots)
    {
        foreach (var (term, columns) in formula.Random.Zip(random))
            if (!term.Correlated && !columns.Where(column => column != DesignColumn.InterceptName).SequenceEqual(term.Terms)) throw new StudyException(MixedFaults.UncorrelatedFactor(formula.Text, term.Name));
        return [.. formula.Random.Zip(random).GroupBy(pair => pair.First.Name, StringComparer.Ordinal).Select(group => GroupingOf(group.First().First, [.. group], roots)).OrderByDescending(one => one.Units)];
    }

    private static Grouping GroupingOf(RandomTerm term, ImmutableArray<(RandomTerm Term, ImmutableArray<string> Columns)> parts, CommunityRoots roots)
    {
        var blocks = ImmutableArray.CreateBuilder<RandomBlock>();
        foreach (var (part, columns) in parts) blocks.Add(new RandomBlock(blocks.Sum(block => block.Columns.Length), columns, part.Correlated));
        ImmutableArray<ImmutableArray<string>> values = [.. term.Groups.Select(field => ValuesOf(field, roots))];
        return new Grouping(term.Name, blocks.ToImmutable(), Joined(values, Separator), Joined([.. values.Reverse()], ':'));
    }

    private static ImmutableArray<string> Joined(ImmutableArray<ImmutableArray<string>> values, char separator) =>
        [.. Enumerable.Range(0, values[0].Length).Select(i => string.Join(separator, values.Select(field => field[i])))];

    private static ImmutableArray<string> ValuesOf(string field, CommunityRoots roots)
    {
        if (field == roots.ClusterField) return [.. roots.Clusters.Select(cluster => cluster.Community)];
        int at = roots.GroupFields.IndexOf(field);
        if (at < 0) throw new StudyException(LinearFaults.NotGrouped(field, [.. roots.ClusterField is { } cluster ? [cluster] : Array.Empty<string>(), .. roots.GroupFields]));
        return [.. roots.Clusters.Select(cluster => cluster.Groups[at])];
    }

    private static void CheckColumns(Formula formula, ImmutableArray<Grouping> groupings, CrossProduct pooled)
    {
        foreach (var grouping in groupings)
        {
            ImmutableArray<string> columns = [.. grouping.Blocks.SelectMany(block => block.Columns)];
            if (columns.GroupBy(column => column).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new StudyException(MixedFaults.VariesTwice(formula.Text, twice.Key, grouping.Name));
            if (grouping.Units < 2) throw new StudyException(MixedFaults.OneUnit(formula.Text, grouping.Name));
            if (pooled.Rows <= (long)grouping.Units * columns.Length) throw new StudyException(MixedFaults.TooManyEffects(grouping.Name, columns, grouping.Units, pooled.Rows));
            Collinearity.Check(pooled.Select([.. columns, pooled.Labels[^1]]));
        }
        for (int l = 1; l < groupings.Length; l++) CheckNested(formula, groupings[l - 1], groupings[l]);
    }

    private static void CheckNested(Formula formula, Grouping inner, Grouping outer)
    {
        if (inner.Units == outer.Units) throw new StudyException(MixedFaults.SameUnits(formula.Text, inner.Name, outer.Name));
        var holders = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < inner.Keys.Length; i++)
            if (holders.TryGetValue(inner.Keys[i], out int first)) Same(first, i);
            else holders[inner.Keys[i]] = i;

        void Same(int first, int other)
        {
            if (outer.Keys[first] != outer.Keys[other]) throw new StudyException(MixedFaults.Crossed(formula.Text, inner.Name, inner.Names[first], outer.Name, outer.Names[first], outer.Names[other]));
        }
    }

    // The parts in an order in which the units of every level stand together.
    private static ImmutableArray<int> Order(ImmutableArray<Grouping> groupings, int parts)
    {
        IOrderedEnumerable<int> order = Enumerable.Range(0, parts).OrderBy(i => groupings[^1].Keys[i], StringComparer.Ordinal);
        foreach (var grouping in groupings.Reverse().Skip(1)) order = order.ThenBy(i => grouping.Keys[i], StringComparer.Ordinal);
        return [.. order];
    }

    private static ImmutableArray<MixedLevel> Nested(ImmutableArray<Grouping> groupings, ImmutableArray<int> order)
    {
        ImmutableArray<ImmutableArray<int>> places = [.. groupings.Select(grouping => Places(grouping.Keys, order))];
        return [.. groupings.Select((grouping, l) => new MixedLevel(grouping.Name, grouping.Blocks, Firsts(places[l], order, i => grouping.Names[i]), Parents(places, l)))];
    }

    // The unit of every ordered part, numbered as they appear.
    private static ImmutableArray<int> Places(ImmutableArray<string> keys, ImmutableArray<int> order)
    {
        var places = ImmutableArray.CreateBuilder<int>(order.Length);
        for (int i = 0; i < order.Length; i++) places.Add(i == 0 ? 0 : places[i - 1] + (keys[order[i]] == keys[order[i - 1]] ? 0 : 1));
        return places.ToImmutable();
    }

    private static ImmutableArray<int> Parents(ImmutableArray<ImmutableArray<int>> places, int level)
    {
        var inner = places[level];
        return [.. Enumerable.Range(0, inner.Length).Where(i => i == 0 || inner[i] != inner[i - 1]).Select(i => level + 1 < places.Length ? places[level + 1][i] : 0)];
    }

    private static ImmutableArray<string> Firsts(ImmutableArray<int> places, ImmutableArray<int> order, Func<int, string> name) =>
        [.. Enumerable.Range(0, places.Length).Where(i => i == 0 || places[i] != places[i - 1]).Select(i => name(order[i]))];

    private static ImmutableArray<CrossProduct> Merged(ImmutableArray<string> keys, ImmutableArray<int> order, CommunityRoots roots) =>
        [.. order.GroupBy(i => keys[i], StringComparer.Ordinal).Select(unit => CrossProduct.MergeAll([.. unit.Select(i => roots.Clusters[i].Root)]))];
}
