namespace CoProduction.Analysis;

/// <summary>Reads a factor's levels as indices into the plan's levels.</summary>
internal sealed class LevelReader
{
    private readonly string _name;
    private readonly Category _category;
    private readonly KeyReader _keys;
    private readonly int[] _codes;

    internal LevelReader(string name, Category category, int capacity)
    {
        (_name, _category) = (name, category);
        _codes = new int[capacity];
        _keys = new KeyReader(Resolve);
    }

    /// <summary>Level of each row read; undefined where the row is missing.</summary>
    internal ReadOnlySpan<int> Codes => _codes;

    internal void Begin(Frame block) => _keys.Begin(block[_category.Column]);

    internal void Read(int start, ReadOnlySpan<bool> missing) => _keys.Read(start, missing, _codes);

    private int Resolve(string level) =>
        _category.Levels.IndexOf(level) is var index and >= 0 ? index : throw new StudyException(LinearFaults.UnknownLevel(_name, level, _category.Levels));
}
