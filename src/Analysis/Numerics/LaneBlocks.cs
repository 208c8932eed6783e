using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CoProduction.Analysis;

/// <summary>Sums over blocks of <see cref="Room"/> rows that are held variable by variable: 256 bits at a time, in the same order on every machine.</summary>
internal static class LaneBlocks
{
    /// <summary>Rows of a block: what is computed of them stays in the processor's nearest caches.</summary>
    internal const int Room = 128;

    private const int Lane = 4;

    /// <summary>into = Σ factors[j] · variable j, a row at a time.</summary>
    /// <param name="factors">p numbers.</param>
    /// <param name="block">p × <see cref="Room"/>.</param>
    /// <param name="into"><see cref="Room"/> numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Combine(ReadOnlySpan<double> factors, ReadOnlySpan<double> block, Span<double> into)
    {
        ref double source = ref MemoryMarshal.GetReference(block), target = ref MemoryMarshal.GetReference(into[..Room]);
        for (int at = 0; at < Room; at += 4 * Lane)
        {
            Vector256<double> first = Vector256<double>.Zero, second = first, third = first, fourth = first;
            for (int j = 0; j < factors.Length; j++)
            {
                // Matrices of models without paths are mostly 0.
                if (factors[j] == 0) continue;
                var factor = Vector256.Create(factors[j]);
                nuint from = (nuint)(j * Room + at);
                first += factor * Vector256.LoadUnsafe(ref source, from);
                second += factor * Vector256.LoadUnsafe(ref source, from + Lane);
                third += factor * Vector256.LoadUnsafe(ref source, from + 2 * Lane);
                fourth += factor * Vector256.LoadUnsafe(ref source, from + 3 * Lane);
            }
            first.StoreUnsafe(ref target, (nuint)at);
            second.StoreUnsafe(ref target, (nuint)(at + Lane));
            third.StoreUnsafe(ref target, (nuint)(at + 2 * Lane));
            fourth.StoreUnsafe(ref target, (nuint)(at + 3 * Lane));
        }
    }

    /// <summary>into = values - center, each of <see cref="Room"/> numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Subtract(ReadOnlySpan<double> values, double center, Span<double> into)
    {
        ref double target = ref MemoryMarshal.GetReference(into[..Room]), source = ref MemoryMarshal.GetReference(values[..Room]);
        var less = Vector256.Create(center);
        for (nuint at = 0; at < Room; at += Lane) (Vector256.LoadUnsafe(ref source, at) - less).StoreUnsafe(ref target, at);
    }

    /// <summary>into += factor · a ∘ b, each of <see cref="Room"/> numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddProduct(Span<double> into, double factor, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref double target = ref MemoryMarshal.GetReference(into[..Room]), left = ref MemoryMarshal.GetReference(a[..Room]), right = ref MemoryMarshal.GetReference(b[..Room]);
        var times = Vector256.Create(factor);
        for (nuint at = 0; at < Room; at += Lane)
            (Vector256.LoadUnsafe(ref target, at) + times * Vector256.LoadUnsafe(ref left, at) * Vector256.LoadUnsafe(ref right, at)).StoreUnsafe(ref target, at);
    }

    /// <summary>products += B B', the lower triangle.</summary>
    /// <param name="products">k × k.</param>
    /// <param name="k">Variables.</param>
    /// <param name="block">B, k × <see cref="Room"/>.</param>
    internal static void AddGram(Span<double> products, int k, ReadOnlySpan<double> block)
    {
        int i = 0;
        for (; i + 2 <= k; i += 2)
        {
            int j = 0;
            for (; j + 4 <= i + 1; j += 4) AddTile(products, k, block, i, j);
            for (; j <= i; j++) products[i * k + j] += Product(block, i, j);
            for (j = (i + 1) / 4 * 4; j <= i + 1; j++) products[(i + 1) * k + j] += Product(block, i + 1, j);
        }
        for (int j = 0; i < k && j <= i; j++) products[i * k + j] += Product(block, i, j);
    }

    private static double Product(ReadOnlySpan<double> block, int i, int j) => Lanes.Dot(block.Slice(i * Room, Room), block.Slice(j * Room, Room));

    // Two variables times four: each number is loaded once for two or four products.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTile(Span<double> products, int k, ReadOnlySpan<double> block, int i, int j)
    {
        ref double top = ref MemoryMarshal.GetReference(block.Slice(i * Room, 2 * Room)), side = ref MemoryMarshal.GetReference(block.Slice(j * Room, 4 * Room));
        Vector256<double> a0 = Vector256<double>.Zero, a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        for (nuint at = 0; at < Room; at += Lane)
        {
            Vector256<double> a = Vector256.LoadUnsafe(ref top, at), b = Vector256.LoadUnsafe(ref top, at + Room), c = Vector256.LoadUnsafe(ref side, at);
            a0 += a * c;
            b0 += b * c;
            c = Vector256.LoadUnsafe(ref side, at + Room);
            a1 += a * c;
            b1 += b * c;
            c = Vector256.LoadUnsafe(ref side, at + 2 * Room);
            a2 += a * c;
            b2 += b * c;
            c = Vector256.LoadUnsafe(ref side, at + 3 * Room);
            a3 += a * c;
            b3 += b * c;
        }
        Span<double> first = products.Slice(i * k + j, 4), second = products.Slice((i + 1) * k + j, 4);
        (first[0], first[1], first[2], first[3]) = (first[0] + Vector256.Sum(a0), first[1] + Vector256.Sum(a1), first[2] + Vector256.Sum(a2), first[3] + Vector256.Sum(a3));
        (second[0], second[1], second[2], second[3]) = (second[0] + Vector256.Sum(b0), second[1] + Vector256.Sum(b1), second[2] + Vector256.Sum(b2), second[3] + Vector256.Sum(b3));
    }
}
