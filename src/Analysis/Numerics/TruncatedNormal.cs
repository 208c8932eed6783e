namespace CoProduction.Analysis;

/// <summary>Draws of a standard normal variable between two bounds by rejection. Robert (1995), Statistics and Computing 5: 121-125.</summary>
internal static class TruncatedNormal
{
    // Normal numbers are kept often enough above a bound that is not far from 0, and within broad bounds.
    private const double Near = 0.45, Broad = 1.5;

    /// <summary>A number in [lower, upper]; either may be infinite.</summary>
    internal static double Draw(double lower, double upper, RandomStream random)
    {
        if (lower + upper < 0) return -Draw(-upper, -lower, random);
        if (lower <= Near && upper - lower > Broad) return Kept(lower, upper, random);
        return lower > 0 && Wide(lower, upper) ? Tail(lower, upper, random) : Level(lower, upper, random);
    }

    private static double Kept(double lower, double upper, RandomStream random)
    {
        double z;
        do z = random.Normal();
        while (z < lower || z > upper);
        return z;
    }

    // Robert's rule: when the exponential beats the uniform.
    private static bool Wide(double lower, double upper)
    {
        double root = Math.Sqrt(lower * lower + 4);
        return upper > lower + 2 * Math.Sqrt(Math.E) / (lower + root) * Math.Exp((lower * lower - lower * root) / 4);
    }

    private static double Tail(double lower, double upper, RandomStream random)
    {
        double rate = (lower + Math.Sqrt(lower * lower + 4)) / 2;
        while (true)
        {
            double z = lower - Math.Log(1 - random.Uniform()) / rate;
            if (z <= upper && random.Uniform() <= Math.Exp(-(z - rate) * (z - rate) / 2)) return z;
        }
    }

    private static double Level(double lower, double upper, RandomStream random)
    {
        double nearest = Math.Max(lower, 0);
        while (true)
        {
            double z = lower + (upper - lower) * random.Uniform();
            if (random.Uniform() <= Math.Exp((nearest * nearest - z * z) / 2)) return z;
        }
    }
}
