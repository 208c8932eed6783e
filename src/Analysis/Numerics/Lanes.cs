using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CoProduction.Analysis;

/// <summary>Sums over runs of numbers, 256 bits at a time: the order of the sums, and so the last digit, is the same on every machine.</summary>
internal static class Lanes
{
    /// <summary>Σ a b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        int n = a.Length, i = 0;
        ref double left = ref MemoryMarshal.GetReference(a), right = ref MemoryMarshal.GetReference(b);
        Vector256<double> even = Vector256<double>.Zero, odd = even;
        for (; i + 8 <= n; i += 8)
        {
            even += Vector256.LoadUnsafe(ref left, (nuint)i) * Vector256.LoadUnsafe(ref right, (nuint)i);
            odd += Vector256.LoadUnsafe(ref left, (nuint)(i + 4)) * Vector256.LoadUnsafe(ref right, (nuint)(i + 4));
        }
        if (i + 4 <= n)
        {
            even += Vector256.LoadUnsafe(ref left, (nuint)i) * Vector256.LoadUnsafe(ref right, (nuint)i);
            i += 4;
        }
        double sum = Vector256.Sum(even + odd);
        for (; i < n; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>into += factor · row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add(Span<double> into, double factor, ReadOnlySpan<double> row)
    {
        int n = into.Length, i = 0;
        ref double target = ref MemoryMarshal.GetReference(into), source = ref MemoryMarshal.GetReference(row);
        var times = Vector256.Create(factor);
        for (; i + 4 <= n; i += 4) (Vector256.LoadUnsafe(ref target, (nuint)i) + times * Vector256.LoadUnsafe(ref source, (nuint)i)).StoreUnsafe(ref target, (nuint)i);
        for (; i < n; i++) into[i] += factor * row[i];
    }

    /// <summary>into += factor · row + other · column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add(Span<double> into, double factor, ReadOnlySpan<double> row, double other, ReadOnlySpan<double> column)
    {
        int n = into.Length, i = 0;
        ref double target = ref MemoryMarshal.GetReference(into), first = ref MemoryMarshal.GetReference(row), second = ref MemoryMarshal.GetReference(column);
        Vector256<double> times = Vector256.Create(factor), otherTimes = Vector256.Create(other);
        for (; i + 4 <= n; i += 4)
            (Vector256.LoadUnsafe(ref target, (nuint)i) + times * Vector256.LoadUnsafe(ref first, (nuint)i) + otherTimes * Vector256.LoadUnsafe(ref second, (nuint)i)).StoreUnsafe(ref target, (nuint)i);
        for (; i < n; i++) into[i] += factor * row[i] + other * column[i];
    }

    /// <summary>into = A B', with A n × m and B p × m, row-major.</summary>
    internal static void TimesTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int m, Span<double> into)
    {
        int n = a.Length / m, p = b.Length / m;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < p; j++) into[i * p + j] = Dot(a.Slice(i * m, m), b.Slice(j * m, m));
    }
}
