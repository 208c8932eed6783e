namespace CoProduction.Analysis;

/// <summary>Rows waiting to be folded into a root, many at a time.</summary>
/// <param name="columns">Their length.</param>
internal sealed class RowStack(int columns)
{
    private const int Capacity = 32;

    private readonly double[] _block = new double[columns * Capacity];
    private int _filled;

    /// <summary>The root, columns × columns, row-major; rows are folded into it by the time it is replaced or <see cref="Fold"/> is called.</summary>
    internal double[] Root { get; set; } = [];

    /// <summary>Place of the root's first value.</summary>
    internal int Start { get; set; }

    /// <summary>Adds rows given column by column.</summary>
    internal void AddColumns(ReadOnlySpan<double> values, int stride, int rows)
    {
        for (int r = 0; r < rows; r++)
        {
            int place = Next();
            for (int c = 0; c < columns; c++) _block[c * Capacity + place] = values[c * stride + r];
        }
    }

    /// <summary>Adds a row.</summary>
    internal void AddRow(ReadOnlySpan<double> row)
    {
        int place = Next();
        for (int c = 0; c < columns; c++) _block[c * Capacity + place] = row[c];
    }

    /// <summary>Folds the waiting rows into the root.</summary>
    internal void Fold()
    {
        if (_filled == 0) return;
        Householder.Absorb(Root.AsSpan(Start, columns * columns), _block, columns, Capacity);
        Array.Clear(_block);
        _filled = 0;
    }

    private int Next()
    {
        if (_filled == Capacity) Fold();
        return _filled++;
    }
}
