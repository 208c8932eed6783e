using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CoProduction.Analysis;

/// <summary>
/// The units of a bootstrap in the coordinates of the pooled root R: unit g is the symmetric matrix A_g'A_g with A_g = R_g R⁻¹, and these sum to the identity. There a weighted sum of them is
/// harmless, while in the columns' own coordinates it would square the condition number. A draw is such a sum, whatever the number of rows behind it.
/// </summary>
internal sealed class WhitenedUnits
{
    private const int Lane = 8;

    private readonly double[] _packed;

    private WhitenedUnits(CrossProduct pooled, int units)
    {
        Pooled = pooled;
        Units = units;
        int p = pooled.Labels.Length;
        Length = (p * (p + 1) / 2 + Lane - 1) / Lane * Lane;
        _packed = new double[Length * units];
    }

    internal CrossProduct Pooled { get; }

    /// <summary>Number of different units, G.</summary>
    internal int Units { get; }

    /// <summary>Values of a packed upper triangle, row after row, filled up to a multiple of eight.</summary>
    internal int Length { get; }

    internal ReadOnlySpan<double> this[int unit] => _packed.AsSpan(unit * Length, Length);

    /// <summary>Units that are communities.</summary>
    internal static WhitenedUnits Of(PathLevel level)
    {
        var whitened = new WhitenedUnits(level.Pooled, level.Units.Length);
        int p = level.Columns;
        for (int unit = 0; unit < level.Units.Length; unit++)
            for (int row = 0; row < p; row++) whitened.Add(unit, level.Units[unit].Root.AsSpan(row * p, p), 1);
        return whitened;
    }

    /// <summary>Units that are rows; equal rows are one unit.</summary>
    internal static WhitenedUnits Of(PathLevel level, CaseRows rows)
    {
        var whitened = new WhitenedUnits(level.Pooled, rows.Distinct);
        for (int unit = 0; unit < rows.Distinct; unit++) whitened.Add(unit, rows[unit], rows.Weight(unit));
        return whitened;
    }

    /// <summary>The sum of the units, each so many times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Sum(ReadOnlySpan<int> counts, Span<double> sum)
    {
        var target = MemoryMarshal.Cast<double, Vector512<double>>(sum);
        var all = MemoryMarshal.Cast<double, Vector512<double>>(_packed.AsSpan());
        int step = target.Length;
        for (int i = 0; i < step; i += 2)
        {
            // Two sums side by side, each in a register; the order of the units is the order of the additions.
            int next = Math.Min(i + 1, step - 1);
            var (first, second) = (Vector512<double>.Zero, Vector512<double>.Zero);
            for (int unit = 0, at = 0; unit < counts.Length; unit++, at += step)
            {
                var factor = Vector512.Create((double)counts[unit]);
                first += factor * all[at + i];
                second += factor * all[at + next];
            }
            (target[next], target[i]) = (second, first);
        }
    }

    // Adds z z' with z = R⁻ᵀ row.
    private void Add(int unit, ReadOnlySpan<double> row, double weight)
    {
        int p = row.Length;
        var z = Triangular.SolveTransposed(Pooled.Root.AsSpan(), p, row);
        var packed = _packed.AsSpan(unit * Length, Length);
        for (int i = 0, at = 0; i < p; i++)
            for (int j = i; j < p; j++) packed[at++] += weight * z[i] * z[j];
    }
}
