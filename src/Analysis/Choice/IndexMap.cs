namespace CoProduction.Analysis;

/// <summary>
/// How the linear predictors of a model, its indices u, come from a row and the parameters θ = (β, θ_0 … θ_(M-1)):
/// u_m = own·θ_m + sign (common·β + offset) for the first <paramref name="Shared"/> indices, u_m = own·θ_m for the others.
/// A row's columns are its own ones, then the common ones. Thresholds, nominal effects, equations of categories and ln θ are all own parts.
/// </summary>
/// <param name="Own">Columns with parameters of each index.</param>
/// <param name="Common">Columns with one parameter for all.</param>
/// <param name="Count">Number of indices, M.</param>
/// <param name="Shared">Indices with the common part.</param>
/// <param name="Sign">1, or -1 where the common part is taken away, as from thresholds.</param>
internal sealed record IndexMap(int Own, int Common, int Count, int Shared, int Sign)
{
    internal int Columns => Own + Common;

    /// <summary>Number of parameters, P.</summary>
    internal int Parameters => Common + Own * Count;

    /// <summary>Where the own parameters of an index begin.</summary>
    internal int At(int index) => Common + index * Own;

    internal void Indices(ReadOnlySpan<double> row, double offset, ReadOnlySpan<double> theta, Span<double> u)
    {
        double common = Sign * (offset + SmallMatrix.Dot(row.Slice(Own, Common), theta));
        for (int m = 0; m < Count; m++) u[m] = SmallMatrix.Dot(row[..Own], theta[At(m)..]) + (m < Shared ? common : 0);
    }

    /// <summary>Adds a derivative by some indices, times a factor, as a derivative by θ.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The first of these indices.</param>
    /// <param name="slope">Derivative by each of them.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="into">P sums.</param>
    internal void AddSlope(ReadOnlySpan<double> row, int first, ReadOnlySpan<double> slope, double factor, Span<double> into)
    {
        double shared = 0;
        for (int i = 0; i < slope.Length; i++)
        {
            if (first + i < Shared) shared += slope[i];
            SmallMatrix.Add(into.Slice(At(first + i), Own), factor * slope[i], row[..Own]);
        }
        if (Common > 0 && shared != 0) SmallMatrix.Add(into[..Common], Sign * factor * shared, row.Slice(Own, Common));
    }
}
