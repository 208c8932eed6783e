using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A variable with missing values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">From what its missing values are drawn.</param>
/// <param name="Column">Its column of the table; the first of its dummies where values have no order.</param>
/// <param name="Raw">n values in its own unit; codes of a category.</param>
/// <param name="Missing">Rows without a value, ascending.</param>
/// <param name="Observed">The other rows, ascending.</param>
/// <param name="Values">The values in order, for models of values; empty for others.</param>
/// <param name="Levels">Levels of a category by code; empty for numbers.</param>
/// <param name="Standards">Mean and standard deviation of the observed values, of each of its columns.</param>
internal sealed record ImputedVariable(
    string Name, ImputationKind Kind, int Column, double[] Raw, int[] Missing, int[] Observed, ImmutableArray<double> Values, ImmutableArray<string> Levels, ImmutableArray<(double Centre, double Scale)> Standards)
{
    /// <summary>Columns of the table that it fills.</summary>
    internal int Width => Standards.Length;

    internal double Centre => Standards[0].Centre;

    internal double Scale => Standards[0].Scale;

    /// <summary>What one of its columns holds at a value.</summary>
    /// <param name="raw">The value.</param>
    /// <param name="at">Place among its columns.</param>
    internal double Standardised(double raw, int at) => ((Kind == ImputationKind.Multinomial ? Convert.ToDouble(raw == Values[at + 1]) : raw) - Standards[at].Centre) / Standards[at].Scale;
}
