namespace CoProduction.DistrictX;

/// <summary>
/// A stream of pseudo-random draws: xoshiro256** (Blackman and Vigna 2021, ACM TOMS 47(4)), seeded by SplitMix64. Only integer operations and
/// correctly rounded ones (+ - * /) are used, so every machine draws the same numbers.
/// </summary>
internal sealed class RandomStream
{
    private const double Unit = 1.0 / (1UL << 53);
    private ulong a, b, c, d;

    /// <summary>A stream of its own for each purpose: more draws for one purpose leave the others unchanged.</summary>
    public RandomStream(ulong seed, string purpose)
    {
        ulong state = seed ^ Fingerprint(purpose);
        (a, b, c, d) = (SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));
    }

    /// <summary>A stream that starts from a given state.</summary>
    public RandomStream(ulong a, ulong b, ulong c, ulong d) => (this.a, this.b, this.c, this.d) = (a, b, c, d);

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * Unit;

    /// <summary>Uniform in [low, high).</summary>
    public double Between(double low, double high) => low + (high - low) * Uniform();

    /// <summary>Uniform whole number in low..high, both included.</summary>
    public int Between(int low, int high) => low + (int)Math.BigMul(Next(), (ulong)(high - low + 1), out _);

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>One of the values, all equally likely.</summary>
    public T Pick<T>(IReadOnlyList<T> values) => values[Between(0, values.Count - 1)];

    /// <summary>Position of a value drawn with probability proportional to its weight.</summary>
    public int Weighted(ReadOnlySpan<double> weights)
    {
        double total = 0;
        foreach (double weight in weights) total += weight;
        double left = Uniform() * total;
        for (int i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0) return i;
        }
        return weights.Length - 1;
    }

    /// <summary>
    /// Standard normal deviate as the sum of twelve uniforms less six (Irwin-Hall): mean 0, variance 1, excess kurtosis -0.1, exact on every machine,
    /// which a logarithm would not be.
    /// </summary>
    public double Normal()
    {
        long sum = 0;
        for (int i = 0; i < 6; i++)
        {
            ulong draw = Next();
            sum += (long)(draw >> 32) + (long)(draw & uint.MaxValue);
        }
        return (sum - (6L << 32)) / 4294967296.0;
    }

    /// <summary>Puts the values in random order (Fisher-Yates).</summary>
    public T[] Shuffled<T>(IEnumerable<T> values)
    {
        T[] shuffled = [.. values];
        for (int i = shuffled.Length - 1; i > 0; i--)
        {
            int j = Between(0, i);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }
        return shuffled;
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        ulong result = ulong.RotateLeft(b * 5, 7) * 9;
        ulong t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = ulong.RotateLeft(d, 45);
        return result;
    }

    /// <summary>The next output of SplitMix64 (Steele, Lea and Flood 2014).</summary>
    public static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static ulong Fingerprint(string purpose)
    {
        ulong hash = 14695981039346656037;
        foreach (char letter in purpose) hash = (hash ^ letter) * 1099511628211;
        return hash;
    }
}
