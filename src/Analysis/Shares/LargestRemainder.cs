using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Rounding that keeps a sum (Hamilton's method of largest remainders).</summary>
public static class LargestRemainder
{
    /// <summary>
    /// Percents of the amounts in their total that sum to exactly 100: each is rounded down, and the units left go to the largest remainders, the first on a tie.
    /// Negative amounts give negative percents. Empty when the total is not positive.
    /// </summary>
    /// <param name="amounts">n amounts.</param>
    /// <param name="decimals">Decimals of the percents, 0..8.</param>
    public static ImmutableArray<decimal> Percents(ImmutableArray<decimal> amounts, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)decimals, 8u, nameof(decimals));
        decimal total = amounts.Sum();
        if (total <= 0) return [];
        decimal unit = PowerOfTen(decimals), whole = 100 * unit;
        var exact = amounts.Select(amount => amount / total * whole).ToArray();
        var floors = exact.Select(Math.Floor).ToArray();
        int left = (int)(whole - floors.Sum());
        foreach (int i in Enumerable.Range(0, exact.Length).OrderByDescending(i => exact[i] - floors[i]).Take(left)) floors[i]++;
        return [.. floors.Select(floor => floor / unit)];
    }

    private static decimal PowerOfTen(int exponent) => Enumerable.Repeat(10m, exponent).Aggregate(1m, (product, ten) => product * ten);
}
