using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using System.Reflection;

namespace CoProduction.Workbench;

/// <summary>Typed columns of the user's own rows. A null, and a number that is not one, is a missing value.</summary>
internal static class OwnFrame
{
    private static readonly ImmutableHashSet<Type> Whole = [typeof(int), typeof(long), typeof(short), typeof(byte), typeof(sbyte), typeof(ushort), typeof(uint), typeof(bool)];
    private static readonly ImmutableHashSet<Type> Real = [typeof(double), typeof(float), typeof(decimal)];

    public static Frame Of<T>(IEnumerable<T> rows)
    {
        T[] all = [.. rows];
        PropertyInfo[] properties = [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanRead && property.GetIndexParameters().Length == 0)];
        if (properties.Length == 0) throw StudiesFaults.NotARow(typeof(T));
        return new Frame([.. properties.Select(property => Column(property.Name, property.PropertyType, [.. all.Select(row => property.GetValue(row))]))]);
    }

    public static Frame Of(DataTable table) => new(
        [.. table.Columns.Cast<DataColumn>().Select(column => Column(column.ColumnName, column.DataType, [.. table.Rows.Cast<DataRow>().Select(row => row[column] is DBNull ? null : row[column])]))]);

    /// <summary>One column.</summary>
    /// <exception cref="UsageException">The type cannot be a column.</exception>
    public static Column Column(string name, Type type, object?[] values)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (Whole.Contains(plain)) return new IntegerColumn(name, [.. values.Select(value => value is null ? 0 : Convert.ToInt64(value, CultureInfo.InvariantCulture))], Reasons(values));
        if (Real.Contains(plain)) return Numbers(name, values);
        if (plain == typeof(DateOnly)) return new DateColumn(name, [.. values.Select(value => value is DateOnly day ? day : default)], Reasons(values));
        if (plain == typeof(DateTime)) return new DateColumn(name, [.. values.Select(value => value is DateTime time ? DateOnly.FromDateTime(time) : default)], Reasons(values));
        if (plain == typeof(string) || plain == typeof(char) || plain.IsEnum) return Texts(name, values);
        throw StudiesFaults.NotAColumn(name, plain);
    }

    private static NumberColumn Numbers(string name, object?[] values)
    {
        double[] numbers = [.. values.Select(value => value is null ? double.NaN : Convert.ToDouble(value, CultureInfo.InvariantCulture))];
        return new NumberColumn(name, [.. numbers.Select(number => double.IsNaN(number) ? 0 : number)], Reasons([.. numbers.Select(number => double.IsNaN(number) ? null : (object?)number)]));
    }

    private static TextColumn Texts(string name, object?[] values)
    {
        object?[] present = [.. values.Select(value => value is string text && text.Trim().Length == 0 ? null : value)];
        return new TextColumn(name, [.. present.Select(value => value?.ToString() ?? "")], Reasons(present));
    }

    private static ImmutableArray<MissingReason> Reasons(object?[] values) =>
        values.Any(value => value is null) ? [.. values.Select(value => value is null ? MissingReason.Blank : MissingReason.Present)] : [];
}
