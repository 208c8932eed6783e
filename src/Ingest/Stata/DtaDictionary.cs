using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>How the values of a Stata variable are stored.</summary>
internal enum DtaType
{
    /// <summary>A text of fixed width.</summary>
    Text,

    /// <summary>A reference to a text of any length behind the data.</summary>
    LongText,

    /// <summary>One byte.</summary>
    Byte,

    /// <summary>Two bytes.</summary>
    Int,

    /// <summary>Four bytes.</summary>
    Long,

    /// <summary>A single.</summary>
    Float,

    /// <summary>A double.</summary>
    Double,
}

/// <summary>A variable as its descriptors say, texts not decoded.</summary>
/// <param name="Type">How it is stored.</param>
/// <param name="Width">Its bytes in a row.</param>
/// <param name="Offset">Its place in a row.</param>
/// <param name="Name">Name.</param>
/// <param name="Format">Display format.</param>
/// <param name="LabelTable">Name of the table of its labels; empty for none.</param>
/// <param name="Label">Label.</param>
internal sealed record DtaVariable(DtaType Type, int Width, int Offset, byte[] Name, string Format, byte[] LabelTable, byte[] Label);

/// <summary>Sizes that differ between the versions of the format (Stata, help dta, dta_117, dta_115, dta_114, dta_113; those of Stata 6 and 7 as R's package foreign writes and ReadStat reads them).</summary>
/// <param name="Release">Number of the version.</param>
/// <param name="NameBytes">Bytes of a name with its end.</param>
/// <param name="FormatBytes">Bytes of a display format.</param>
/// <param name="LabelBytes">Bytes of a variable's label.</param>
internal sealed record DtaLayout(int Release, int NameBytes, int FormatBytes, int LabelBytes)
{
    /// <summary>True for the versions with tags.</summary>
    public bool IsTagged => Release >= 117;

    /// <summary>True for the versions in UTF-8.</summary>
    public bool IsUtf8 => Release >= 118;

    /// <summary>True for the versions of Stata 6 and 7, whose types are letters.</summary>
    public bool HasLetterTypes => Release < 111;

    /// <summary>True for the versions in which a number is missing in one way only.</summary>
    public bool HasOneMissing => Release < 113;

    /// <summary>True for the version whose characteristics have lengths of two bytes.</summary>
    public bool HasShortLengths => Release < 110;

    /// <summary>The layout of a version; null when it is not read.</summary>
    public static DtaLayout? Of(int release) => release switch
    {
        108 => new DtaLayout(release, 9, 12, 81),
        110 or 111 or 113 => new DtaLayout(release, 33, 12, 81),
        114 or 115 or 117 => new DtaLayout(release, 33, 49, 81),
        118 or 119 => new DtaLayout(release, 129, 57, 321),
        _ => null,
    };
}

/// <summary>What stands before and behind the data of a .dta file.</summary>
/// <param name="Layout">Sizes of its version.</param>
/// <param name="Variables">Variables in file order.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="RowBytes">Bytes of a row.</param>
/// <param name="Data">Place of the first row.</param>
/// <param name="Labels">Tables of labels by name, not decoded: values and labels.</param>
/// <param name="LongTexts">Places of the texts behind the data by variable and row.</param>
/// <param name="HasCharacteristics">True when there are characteristics, notes among them.</param>
internal sealed record DtaDictionary(
    DtaLayout Layout, ImmutableArray<DtaVariable> Variables, long Rows, int RowBytes, long Data, Dictionary<string, List<(int Value, byte[] Label)>> Labels,
    Dictionary<(uint Variable, ulong Row), DtaLongText> LongTexts, bool HasCharacteristics);

/// <summary>Place of a text behind the data.</summary>
/// <param name="Position">Its first byte.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="IsBinary">True when it is declared as bytes and no text.</param>
internal readonly record struct DtaLongText(long Position, int Length, bool IsBinary);
