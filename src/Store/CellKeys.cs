using System.Globalization;

namespace CoProduction.Store;

/// <summary>Values as the keys of cells and the levels of factors write them: invariant, ISO dates, empty where missing.</summary>
internal static class CellKeys
{
    public static string Text(Column column, int row) => column.IsMissing(row) ? "" : column switch
    {
        TextColumn text => text.Values[row],
        IntegerColumn integer => integer.Values[row].ToString(CultureInfo.InvariantCulture),
        NumberColumn number => number.Values[row].ToString("R", CultureInfo.InvariantCulture),
        MoneyColumn money => money.Values[row].ToString(CultureInfo.InvariantCulture),
        DateColumn date => date.Values[row].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.GetType().Name, "A key of an unknown type."),
    };
}
