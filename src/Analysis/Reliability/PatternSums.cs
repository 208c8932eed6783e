using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CoProduction.Analysis;

/// <summary>Weighted sums of products over patterns of answers, for counts that change from draw to draw.</summary>
internal abstract class PatternSums
{
    /// <summary>Patterns that are summed before the sums are carried on.</summary>
    protected const int Block = 1024;

    /// <summary>The moments of the rows that the counts of the patterns stand for, up to a factor.</summary>
    internal abstract ItemMoments Of(int[] counts);

    /// <summary>
    /// Whole answers without weights are summed as whole numbers, which is exact: in 16 bits, or in single precision, as long as no sum of a block can leave their range. A pattern of m rows is drawn about m
    /// times, and more than m + 10 √m + 30 times less than once in 1e20 draws. Anything else is summed in double precision, whitened.
    /// </summary>
    internal static PatternSums Of(ItemSpace space, AnswerPatterns patterns)
    {
        double[] middles = [.. patterns.Columns.Select(column => Math.Floor((column.Min() + column.Max()) / 2))];
        double widest = patterns.Columns.Select((column, i) => column.Max(value => Math.Abs(value - middles[i]))).Max(), most = patterns.PatternOfRow.CountBy(pattern => pattern).Max(entry => entry.Value);
        double largest = (most + 10 * Math.Sqrt(most) + 30) * Math.Max(1, widest * widest) * Block;
        bool whole = patterns.Weights.IsEmpty && patterns.Columns.All(column => column.All(value => value == Math.Floor(value)));
        void Read(int at, double[] row) => Centred(patterns, at, middles, row);
        if (whole && largest / Vector256<short>.Count <= short.MaxValue) return new Sums<short>(space, patterns.Count, Read, whitened: false);
        return whole && largest / Vector256<float>.Count <= 1 << 24
            ? new Sums<float>(space, patterns.Count, Read, whitened: false)
            : new Sums<double>(space, patterns.Count, (at, row) => Whitened(space, patterns, at, row), whitened: true);
    }

    private static void Centred(AnswerPatterns patterns, int at, double[] middles, double[] row)
    {
        row[0] = 1;
        for (int item = 0; item < middles.Length; item++) row[item + 1] = patterns.Columns[item][at] - middles[item];
    }

    private static void Whitened(ItemSpace space, AnswerPatterns patterns, int at, double[] row)
    {
        double scale = patterns.Weights.IsEmpty ? 1 : Math.Sqrt(patterns.Weights[at]);
        row[0] = 1;
        for (int item = 0; item < space.K; item++) row[item + 1] = patterns.Columns[item][at];
        space.Whiten(row);
        for (int c = 0; c < row.Length; c++) row[c] *= scale;
    }

    // 256 bits on every machine and fused steps where they round, so that the last digit is the same everywhere.
    private sealed class Sums<T> : PatternSums where T : unmanaged, INumberBase<T>
    {
        private const int Tile = 4;

        private readonly ItemSpace _space;
        private readonly bool _whitened;
        private readonly int _padded, _stride;
        private readonly T[] _columns, _counts, _scaled;
        private readonly double[] _sums;

        internal Sums(ItemSpace space, int patterns, Action<int, double[]> read, bool whitened)
        {
            (_space, _whitened) = (space, whitened);
            _padded = (space.P + Tile - 1) / Tile * Tile;
            _stride = (patterns + Block - 1) / Block * Block;
            (_columns, _counts, _scaled, _sums) = (new T[_padded * _stride], new T[_stride], new T[_padded * Block], new double[_padded * _padded]);
            var row = new double[space.P];
            for (int at = 0; at < patterns; at++)
            {
                read(at, row);
                for (int c = 0; c < row.Length; c++) _columns[(at / Block * _padded + c) * Block + at % Block] = T.CreateChecked(row[c]);
            }
        }

