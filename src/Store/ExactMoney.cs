namespace CoProduction.Store;

/// <summary>Money as the engine keeps it: a whole number of 10⁻¹⁴ units in 128 bits, so that every sum is exact.</summary>
internal static class ExactMoney
{
    public const int Precision = 38;
    public const int Scale = 14;
    public const string SqlType = "DECIMAL(38,14)";

    private const decimal Strip = 1.0000000000000000000000000000m;

    /// <summary>True when the amount has at most 14 decimals, which holds every fraction that a spreadsheet prints.</summary>
    public static bool Fits(decimal amount) => amount.Scale <= Scale || Shortest(amount).Scale <= Scale;

    public static Int128 Units(decimal amount)
    {
        if (amount.Scale > Scale) amount = Shortest(amount);
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(amount, bits);
        var digits = new Int128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        for (int scale = amount.Scale; scale < Scale; scale++) digits *= 10;
        return decimal.IsNegative(amount) ? -digits : digits;
    }

    /// <summary>The amount without trailing zeros.</summary>
    /// <exception cref="OverflowException">More than 28 digits.</exception>
    public static decimal Amount(Int128 units)
    {
        var digits = Int128.Abs(units);
        int scale = Scale;
        while (scale > 0 && digits % 10 == 0)
        {
            digits /= 10;
            scale--;
        }
        if (digits >> 96 != 0) throw new OverflowException("The amount has more than 28 digits.");
        return new decimal((int)(uint)digits, (int)(uint)(digits >> 32), (int)(uint)(digits >> 64), units < 0, (byte)scale);
    }

    /// <summary>The amount without trailing zeros.</summary>
    public static decimal Shortest(decimal amount) => amount / Strip;
}
