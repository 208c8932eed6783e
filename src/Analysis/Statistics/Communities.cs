using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The growing roots of all communities; without a cluster column there is one, with the empty key.</summary>
internal sealed class Communities
{
    private readonly int _columns;
    private readonly string? _cluster;
    private readonly List<(string Key, GrowingRoot Root)> _roots = [];
    private readonly KeyReader _keys;
    private int[] _indices = [];
    private Column? _column;

    internal Communities(int columns, string? cluster)
    {
        _columns = columns;
        _cluster = cluster;
        _keys = new KeyReader(New);
        if (cluster is null) New("");
    }

    internal void Begin(Frame block)
    {
        if (_cluster is null) return;
        _column = block[_cluster];
        _keys.Begin(_column);
    }

    /// <summary>Reads the communities of rows and marks those without one.</summary>
    internal void Read(int start, Span<bool> missing)
    {
        if (_indices.Length < missing.Length) _indices = new int[missing.Length];
        if (_column is null) return;
        Missingness.Mark(_column, start, missing);
        _keys.Read(start, missing, _indices);
    }

    internal GrowingRoot Of(int row) => _roots[_indices[row]].Root;

    internal ImmutableArray<(string Community, CrossProduct Root)> Finish(ImmutableArray<string> labels) =>
        [.. _roots.Where(entry => !entry.Root.IsEmpty).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Root.Finish(labels)))];

    private int New(string key)
    {
        _roots.Add((key, new GrowingRoot(_columns)));
        return _roots.Count - 1;
    }
}
