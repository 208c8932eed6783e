namespace CoProduction.Analysis;

/// <summary>How agreement between coders is estimated.</summary>
/// <param name="Draws">Bootstrap draws of units for the interval of alpha, 100 or more; 0 for no interval.</param>
/// <param name="Seed">Seed of the draws.</param>
/// <param name="Level">Level of the interval, strictly between 0 and 1.</param>
public sealed record AgreementSpec(int Draws = 2000, ulong Seed = RandomStream.DefaultSeed, double Level = 0.95)
{
    internal const int FewestDraws = 100;

    /// <summary>The formula variants, for provenance.</summary>
    internal const string Variant = "nominal agreement: Krippendorff (2011) alpha by coincidences; Cohen (1960) kappa and Scott (1955) pi of two coders; percentile interval of alpha by units";
}
