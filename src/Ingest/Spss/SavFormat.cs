using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>A display format: kind, width and decimals.</summary>
/// <param name="Code">Number of the kind.</param>
/// <param name="Width">Width in letters.</param>
/// <param name="Decimals">Decimals.</param>
internal readonly record struct SavFormat(int Code, int Width, int Decimals)
{
    /// <summary>Seconds from 0001-01-01 to the first day of the format's calendar, 1582-10-14.</summary>
    public const double Epoch = 577_734.0 * 86_400;

    private static readonly Dictionary<int, string> Names = new()
    {
        [1] = "A",
        [2] = "AHEX",
        [3] = "COMMA",
        [4] = "DOLLAR",
        [5] = "F",
        [6] = "IB",
        [7] = "PIBHEX",
        [8] = "P",
        [9] = "PIB",
        [10] = "PK",
        [11] = "RB",
        [12] = "RBHEX",
        [15] = "Z",
        [16] = "N",
        [17] = "E",
        [20] = "DATE",
        [21] = "TIME",
        [22] = "DATETIME",
        [23] = "ADATE",
        [24] = "JDATE",
        [25] = "DTIME",
        [26] = "WKDAY",
        [27] = "MONTH",
        [28] = "MOYR",
        [29] = "QYR",
        [30] = "WKYR",
        [31] = "PCT",
        [32] = "DOT",
        [33] = "CCA",
        [34] = "CCB",
        [35] = "CCC",
        [36] = "CCD",
        [37] = "CCE",
        [38] = "EDATE",
        [39] = "SDATE",
        [40] = "MTIME",
        [41] = "YMDHMS",
    };

    /// <summary>The format of a number in a variable record.</summary>
    public static SavFormat Of(int packed) => new((packed >> 16) & 0xFF, (packed >> 8) & 0xFF, packed & 0xFF);

    /// <summary>The format of a text such as <c>F8.2</c>; null when it is none.</summary>
    public static SavFormat? Of(string text)
    {
        string name = text.TrimEnd("0123456789.".ToCharArray());
        string[] sizes = text[name.Length..].Split('.');
        int code = Names.FirstOrDefault(pair => pair.Value == name).Key;
        if (code == 0 || sizes.Length > 2 || !int.TryParse(sizes[0], NumberStyles.None, CultureInfo.InvariantCulture, out int width) || width is 0 or > 32767) return null;
        int decimals = 0;
        return sizes.Length == 1 || int.TryParse(sizes[1], NumberStyles.None, CultureInfo.InvariantCulture, out decimals) && decimals <= 16 ? new SavFormat(code, width, decimals) : null;
    }

    /// <summary>What numbers of this format mean.</summary>
    public VariableKind Kind => Code switch
    {
        20 or 23 or 24 or 28 or 29 or 30 or 38 or 39 => VariableKind.Date,
        22 or 41 => VariableKind.DateTime,
        21 or 25 or 40 => VariableKind.Time,
        _ => VariableKind.Number,
    };

    /// <summary>As a variable record holds it.</summary>
    public int Packed => (Code << 16) | (Math.Min(Width, 255) << 8) | Decimals;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Names.GetValueOrDefault(Code, "F")}{Width}{(Decimals > 0 || Code == 5 ? $".{Decimals}" : "")}");
}
