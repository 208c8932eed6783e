using System.Runtime.CompilerServices;

namespace CoProduction.Analysis;

/// <summary>Draws units with replacement and sums their products: of whole answers exactly, of anything else in whitened coordinates, where sums are harmless because over all rows they make the identity.</summary>
internal abstract class Resampling
{
    internal const string Communities = "communities";

    /// <summary>What is drawn, in words of the result.</summary>
    internal abstract string Units { get; }

    /// <summary>Units there are, and drawn each time.</summary>
    internal abstract int Count { get; }

    /// <summary>The moments of one draw, up to a factor.</summary>
    internal abstract ItemMoments Draw(RandomStream random);

    /// <summary>Picks n of 0..n-1 with replacement, two from each random number: Lemire's (2019) method on its halves, those that would bias it rejected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Pick(RandomStream random, Span<int> picks)
    {
        uint n = (uint)picks.Length, threshold = (0 - n) % n;
        for (int picked = 0; picked < picks.Length;)
        {
            ulong bits = random.Bits(), first = (uint)bits * (ulong)n, second = (bits >> 32) * n;
            if ((uint)first >= threshold) picks[picked++] = (int)(first >> 32);
            if ((uint)second >= threshold && picked < picks.Length) picks[picked++] = (int)(second >> 32);
        }
    }

    /// <summary>The communities where there are any, the rows otherwise.</summary>
    internal static Resampling Of(ItemSpace space, ItemStatistics statistics)
    {
        if (statistics.Roots.Clustered) return new CommunityDraws(space, statistics.Roots.ByCommunity());
        return statistics.Patterns is { } patterns ? new RowDraws(space, patterns) : throw new StudyException(ReliabilityFaults.NoPatterns());
    }

    // A community is one small matrix, so a draw is a sum of G of them.
    private sealed class CommunityDraws : Resampling
    {
        private readonly ItemSpace _space;
        private readonly int _p, _communities;
        private readonly double[] _products;
        private readonly double[] _sums;

        internal CommunityDraws(ItemSpace space, CommunityRoots roots)
        {
            (_space, _p, _communities) = (space, space.P, roots.Clusters.Length);
            if (_communities < 2) throw new StudyException(ReliabilityFaults.OneCommunity());
            _products = new double[_communities * _p * _p];
            _sums = new double[_p * _p];
            for (int g = 0; g < _communities; g++) AddProducts(space, roots.Clusters[g].Root, _products.AsSpan(g * _p * _p, _p * _p));
        }

        internal override string Units => Communities;

        internal override int Count => _communities;

        internal override ItemMoments Draw(RandomStream random)
        {
            Array.Clear(_sums);
            for (int pick = 0; pick < _communities; pick++)
            {
                var one = _products.AsSpan(random.Below(_communities) * _p * _p, _p * _p);
                for (int i = 0; i < _p; i++) AddTo(_sums.AsSpan(i * _p, i + 1), one.Slice(i * _p, i + 1));
            }
            return _space.Moments(_sums);
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
    private sealed class RowDraws(ItemSpace space, AnswerPatterns patterns) : Resampling
    {
        private readonly int[] _patternOfRow = [.. patterns.PatternOfRow];
        private readonly int[] _picks = new int[patterns.PatternOfRow.Length];
        private readonly int[] _counts = new int[patterns.Count];
        private readonly PatternSums _sums = PatternSums.Of(space, patterns);

        internal override string Units => "rows";

        internal override int Count => _patternOfRow.Length;

        internal override ItemMoments Draw(RandomStream random)
        {
            Array.Clear(_counts);
            Pick(random, _picks);
            foreach (int pick in _picks) _counts[_patternOfRow[pick]]++;
            return _sums.Of(_counts);
        }
    }
}
