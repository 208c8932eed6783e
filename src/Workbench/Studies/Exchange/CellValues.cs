namespace CoProduction.Workbench;

/// <summary>Values of typed columns as the framework's own types: a missing value is null.</summary>
internal static class CellValues
{
    /// <summary>Type of a column's values where they are present.</summary>
    public static Type TypeOf(Column column) => column switch
    {
        NumberColumn => typeof(double),
        IntegerColumn => typeof(long),
        MoneyColumn => typeof(decimal),
        DateColumn => typeof(DateOnly),
        _ => typeof(string),
    };

    /// <summary>A value; null where it is missing.</summary>
    public static object? Of(Column column, int row) => column.IsMissing(row) ? null : column switch
    {
        NumberColumn number => number.Values[row],
        IntegerColumn whole => whole.Values[row],
        MoneyColumn money => money.Values[row],
        DateColumn day => day.Values[row],
        _ => column.Text(row),
    };

    /// <summary>All values of a column as a value type.</summary>
    public static T?[] Nullable<T>(Column column, Func<object, T> convert) where T : struct => [.. Enumerable.Range(0, column.Count).Select(row => Of(column, row) is { } value ? convert(value) : (T?)null)];

    /// <summary>All values of a column as texts; null where missing.</summary>
    public static string?[] Texts(Column column) => [.. Enumerable.Range(0, column.Count).Select(row => column.IsMissing(row) ? null : column.Text(row))];
}
