using System.Globalization;
using System.Reflection;

namespace CoProduction.Workbench;

/// <summary>Rows as values of the user's own type: columns fill the parameters of its longest constructor, by name.</summary>
internal static class TypedRows
{
    public static IEnumerable<T> Of<T>(Frame rows)
    {
        var constructor = typeof(T).GetConstructors().MaxBy(one => one.GetParameters().Length);
        if (constructor is null || constructor.GetParameters().Length == 0) throw StudiesFaults.NoConstructor(typeof(T));
        (ParameterInfo Parameter, Column Column)[] filled = [.. constructor.GetParameters().Select(parameter => (parameter, Named(rows, parameter)))];
        return Enumerable.Range(0, rows.Rows).Select(row => (T)constructor.Invoke([.. filled.Select(pair => Value(pair.Parameter, pair.Column, row))]));
    }

    private static Column Named(Frame rows, ParameterInfo parameter) =>
        rows.Columns.FirstOrDefault(column => string.Equals(column.Name.Replace("_", "", StringComparison.Ordinal), parameter.Name!.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) ?? rows[parameter.Name!];

    private static object? Value(ParameterInfo parameter, Column column, int row)
    {
        var nullable = Nullable.GetUnderlyingType(parameter.ParameterType);
        var value = CellValues.Of(column, row);
        if (value is null) return nullable is not null || !parameter.ParameterType.IsValueType ? null : throw StudiesFaults.NoNull(parameter.Name!, row);
        var type = nullable ?? parameter.ParameterType;
        return type.IsInstanceOfType(value) ? value : type == typeof(string) ? column.Text(row) : Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }
}