        internal override ItemMoments Of(int[] counts)
        {
            for (int pattern = 0; pattern < counts.Length; pattern++) _counts[pattern] = T.CreateTruncating(counts[pattern]);
            Array.Clear(_sums);
            for (int start = 0; start < _stride; start += Block) AddBlock(start);
            var sums = new double[_space.P * _space.P];
            for (int i = 0; i < _space.P; i++)
                for (int j = 0; j <= i; j++) sums[i * _space.P + j] = _sums[i * _padded + j];
            return _whitened ? _space.Moments(sums) : _space.MomentsOfProducts(sums);
        }

        private void AddBlock(int start)
        {
            var counts = MemoryMarshal.Cast<T, Vector256<T>>(_counts.AsSpan(start, Block));
            for (int c = 0; c < _padded; c++)
            {
                var scaled = MemoryMarshal.Cast<T, Vector256<T>>(_scaled.AsSpan(c * Block, Block));
                var column = Column(c, start);
                for (int v = 0; v < scaled.Length; v++) scaled[v] = counts[v] * column[v];
            }
            for (int i = 0; i < _padded; i += 2)
                for (int j = 0; j <= i; j += Tile) AddTile(start, i, j);
        }

        // Two columns by four at a time, so that each value loaded serves several products.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void AddTile(int start, int i, int j)
        {
            ref var a = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<T, Vector256<T>>(_scaled.AsSpan(i * Block, Block)));
            ref var b = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<T, Vector256<T>>(_scaled.AsSpan((i + 1) * Block, Block)));
            ref var x = ref First(j, start);
            ref var y = ref First(j + 1, start);
            ref var z = ref First(j + 2, start);
            ref var u = ref First(j + 3, start);
            Vector256<T> ax = default, ay = default, az = default, au = default, bx = default, by = default, bz = default, bu = default;
            for (int v = 0; v < Block / Vector256<T>.Count; v++)
            {
                Vector256<T> left = Unsafe.Add(ref a, v), right = Unsafe.Add(ref b, v), one = Unsafe.Add(ref x, v), two = Unsafe.Add(ref y, v), three = Unsafe.Add(ref z, v), four = Unsafe.Add(ref u, v);
                (ax, ay, az, au) = (Fused(left, one, ax), Fused(left, two, ay), Fused(left, three, az), Fused(left, four, au));
                (bx, by, bz, bu) = (Fused(right, one, bx), Fused(right, two, by), Fused(right, three, bz), Fused(right, four, bu));
            }
            Carry(i, j, ax, ay, az, au);
            Carry(i + 1, j, bx, by, bz, bu);
        }

        private void Carry(int i, int j, Vector256<T> x, Vector256<T> y, Vector256<T> z, Vector256<T> u)
        {
            var row = _sums.AsSpan(i * _padded + j, Tile);
            row[0] += Sum(x);
            row[1] += Sum(y);
            row[2] += Sum(z);
            row[3] += Sum(u);
        }

        private static double Sum(Vector256<T> lanes)
        {
            if (typeof(T) != typeof(short)) return double.CreateChecked(Vector256.Sum(lanes));
            var (low, high) = Vector256.Widen(lanes.AsInt16());
            return Vector256.Sum(low + high);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<T> Fused(Vector256<T> left, Vector256<T> right, Vector256<T> sum)
        {
            if (typeof(T) == typeof(float)) return Vector256.FusedMultiplyAdd(left.AsSingle(), right.AsSingle(), sum.AsSingle()).As<float, T>();
            return typeof(T) == typeof(double) ? Vector256.FusedMultiplyAdd(left.AsDouble(), right.AsDouble(), sum.AsDouble()).As<double, T>() : left * right + sum;
        }

        private ref Vector256<T> First(int column, int start) => ref MemoryMarshal.GetReference(Column(column, start));

        // The columns of a block lie together, so that it stays in the cache.
        private Span<Vector256<T>> Column(int column, int start) => MemoryMarshal.Cast<T, Vector256<T>>(_columns.AsSpan(start * _padded + column * Block, Block));
    }
}
