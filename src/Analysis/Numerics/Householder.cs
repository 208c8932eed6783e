using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CoProduction.Analysis;

/// <summary>
/// Householder updates of a triangular root. Golub and Van Loan, Matrix Computations (4th ed.), algorithm 5.1.1 with the reflection chosen so that the
/// diagonal stays non-negative; the first component is formed without cancellation.
/// </summary>
internal static class Householder
{
    // Fixed at 256 bits, not Vector<T>: the order of the sums, and so the last digit, is the same on every machine.
    private const int Lane = 4;

    /// <summary>Rows a column is padded to, so that the vector loops need no tail.</summary>
    internal static int Padded(int rows) => (rows + Lane - 1) / Lane * Lane;

    /// <summary>Replaces the root by the root of the root stacked on a block. The block is overwritten.</summary>
    /// <param name="root">p × p, row-major, upper triangular, diagonal ≥ 0.</param>
    /// <param name="block">p columns of <paramref name="stride"/> values each, column after column; unused rows are 0.</param>
    /// <param name="p">Number of columns.</param>
    /// <param name="stride">Padded number of rows of the block.</param>
    internal static void Absorb(Span<double> root, Span<double> block, int p, int stride) => Eliminate(root, block, p, stride, p);

    /// <summary>The same for the first columns only: below the given rows the block keeps what is left of its other columns.</summary>
    /// <param name="root">At least <paramref name="pivots"/> rows of p, upper triangular, diagonal ≥ 0.</param>
    /// <param name="block">p columns of <paramref name="stride"/> values each; on return the first <paramref name="pivots"/> columns are undefined.</param>
    /// <param name="p">Number of columns.</param>
    /// <param name="stride">Padded number of rows of the block.</param>
    /// <param name="pivots">Number of columns to take out of the block.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Eliminate(Span<double> root, Span<double> block, int p, int stride, int pivots)
    {
        for (int j = 0; j < pivots; j++)
        {
            var v = block.Slice(j * stride, stride);
            double below = Dot(v, v);
            if (below == 0) continue;
            double alpha = root[j * p + j];
            double norm = Math.Sqrt(alpha * alpha + below);
            double first = -below / (alpha + norm);
            Reflect(root.Slice(j * p + j + 1, p - j - 1), block[((j + 1) * stride)..], v, first, 2 / (first * first + below));
            root[j * p + j] = norm;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Reflect(Span<double> top, Span<double> columns, ReadOnlySpan<double> v, double first, double scale)
    {
        for (int c = 0; c < top.Length; c++)
        {
            var column = columns.Slice(c * v.Length, v.Length);
            double step = scale * (first * top[c] + Dot(v, column));
            top[c] -= step * first;
            Subtract(column, step, v);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var left = MemoryMarshal.Cast<double, Vector256<double>>(a);
        var right = MemoryMarshal.Cast<double, Vector256<double>>(b);
        Vector256<double> even = Vector256<double>.Zero, odd = even;
        int i = 0;
        for (; i + 1 < left.Length; i += 2)
        {
            even += left[i] * right[i];
            odd += left[i + 1] * right[i + 1];
        }
        if (i < left.Length) even += left[i] * right[i];
        return Vector256.Sum(even + odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Subtract(Span<double> column, double step, ReadOnlySpan<double> v)
    {
        var target = MemoryMarshal.Cast<double, Vector256<double>>(column);
        var source = MemoryMarshal.Cast<double, Vector256<double>>(v);
        var factor = Vector256.Create(step);
        for (int i = 0; i < target.Length; i++) target[i] -= factor * source[i];
    }
}
