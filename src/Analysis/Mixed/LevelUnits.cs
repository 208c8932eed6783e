namespace CoProduction.Analysis;

/// <summary>
/// The numbers of one level's units during an evaluation. Each unit has a root of [Z rest]; given Λ, the q columns of [ZΛ] are taken out of the stack of that root on the rows
/// [I 0] of the spherical effects (Bates, Mächler, Bolker and Walker 2015, eq. 18, unit by unit). What is left is [V^-1/2 Z, V^-1/2 rest] of the unit.
/// All arrays are made once; an evaluation allocates nothing.
/// </summary>
internal sealed class LevelUnits
{
    private readonly bool _innermost;
    private readonly double[] _given;
    private readonly double[] _roots;
    private readonly double[] _tops;
    private readonly double[] _blocks;

    /// <param name="q">Columns that vary at this level.</param>
    /// <param name="rest">Columns of the outer levels, the fixed terms and the outcome.</param>
    /// <param name="parents">Place of each unit's holder in the next level.</param>
    /// <param name="given">What does not depend on θ: of an innermost unit the first q rows of its root, of an outer one the merged remainders of the units in it.</param>
    /// <param name="innermost">True for the first level.</param>
    internal LevelUnits(int q, int rest, int[] parents, double[] given, bool innermost)
    {
        (Q, Rest, Parents, _given, _innermost) = (q, rest, parents, given, innermost);
        Lambda = new double[q * q];
        Stride = Householder.Padded(q);
        _roots = innermost ? given : new double[given.Length];
        _tops = new double[parents.Length * TopLength];
        _blocks = new double[parents.Length * BlockLength];
    }

    internal int Q { get; }

    internal int Rest { get; }

    internal int Units => Parents.Length;

    internal int[] Parents { get; }

    /// <summary>q × q; lower triangular but during the search.</summary>
    internal double[] Lambda { get; }

    internal int Stride { get; }

    /// <summary>Row length of a unit's root.</summary>
    internal int Width => Q + Rest;

    /// <summary>Rows of a unit's root.</summary>
    internal int RootRows => _innermost ? Q : Width;

    /// <summary>Row length of a unit's top rows: [ZΛ Z rest].</summary>
    internal int Columns => 2 * Q + Rest;

    private int TopLength => Q * Columns;

    private int BlockLength => Columns * Stride;

    /// <summary>Roots of all units, one after another.</summary>
    internal double[] Roots => _roots;

    internal Span<double> Root(int unit) => _roots.AsSpan(unit * RootRows * Width, RootRows * Width);

    /// <summary>[L' · S]: q rows; the columns of Z between are of no use.</summary>
    internal Span<double> Top(int unit) => _tops.AsSpan(unit * TopLength, TopLength);

    /// <summary>Left-over rows, column by column; from column q on [V^-1/2 Z, V^-1/2 rest].</summary>
    internal Span<double> Block(int unit) => _blocks.AsSpan(unit * BlockLength, BlockLength);

    /// <summary>Forgets what inner units handed over.</summary>
    internal void Begin()
    {
        if (!_innermost) _given.CopyTo(_roots, 0);
    }

    /// <summary>Takes the unit's random effects out.</summary>
    /// <returns>ln |L|², its part of the determinant.</returns>
    internal double Eliminate(int unit)
    {
        var top = Top(unit);
        top.Clear();
        for (int j = 0; j < Q; j++) top[j * Columns + j] = 1;
        Fill(Root(unit), Block(unit));
        Householder.Eliminate(top, Block(unit), Columns, Stride, Q);
        double product = 1;
        for (int j = 0; j < Q; j++) product *= top[j * Columns + j];
        return 2 * Math.Log(product);
    }

    /// <summary>Hands what is left of the unit to the stack of the level around it.</summary>
    internal void HandOver(int unit, RowStack stack)
    {
        stack.AddColumns(Block(unit)[(2 * Q * Stride)..], Stride, Q);
        if (_innermost) return;
        var root = Root(unit);
        for (int r = Q; r < Width; r++) stack.AddRow(root.Slice(r * Width + Q, Rest));
    }

    private void Fill(ReadOnlySpan<double> root, Span<double> block)
    {
        for (int r = 0; r < Q; r++)
        {
            for (int c = 0; c < Q; c++)
            {
                double scaled = 0;
                for (int j = r; j < Q; j++) scaled += root[r * Width + j] * Lambda[j * Q + c];
                block[c * Stride + r] = scaled;
            }
            for (int c = 0; c < Width; c++) block[(Q + c) * Stride + r] = root[r * Width + c];
        }
    }
}
