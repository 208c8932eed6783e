using System.Numerics;
using System.Runtime.CompilerServices;

namespace CoProduction.Analysis;

/// <summary>
/// A seeded stream of random numbers, the same on every machine: xoshiro256** of Blackman and Vigna (2021), seeded by splitmix64. The seed comes from the spec and
/// stands in the provenance. Draws that belong to different repetitions come from streams of their own (<see cref="Of"/>), so that their order does not matter.
/// </summary>
internal sealed class RandomStream
{
    /// <summary>The seed where none is given: one number for the whole house, so that a run without options can be repeated.</summary>
    internal const ulong DefaultSeed = 20220931;

    private ulong _a, _b, _c, _d;
    private double? _spare;

    internal RandomStream(ulong seed)
    {
        ulong state = seed;
        (_a, _b, _c, _d) = (Split(ref state), Split(ref state), Split(ref state), Split(ref state));
    }

    /// <summary>The stream of one repetition: a function of seed and index alone.</summary>
    internal static RandomStream Of(ulong seed, long repetition)
    {
        ulong state = seed ^ BitOperations.RotateLeft((ulong)repetition * 0x9E3779B97F4A7C15, 31);
        return new RandomStream(Split(ref state));
    }

    /// <summary>64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Bits()
    {
        ulong result = BitOperations.RotateLeft(_b * 5, 7) * 9, t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    internal double Uniform() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number in 0..n-1, without bias (Lemire 2019).</summary>
    /// <param name="n">At least 1.</param>
    internal int Below(int n)
    {
        ulong bound = (ulong)n, high = Math.BigMul(Bits(), bound, out ulong low);
        if (low >= bound) return (int)high;
        for (ulong threshold = (0 - bound) % bound; low < threshold;) high = Math.BigMul(Bits(), bound, out low);
        return (int)high;
    }

    /// <summary>Draws as many units as there are entries, each entry with the same chance, and counts them: <see cref="Below"/> in one loop, since a bootstrap makes millions of draws.</summary>
    /// <param name="unitOf">Unit of each entry.</param>
    /// <param name="counts">Takes one more for each time that a unit is drawn.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Count(ReadOnlySpan<int> unitOf, Span<int> counts)
    {
        ulong bound = (ulong)unitOf.Length, threshold = (0 - bound) % bound;
        for (int i = 0; i < unitOf.Length; i++)
        {
            ulong high, low;
            do high = Math.BigMul(Bits(), bound, out low);
            while (low < threshold);
            counts[unitOf[(int)high]]++;
        }
    }

    /// <summary>A standard normal number (Marsaglia's polar method).</summary>
    internal double Normal()
    {
        if (_spare is { } kept)
        {
            _spare = null;
            return kept;
        }
        double u, v, s;
        do (u, v) = (2 * Uniform() - 1, 2 * Uniform() - 1);
        while ((s = u * u + v * v) is >= 1 or 0);
        double factor = Math.Sqrt(-2 * Math.Log(s) / s);
        _spare = v * factor;
        return u * factor;
    }

    private static ulong Split(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
