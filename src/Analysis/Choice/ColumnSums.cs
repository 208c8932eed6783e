using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CoProduction.Analysis;

/// <summary>Arithmetic of columns in vectors of a fixed 256 bits, so that the order of the sums is the same on every machine.</summary>
internal static class ColumnSums
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ReadOnlySpan<Vector256<double>> left = MemoryMarshal.Cast<double, Vector256<double>>(a), right = MemoryMarshal.Cast<double, Vector256<double>>(b);
        Vector256<double> even = Vector256<double>.Zero, odd = even;
        int i = 0;
        for (; i + 1 < left.Length && i + 1 < right.Length; i += 2) (even, odd) = (even + left[i] * right[i], odd + left[i + 1] * right[i + 1]);
        if (i < left.Length && i < right.Length) even += left[i] * right[i];
        double sum = Vector256.Sum(even + odd);
        for (int r = left.Length * Vector256<double>.Count; r < a.Length; r++) sum += a[r] * b[r];
        return sum;
    }

    /// <summary>Adds a multiple of a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add(Span<double> into, double factor, ReadOnlySpan<double> column)
    {
        var target = MemoryMarshal.Cast<double, Vector256<double>>(into);
        var source = MemoryMarshal.Cast<double, Vector256<double>>(column);
        var times = Vector256.Create(factor);
        for (int i = 0; i < target.Length && i < source.Length; i++) target[i] += times * source[i];
        for (int r = target.Length * Vector256<double>.Count; r < into.Length; r++) into[r] += factor * column[r];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> into)
    {
        ReadOnlySpan<Vector256<double>> left = MemoryMarshal.Cast<double, Vector256<double>>(a), right = MemoryMarshal.Cast<double, Vector256<double>>(b);
        var target = MemoryMarshal.Cast<double, Vector256<double>>(into);
        for (int i = 0; i < target.Length && i < left.Length && i < right.Length; i++) target[i] = left[i] * right[i];
        for (int r = target.Length * Vector256<double>.Count; r < into.Length; r++) into[r] = a[r] * b[r];
    }
}
