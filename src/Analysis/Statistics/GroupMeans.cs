using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A mean as one of the values and the mean distance from it: x less the mean then keeps its digits where the mean is large and the spread small.</summary>
/// <param name="Origin">One of the values.</param>
/// <param name="Offset">Mean of the values less the origin.</param>
internal readonly record struct MeanAbout(double Origin, double Offset)
{
    internal double Value => Origin + Offset;

    internal double Less(double x) => x - Origin - Offset;
}

/// <summary>The means of the groups of a field.</summary>
/// <param name="Field">The field.</param>
/// <param name="ByKey">Key of a group → mean.</param>
internal sealed record GroupMeans(string Field, ImmutableDictionary<string, MeanAbout> ByKey)
{
    internal int Count => ByKey.Count;

    internal MeanAbout Of(string key) => ByKey.TryGetValue(key, out var mean) ? mean : throw new StudyException(FormulaFaults.RowsChanged(Field, key));
}

/// <summary>Reads the mean of each row's group.</summary>
internal sealed class GroupMeanReader
{
    private readonly GroupMeans _means;
    private readonly KeyReader _keys;
    private readonly List<MeanAbout> _ofIndex = [];
    private readonly int[] _indices;

    internal GroupMeanReader(GroupMeans means, int capacity)
    {
        _means = means;
        _indices = new int[capacity];
        _keys = new KeyReader(Resolve);
    }

    internal void Begin(Frame block) => _keys.Begin(block[_means.Field]);

    /// <summary>Writes the means; 0 where the row is missing.</summary>
    internal void Read(int start, ReadOnlySpan<bool> missing, Span<double> into)
    {
        _keys.Read(start, missing, _indices);
        for (int r = 0; r < into.Length; r++) into[r] = missing[r] ? 0 : _ofIndex[_indices[r]].Value;
    }

    /// <summary>Takes the means from the values.</summary>
    internal void Subtract(int start, ReadOnlySpan<bool> missing, Span<double> from)
    {
        _keys.Read(start, missing, _indices);
        for (int r = 0; r < from.Length; r++) from[r] = missing[r] ? 0 : _ofIndex[_indices[r]].Less(from[r]);
    }

    private int Resolve(string key)
    {
        _ofIndex.Add(_means.Of(key));
        return _ofIndex.Count - 1;
    }
}
