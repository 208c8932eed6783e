using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CoProduction.Analysis;

/// <summary>Draws units with replacement and sums their products in whitened coordinates, where sums are harmless: over all rows they make the identity.</summary>
internal abstract class Resampling
{
    /// <summary>What is drawn, in words of the result.</summary>
    internal abstract string Units { get; }

    /// <summary>p × p sums of one draw; the lower triangle is filled.</summary>
    internal abstract void Draw(RandomStream random, Span<double> sums);

    /// <summary>The communities where there are any, the rows otherwise.</summary>
    internal static Resampling Of(ItemSpace space, ItemStatistics statistics)
    {
        if (statistics.Roots.Clustered) return new CommunityDraws(space, statistics.Roots.ByCommunity());
        return statistics.Patterns is { } patterns ? new RowDraws(space, patterns) : throw new StudyException(ReliabilityFaults.NoPatterns());
    }

    // A community is one small matrix, so a draw is a sum of G of them.
    private sealed class CommunityDraws : Resampling
    {
        private readonly int _p, _communities;
        private readonly double[] _products;

        internal CommunityDraws(ItemSpace space, CommunityRoots roots)
        {
            (_p, _communities) = (space.P, roots.Clusters.Length);
            if (_communities < 2) throw new StudyException(ReliabilityFaults.OneCommunity());
            _products = new double[_communities * _p * _p];
            for (int g = 0; g < _communities; g++) AddProducts(space, roots.Clusters[g].Root, _products.AsSpan(g * _p * _p, _p * _p));
        }

        internal override string Units => "communities";

        internal override void Draw(RandomStream random, Span<double> sums)
        {
            sums.Clear();
            for (int pick = 0; pick < _communities; pick++)
            {
                var one = _products.AsSpan(random.Below(_communities) * _p * _p, _p * _p);
                for (int i = 0; i < _p; i++) AddTo(sums.Slice(i * _p, i + 1), one.Slice(i * _p, i + 1));
            }
        }

        private static void AddTo(Span<double> sums, ReadOnlySpan<double> one)
        {
            for (int j = 0; j < one.Length; j++) sums[j] += one[j];
        }

        private static void AddProducts(ItemSpace space, CrossProduct root, Span<double> products)
        {
            var whitened = root.Root.ToArray();
            space.Whiten(whitened);
            for (int row = 0; row < whitened.Length; row += space.P)
                for (int i = 0; i < space.P; i++)
                    for (int j = 0; j <= i; j++) products[i * space.P + j] += whitened[row + i] * whitened[row + j];
        }
    }

    // Rows with the same answers are one pattern: a draw is a count of each pattern, and one weighted sum over the patterns.
    private sealed class RowDraws : Resampling
    {
        private const int Block = 256;
        private const int Tile = 4;

        private readonly int _p, _padded, _stride;
        private readonly double[] _columns;
        private readonly int[] _patternOfRow;
        private readonly double[] _counts;
        private readonly double[] _scaled;
        private readonly double[] _sums;

        internal RowDraws(ItemSpace space, AnswerPatterns patterns)
        {
            _p = space.P;
            _padded = (_p + Tile - 1) / Tile * Tile;
            _stride = (patterns.Count + Block - 1) / Block * Block;
            _columns = new double[_padded * _stride];
            _patternOfRow = [.. patterns.PatternOfRow];
            _counts = new double[_stride];
            _scaled = new double[_padded * Block];
            _sums = new double[_padded * _padded];
            var row = new double[_p];
            for (int at = 0; at < patterns.Count; at++) Store(space, patterns, at, row);
        }

        internal override string Units => "rows";

        internal override void Draw(RandomStream random, Span<double> sums)
        {
            Array.Clear(_counts);
            for (int pick = 0; pick < _patternOfRow.Length; pick++) _counts[_patternOfRow[random.Below(_patternOfRow.Length)]]++;
            Array.Clear(_sums);
            for (int start = 0; start < _stride; start += Block) AddBlock(start);
            for (int i = 0; i < _p; i++)
                for (int j = 0; j <= i; j++) sums[i * _p + j] = _sums[i * _padded + j];
        }

        private void Store(ItemSpace space, AnswerPatterns patterns, int at, double[] row)
        {
            double scale = patterns.Weights.IsEmpty ? 1 : Math.Sqrt(patterns.Weights[at]);
            row[0] = 1;
            for (int item = 0; item < space.K; item++) row[item + 1] = patterns.Columns[item][at];
            space.Whiten(row);
            for (int c = 0; c < _p; c++) _columns[c * _stride + at] = scale * row[c];
        }

        private void AddBlock(int start)
        {
            for (int c = 0; c < _padded; c++)
                for (int r = 0; r < Block; r++) _scaled[c * Block + r] = _counts[start + r] * _columns[c * _stride + start + r];
            for (int i = 0; i < _padded; i += Tile)
                for (int j = 0; j <= i; j += Tile) AddTile(start, i, j);
        }

        // Sixteen products of columns at a time, so that each value loaded serves four of them; 256 bits on every machine, so that the last digit is the same.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void AddTile(int start, int i, int j)
        {
            for (int a = i; a < i + Tile; a++)
            {
                var left = MemoryMarshal.Cast<double, Vector256<double>>(_scaled.AsSpan(a * Block, Block));
                var first = Column(j, start);
                var second = Column(j + 1, start);
                var third = Column(j + 2, start);
                var fourth = Column(j + 3, start);
                Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
                for (int v = 0; v < left.Length; v++)
                {
                    var one = left[v];
                    s0 += one * first[v];
                    s1 += one * second[v];
                    s2 += one * third[v];
                    s3 += one * fourth[v];
                }
                _sums[a * _padded + j] += Vector256.Sum(s0);
                _sums[a * _padded + j + 1] += Vector256.Sum(s1);
                _sums[a * _padded + j + 2] += Vector256.Sum(s2);
                _sums[a * _padded + j + 3] += Vector256.Sum(s3);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private ReadOnlySpan<Vector256<double>> Column(int column, int start) => MemoryMarshal.Cast<double, Vector256<double>>(_columns.AsSpan(column * _stride + start, Block));
    }
}
