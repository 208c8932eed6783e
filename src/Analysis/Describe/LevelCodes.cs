using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The levels of a field in the order met, and the level of each row of a block.</summary>
internal sealed class LevelCodes
{
    private readonly string _name;
    private readonly int _most;
    private readonly List<string> _levels = [];
    private readonly KeyReader _keys;
    private bool[] _missing = [];

    internal LevelCodes(string name, int most)
    {
        (_name, _most) = (name, most);
        _keys = new KeyReader(Index);
    }

    internal IReadOnlyList<string> Levels => _levels;

    /// <summary>Level of each row; -1 where it is missing.</summary>
    internal int[] Codes { get; private set; } = [];

    internal void Read(Frame block)
    {
        var column = block[_name];
        if (_missing.Length != block.Rows) (_missing, Codes) = (new bool[block.Rows], new int[block.Rows]);
        Array.Clear(_missing);
        Missingness.Mark(column, 0, _missing);
        _keys.Begin(column);
        _keys.Read(0, _missing, Codes);
        for (int r = 0; r < Codes.Length; r++)
            if (_missing[r]) Codes[r] = -1;
    }

    /// <summary>Indices of the levels in the order to show them: numbers by size, texts ordinal.</summary>
    internal ImmutableArray<int> Order() => [.. UsedLevels.Ordered(_levels).Select(level => _levels.IndexOf(level))];

    private int Index(string level)
    {
        if (_levels.Count == _most) throw new StudyException(DescribeFaults.ManyLevels(_name, _most));
        _levels.Add(level);
        return _levels.Count - 1;
    }
}
