using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Counts missing values in one pass over blocks of rows. Memory grows with the patterns, to a limit, and not with the rows.</summary>
public sealed class MissingAccumulator
{
    /// <summary>Patterns that are told apart at most.</summary>
    public const int MostPatterns = 100_000;

    internal const int ReasonCount = 6;

    private const int MostMoments = 1 << 24, Word = 64;

    private readonly ImmutableArray<string> _variables;
    private readonly ImmutableArray<bool> _numeric;
    private readonly Dictionary<(int Before, ulong Bits), int>[] _index;
    private readonly List<PatternMoments> _patterns = [];
    private readonly long[] _reasons, _completeWithout;
    private readonly ulong[] _bits;
    private readonly double[] _row;
    private readonly int _q;
    private long _rows, _complete, _beyond;
    private bool _moments = true;

    /// <summary>Begins with no rows.</summary>
    /// <param name="variables">The variables, typed by their content.</param>
    public MissingAccumulator(ImmutableArray<Variable> variables)
    {
        _variables = [.. variables.Select(variable => variable.Name)];
        _numeric = [.. variables.Select(variable => variable.Levels.IsEmpty)];
        _q = _numeric.Count(numeric => numeric);
        _reasons = new long[variables.Length * ReasonCount];
        _completeWithout = new long[variables.Length];
        _bits = new ulong[(variables.Length + Word - 1) / Word];
        _index = [.. _bits.Select(_ => new Dictionary<(int, ulong), int>())];
        _row = new double[_q];
    }

    /// <summary>Takes a block of rows.</summary>
    /// <param name="block">Rows with the variables.</param>
    public void Add(Frame block)
    {
        Column[] columns = [.. _variables.Select(name => block[name])];
        for (int r = 0; r < block.Rows; r++) AddRow(columns, r);
    }

    /// <summary>What was counted.</summary>
    public MissingStatistics Finish() => new()
    {
        Variables = _variables,
        Numeric = _numeric,
        Reasons = [.. _reasons],
        Patterns = [.. _patterns.Select(Frozen).OrderByDescending(pattern => pattern.Rows).ThenBy(pattern => string.Concat(pattern.Missing.Select(missing => missing ? '1' : '0')), StringComparer.Ordinal)],
        RowsBeyond = _beyond,
        CompleteWithout = [.. _completeWithout.Select(rows => rows + _complete)],
        Rows = _rows,
        Complete = _complete,
        HasMoments = _moments && _beyond == 0,
    };

    private void AddRow(Column[] columns, int r)
    {
        Array.Clear(_bits);
        int missing = 0, last = -1, number = 0;
        for (int v = 0; v < columns.Length; v++)
        {
            var reason = ReasonOf(columns[v], r);
            _reasons[v * ReasonCount + (int)reason]++;
            if (reason != MissingReason.Present) (_bits[v / Word], missing, last) = (_bits[v / Word] | 1UL << v % Word, missing + 1, v);
            if (_numeric[v]) _row[number++] = reason == MissingReason.Present ? Number(columns[v], r) : double.NaN;
        }
        _rows++;
        if (missing == 0) _complete++;
        else if (missing == 1) _completeWithout[last]++;
        Count();
    }

    private void Count()
    {
        int pattern = 0;
        for (int w = 0; w < _bits.Length && pattern >= 0; w++) pattern = Combined(w, pattern);
        if (pattern < 0) _beyond++;
        else _patterns[pattern].Add(_row, _moments);
    }

    // The combinations of the first words are numbered like those of all: a pattern is found word by word.
    private int Combined(int w, int before)
    {
        if (_index[w].TryGetValue((before, _bits[w]), out int index)) return index;
        if (_index[w].Count >= MostPatterns) return -1;
        _index[w].Add((before, _bits[w]), index = _index[w].Count);
        if (w == _bits.Length - 1) _patterns.Add(new PatternMoments([.. _bits], _q));
        if ((long)_patterns.Count * _q * _q > MostMoments) _moments = false;
        return index;
    }

    private MissingPattern Frozen(PatternMoments pattern) =>
        new([.. Enumerable.Range(0, _variables.Length).Select(v => (pattern.Bits[v / Word] >> v % Word & 1) == 1)], pattern.Rows) { Means = pattern.Means, Products = pattern.Products };

    private static MissingReason ReasonOf(Column column, int r) => column.Reason(r) switch
    {
        MissingReason.Present when column is CategoryColumn category && category.Codes[r] < 0 => MissingReason.Blank,
        MissingReason.Present when column is TextColumn text && text.Values[r].Length == 0 => MissingReason.Blank,
        var reason => reason,
    };

    private static double Number(Column column, int r) => column switch
    {
        NumberColumn number => number.Values[r],
        IntegerColumn whole => whole.Values[r],
        MoneyColumn money => (double)money.Values[r],
        var other => throw new NotSupportedException(other.GetType().Name),
    };
}

/// <summary>The growing moments of one pattern, by Welford's recurrence: no sum is larger than what varies.</summary>
internal sealed class PatternMoments(ulong[] bits, int q)
{
    private readonly double[] _before = new double[q];

    internal ulong[] Bits { get; } = bits;

    internal long Rows { get; private set; }

    internal double[] Means { get; } = new double[q];

    internal double[] Products { get; private set; } = [];

    /// <param name="row">q numbers, NaN where missing.</param>
    /// <param name="moments">False to count only.</param>
    internal void Add(ReadOnlySpan<double> row, bool moments)
    {
        Rows++;
        if (!moments) return;
        if (Products.Length == 0) Products = new double[q * q];
        for (int i = 0; i < q; i++)
        {
            if (double.IsNaN(row[i])) continue;
            _before[i] = row[i] - Means[i];
            Means[i] += _before[i] / Rows;
            for (int j = 0; j <= i; j++)
                if (!double.IsNaN(row[j])) Products[i * q + j] += _before[i] * (row[j] - Means[j]);
        }
    }
}
