using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>How one field of the table is read from the file.</summary>
/// <param name="Field">The field.</param>
/// <param name="Header">Header of its column in the file; the field's name where the file has none.</param>
/// <param name="Index">Index of the column; -1 where the file has none.</param>
/// <param name="Constant">Value for every row, in UTF-8; <c>{row}</c> in it stands for the row's number in the file; null for none.</param>
/// <param name="Factor">Factor from the file's unit to the schema's.</param>
/// <param name="Recodes">Text in the file → value; the first match wins.</param>
/// <param name="Missing">Text in the file → reason.</param>
/// <param name="Serials">True when numbers may be a workbook's serial days.</param>
/// <param name="KeepsBlanks">True when blanks at the ends of free texts belong to them.</param>
internal sealed record FieldMapping(
    Field Field, string Header, int Index, byte[]? Constant, decimal Factor,
    ImmutableArray<(string Text, string Value)> Recodes, ImmutableArray<(string Text, MissingReason Reason)> Missing, bool Serials, bool KeepsBlanks = false)
{
    private const string RowMark = "{row}";

    /// <summary>Absent answers as the file declares them; what the study declares comes before.</summary>
    public ImmutableArray<MissingValues> Declared { get; init; } = [];

    /// <summary>True when numbers come from binary doubles, so that an amount is what 15 digits show.</summary>
    public bool Binary { get; init; }

    private readonly string? _numbered = Constant is null || Constant.AsSpan().IndexOf("{row}"u8) < 0 ? null : Encoding.UTF8.GetString(Constant);

    /// <summary>The constant as it stands for one row.</summary>
    public ReadOnlySpan<byte> ConstantOf(long row) =>
        _numbered is null ? Constant : Encoding.UTF8.GetBytes(_numbered.Replace(RowMark, row.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

    /// <summary>True when the file has no column for the field and all rows are alike.</summary>
    public bool IsUniform => Index < 0 && _numbered is null;

    /// <summary>True when a text, or a number among the declared absent answers, may stand for something else than itself.</summary>
    public bool Translates => !Recodes.IsEmpty || !Missing.IsEmpty || Declared.Any(missing => missing.High is not null || !missing.Low.StartsWith('.'));

    /// <summary>Reason that a text stands for; null when it is a value.</summary>
    public MissingReason? ReasonOf(string text)
    {
        foreach (var (code, reason) in Missing)
            if (code == text || CellText.Key(code) == CellText.Key(text) || SameNumber(code, text)) return reason;
        return Declared.IsEmpty ? null : MissingCells.Covering(Declared, text)?.Reason;
    }

    /// <summary>The text after the recodes.</summary>
    public string Recode(string text)
    {
        foreach (var (pattern, value) in Recodes)
            if (Wildcard.Matches(pattern, text)) return value;
        return text;
    }

    private bool SameNumber(string code, string text) =>
        Field.Type is FieldType.Integer or FieldType.Number or FieldType.Money
        && NumberText.Read(code, 1m, out decimal left) is null && NumberText.Read(text, 1m, out decimal right) is null && left == right;
}

/// <summary>Patterns in which <c>*</c> stands for any text.</summary>
internal static class Wildcard
{
    /// <summary>True when the whole text fits the pattern, case ignored.</summary>
    public static bool Matches(string pattern, string text)
    {
        string[] parts = pattern.Split('*');
        if (parts.Length == 1) return string.Equals(pattern, text, StringComparison.OrdinalIgnoreCase);
        if (text.Length < parts[0].Length + parts[^1].Length) return false;
        if (!text.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase) || !text.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase)) return false;
        return InOrder(parts.AsSpan(1, parts.Length - 2), text[parts[0].Length..^parts[^1].Length]);
    }

    private static bool InOrder(ReadOnlySpan<string> parts, string text)
    {
        int at = 0;
        foreach (string part in parts)
        {
            int found = text.IndexOf(part, at, StringComparison.OrdinalIgnoreCase);
            if (found < 0) return false;
            at = found + part.Length;
        }
        return true;
    }
}
