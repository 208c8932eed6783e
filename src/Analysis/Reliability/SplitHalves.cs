using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The reliability of a scale from two halves of its items.</summary>
/// <param name="Name">How it was split: <c>odd_even</c>, <c>first_second</c>, <c>best</c>.</param>
/// <param name="First">Items of one half.</param>
/// <param name="Second">Items of the other.</param>
/// <param name="Correlation">Correlation of the halves' sums; null when one does not vary.</param>
/// <param name="SpearmanBrown">2r / (1 + r), for halves of equal length (Spearman 1910, Brown 1910); null with the correlation.</param>
/// <param name="Guttman">Guttman's (1945) λ4 of this split, 4 cov / variance of the sum; also Flanagan's and Rulon's (1939).</param>
public sealed record SplitHalf(string Name, ImmutableArray<string> First, ImmutableArray<string> Second, double? Correlation, double? SpearmanBrown, double Guttman);

/// <summary>Guttman's λ4 over many splits in halves.</summary>
/// <param name="Best">The split with the largest λ4, Guttman's lower bound of the reliability.</param>
/// <param name="Mean">Mean λ4; over all splits of an even number of items it is alpha.</param>
/// <param name="Minimum">Smallest λ4.</param>
/// <param name="Splits">Splits looked at.</param>
/// <param name="Sampled">True when they are a seeded sample, false when they are all.</param>
public sealed record SplitRange(SplitHalf Best, double Mean, double Minimum, int Splits, bool Sampled);

/// <summary>Splits of a scale.</summary>
internal static class SplitHalves
{
    /// <summary>Up to so many items every split is looked at.</summary>
    internal const int MostItemsForAll = 16;

    private const int SampledSplits = 10_000;
    private const long StreamOfSplits = -1;

    internal static ImmutableArray<SplitHalf> Named(ItemMoments s, ImmutableArray<string> items)
    {
        bool[] odd = [.. items.Select((_, i) => i % 2 == 0)], first = [.. items.Select((_, i) => i < (items.Length + 1) / 2)];
        return [Of("odd_even", s, items, odd), Of("first_second", s, items, first)];
    }

    internal static SplitRange All(ItemMoments s, ImmutableArray<string> items, ulong seed)
    {
        bool sampled = s.K > MostItemsForAll;
        double largest = double.NegativeInfinity, smallest = double.PositiveInfinity, sum = 0;
        int count = 0;
        bool[] best = [];
        foreach (var half in sampled ? Sample(s.K, seed) : Every(s.K))
        {
            double lambda = Guttman(s, half);
            (sum, count, smallest) = (sum + lambda, count + 1, Math.Min(smallest, lambda));
            if (lambda > largest) (largest, best) = (lambda, (bool[])half.Clone());
        }
        return new SplitRange(Of("best", s, items, best), sum / count, smallest, count, sampled);
    }

    private static SplitHalf Of(string name, ItemMoments s, ImmutableArray<string> items, bool[] half)
    {
        double lambda = Guttman(s, half), shared = lambda * s.Total / 4, r = shared / Math.Sqrt(Variance(s, half, true) * Variance(s, half, false));
        double? correlation = double.IsFinite(r) ? r : null;
        return new SplitHalf(name, [.. items.Where((_, i) => half[i])], [.. items.Where((_, i) => !half[i])], correlation, correlation > -1 ? 2 * correlation / (1 + correlation) : null, lambda);
    }

    // 4 cov(A, B) = variance of A + B less variance of A - B.
    private static double Guttman(ItemMoments s, bool[] half)
    {
        double difference = 0;
        for (int i = 0; i < s.K; i++)
        {
            difference += s[i, i];
            for (int j = 0; j < i; j++) difference += 2 * (half[i] == half[j] ? s[i, j] : -s[i, j]);
        }
        return 1 - difference / s.Total;
    }

    private static double Variance(ItemMoments s, bool[] half, bool side)
    {
        double sum = 0;
        for (int i = 0; i < s.K; i++)
            for (int j = 0; j < s.K; j++) sum += half[i] == side && half[j] == side ? s[i, j] : 0;
        return sum;
    }

    // Every choice of ⌊k/2⌋ of k items; of an even number, those with the first item, since each split has two such choices.
    private static IEnumerable<bool[]> Every(int k)
    {
        for (int bits = 0; bits < 1 << k; bits++)
        {
            if (System.Numerics.BitOperations.PopCount((uint)bits) != k / 2 || (k % 2 == 0 && (bits & 1) == 0)) continue;
            yield return [.. Enumerable.Range(0, k).Select(i => (bits >> i & 1) == 1)];
        }
    }

    private static IEnumerable<bool[]> Sample(int k, ulong seed)
    {
        var random = RandomStream.Of(seed, StreamOfSplits);
        var half = new bool[k];
        for (int i = 0; i < k / 2; i++) half[i] = true;
        for (int split = 0; split < SampledSplits; split++)
        {
            for (int i = k - 1; i > 0; i--)
            {
                int other = random.Below(i + 1);
                (half[i], half[other]) = (half[other], half[i]);
            }
            yield return half;
        }
    }
}
