using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CoProduction.Analysis;

/// <summary>Sums of products of bootstrap draws: of communities from their roots, or of rows.</summary>
internal abstract class ProductDraws(StandardColumns columns)
{
    private protected StandardColumns Columns { get; } = columns;

    /// <summary>What is drawn, in words of the result.</summary>
    internal abstract string Units { get; }

    /// <summary>Units there are, and drawn each time.</summary>
    internal abstract int Count { get; }

    /// <summary>p × p sums of products of one draw, upper triangle.</summary>
    internal abstract double[] Draw(RandomStream random);

    internal static ProductDraws Of(StandardColumns columns, ImportanceStatistics statistics)
    {
        if (statistics.Roots.Clustered) return new OfCommunities(columns, statistics.Roots.ByCommunity());
        return statistics.Rows is { } rows ? new OfRows(columns, rows) : throw new StudyException(ImportanceFaults.NoRowsKept());
    }

    /// <summary>Row length with room for whole vectors; the rest is 0.</summary>
    private protected int Stride => Householder.Padded(Columns.P);

    // Fixed at 256 bits, as the house's reflections are: the same sums on every machine. The few products left of the diagonal are not read.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected static void AddProducts(ReadOnlySpan<double> row, double factor, Span<double> sums)
    {
        var lanes = MemoryMarshal.Cast<double, Vector256<double>>(row);
        for (int i = 0, at = 0; at < sums.Length; i++, at += row.Length)
        {
            var into = MemoryMarshal.Cast<double, Vector256<double>>(sums.Slice(at, row.Length));
            var left = Vector256.Create(factor * row[i]);
            for (int lane = i / Vector256<double>.Count; lane < into.Length; lane++) into[lane] += left * lanes[lane];
        }
    }

    private protected double[] Compact(double[] sums)
    {
        var products = new double[Columns.P * Columns.P];
        for (int i = 0; i < Columns.P; i++) sums.AsSpan(i * Stride, Columns.P).CopyTo(products.AsSpan(i * Columns.P));
        return products;
    }

    private sealed class OfCommunities : ProductDraws
    {
        private readonly double[][] _products;

        internal OfCommunities(StandardColumns columns, CommunityRoots roots) : base(columns)
        {
            if (roots.Clusters.Length < 2) throw new StudyException(ImportanceFaults.OneCommunity());
            _products = [.. roots.Clusters.Select(cluster => Products(cluster.Root))];
        }

        internal override string Units => "communities";

        internal override int Count => _products.Length;

        internal override double[] Draw(RandomStream random)
        {
            var sums = new double[Columns.P * Columns.P];
            for (int pick = 0; pick < _products.Length; pick++)
            {
                double[] one = _products[random.Below(_products.Length)];
                for (int i = 0; i < sums.Length; i++) sums[i] += one[i];
            }
            return sums;
        }

        private double[] Products(CrossProduct root)
        {
            double[] sums = new double[Columns.P * Stride], row = new double[Stride];
            for (int r = 0; r < Columns.P; r++)
            {
                Columns.Put(root.Root.AsSpan(r * Columns.P, Columns.P), 1, row);
                AddProducts(row, 1, sums);
            }
            return Compact(sums);
        }
    }

    // Equal rows are one row and a count.
    private sealed class OfRows : ProductDraws
    {
        private readonly int[] _unitOf;
        private readonly double[] _rows;
        private readonly int _distinct;

        internal OfRows(StandardColumns columns, CaseRows rows) : base(columns)
        {
            _distinct = rows.Distinct;
            _unitOf = [.. Enumerable.Range(0, _distinct).SelectMany(row => Enumerable.Repeat(row, rows.Counts[row]))];
            _rows = new double[_distinct * Stride];
            for (int row = 0; row < _distinct; row++) columns.Put(rows[row], Math.Sqrt(rows.Weight(row)), _rows.AsSpan(row * Stride, Stride));
        }

        internal override string Units => "rows";

        internal override int Count => _unitOf.Length;

        internal override double[] Draw(RandomStream random)
        {
            var counts = new int[_distinct];
            random.Count(_unitOf, counts);
            var sums = new double[Columns.P * Stride];
            for (int row = 0; row < counts.Length; row++)
                if (counts[row] > 0) AddProducts(_rows.AsSpan(row * Stride, Stride), counts[row], sums);
            return Compact(sums);
        }
    }
}
