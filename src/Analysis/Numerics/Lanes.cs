using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CoProduction.Analysis;

/// <summary>Products of rows whose length is a multiple of four, four numbers at a time in a fixed order: the same bytes on every machine.</summary>
internal static class Lanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var left = MemoryMarshal.Cast<double, Vector256<double>>(a);
        var right = MemoryMarshal.Cast<double, Vector256<double>>(b)[..left.Length];
        var sum = Vector256<double>.Zero;
        for (int i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return Vector256.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Add(Span<double> into, double factor, ReadOnlySpan<double> row)
    {
        var target = MemoryMarshal.Cast<double, Vector256<double>>(into);
        var source = MemoryMarshal.Cast<double, Vector256<double>>(row)[..target.Length];
        var times = Vector256.Create(factor);
        for (int i = 0; i < target.Length; i++) target[i] += times * source[i];
    }

    /// <summary>Adds a multiple of xx' to the lower triangle of a matrix whose rows have the length of x; up to three entries above the diagonal of a row are touched and mean nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddSquare(Span<double> matrix, double factor, ReadOnlySpan<double> x, int columns)
    {
        int stride = x.Length;
        for (int i = 0; i < columns; i++) Add(matrix.Slice(i * stride, (i + 4) & ~3), factor * x[i], x);
    }
}
