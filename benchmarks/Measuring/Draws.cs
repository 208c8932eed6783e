namespace CoProduction.Benchmarks;

/// <summary>Seeded random draws that are the same on every machine (xorshift64*, Vigna 2016; normals by Box and Muller 1958).</summary>
internal sealed class Draws(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Uniform on (0, 1).</summary>
    public double Uniform()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return ((_state * 0x2545F4914F6CDD1DUL >> 11) + 0.5) / (1UL << 53);
    }

    /// <summary>Standard normal.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>Uniform on 0 … count - 1.</summary>
    public int Below(int count) => (int)(Uniform() * count);
}
