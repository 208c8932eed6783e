using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>The levels that the categories of a formula have in the rows that the model uses: as in R, a level that stands in incomplete rows only is none.</summary>
public static class UsedLevels
{
    private const int ChunkRows = 1024;

    /// <summary>
    /// The variables with their categories cut down to the levels used; for a field of numbers inside <c>factor()</c> an entry <c>factor(field)</c> is added, its levels in the order of the numbers.
    /// Reads no block when there is no category, and no further than until every known level was met.
    /// </summary>
    /// <param name="formula">The formula.</param>
    /// <param name="variables">The fields by name, with the levels known so far.</param>
    /// <param name="weights">Name of the weights' column; null for none.</param>
    /// <param name="cluster">Name of the communities' column; null for none.</param>
    /// <param name="groups">Further fields that a row must have; default for none.</param>
    /// <param name="blocks">The rows.</param>
    /// <exception cref="StudyException">The levels of a field of numbers are wanted and no row is complete.</exception>
    public static IReadOnlyDictionary<string, Variable> Of(
        Formula formula, IReadOnlyDictionary<string, Variable> variables, string? weights, string? cluster, ImmutableArray<string> groups, IEnumerable<Frame> blocks)
    {
        ImmutableArray<LevelSeeker> seekers = [.. formula.Variables.Where(variables.ContainsKey).Select(name => variables[name]).Where(variable => !variable.Levels.IsEmpty || formula.Factors.Contains(variable.Name)).Select(variable => new LevelSeeker(variable))];
        if (seekers.IsEmpty) return variables;
        // A row of weight 0 keeps its level, as in R's lm(): no weight is read, it must only be there.
        ImmutableArray<string> further = [.. groups.IsDefault ? [] : groups, .. weights is null ? Array.Empty<string>() : [weights]];
        var (read, used) = Seek(seekers, new UsableRows(formula, null, cluster, further, ChunkRows), blocks);
        if (used == 0) return seekers.Any(seeker => seeker.Variable.Levels.IsEmpty) ? throw new StudyException(LinearFaults.NoRows(read, read)) : variables;
        var found = variables.ToDictionary(StringComparer.Ordinal);
        foreach (var seeker in seekers) found[seeker.Variable.Levels.IsEmpty ? $"{Functions.Factor}({seeker.Variable.Name})" : seeker.Variable.Name] = seeker.Found();
        return found;
    }

    /// <summary>Texts in the order of levels: by size where all are numbers, as R's <c>factor()</c> does with a numeric column, ordinal otherwise.</summary>
    public static ImmutableArray<string> Ordered(IEnumerable<string> levels)
    {
        ImmutableArray<string> texts = [.. levels.Order(StringComparer.Ordinal)];
        return texts.All(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) ? [.. texts.OrderBy(text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))] : texts;
    }

    private static (long Read, long Used) Seek(ImmutableArray<LevelSeeker> seekers, UsableRows rows, IEnumerable<Frame> blocks)
    {
        long read = 0, used = 0;
        bool[] missing = new bool[ChunkRows];
        foreach (var block in blocks)
        {
            rows.Begin(block);
            foreach (var seeker in seekers) seeker.Begin(block);
            for (int start = 0; start < block.Rows; start += ChunkRows)
            {
                var chunk = missing.AsSpan(0, Math.Min(ChunkRows, block.Rows - start));
                rows.Mark(start, chunk);
                foreach (var seeker in seekers) seeker.Read(start, chunk);
                (read, used) = (read + chunk.Length, used + chunk.Count(false));
            }
            if (seekers.All(seeker => seeker.Complete)) break;
        }
        return (read, used);
    }
}

/// <summary>Gathers the levels of one category.</summary>
internal sealed class LevelSeeker
{
    private readonly KeyReader _keys;
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);
    private int[] _indices = [];

    internal LevelSeeker(Variable variable)
    {
        Variable = variable;
        _keys = new KeyReader(level => _met.Add(level) ? _met.Count : 0);
    }

    internal Variable Variable { get; }

    /// <summary>True when every level known beforehand was met: there can be no other.</summary>
    internal bool Complete => !Variable.Levels.IsEmpty && _met.Count == Variable.Levels.Length;

    internal void Begin(Frame block) => _keys.Begin(block[Variable.Name]);

    internal void Read(int start, ReadOnlySpan<bool> missing)
    {
        if (_indices.Length < missing.Length) _indices = new int[missing.Length];
        _keys.Read(start, missing, _indices);
    }

    internal Variable Found() => Variable with { Levels = Variable.Levels.IsEmpty ? UsedLevels.Ordered(_met) : [.. Variable.Levels.Where(_met.Contains)] };
}
