namespace CoProduction.Analysis;

/// <summary>The interval of alpha from the F distribution: Feldt (1965); Feldt, Woodruff and Salih (1987), eq. 6. For independent rows of equal weight.</summary>
internal static class Feldt
{
    private const int Halvings = 90;

    /// <param name="alpha">The estimate.</param>
    /// <param name="rows">n.</param>
    /// <param name="items">k.</param>
    /// <param name="level">Level of the interval.</param>
    internal static (double Low, double High) Interval(double alpha, long rows, int items, double level)
    {
        double df1 = rows - 1, df2 = df1 * (items - 1), tail = (1 - level) / 2;
        return (1 - (1 - alpha) * Critical(tail, df1, df2), 1 - (1 - alpha) / Critical(tail, df2, df1));
    }

    // The f with P(F > f) = tail, by halving an interval of ln f.
    private static double Critical(double tail, double df1, double df2)
    {
        double low = -2, high = 2;
        while (FisherF.Upper(Math.Exp(high), df1, df2) > tail) high += 2;
        while (FisherF.Upper(Math.Exp(low), df1, df2) < tail) low -= 2;
        for (int halving = 0; halving < Halvings; halving++)
        {
            double middle = (low + high) / 2;
            if (FisherF.Upper(Math.Exp(middle), df1, df2) > tail) low = middle;
            else high = middle;
        }
        return Math.Exp((low + high) / 2);
    }
}
