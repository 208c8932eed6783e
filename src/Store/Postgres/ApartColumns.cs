using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace CoProduction.Store;

/// <summary>
/// Columns that lie apart from the records: a field of one value throughout, or of none for one reason. They are added behind the last row with that value as their default, which the server keeps once
/// (PostgreSQL manual, ALTER TABLE, Notes), so that no row carries them.
/// </summary>
/// <param name="source">Id of the source.</param>
/// <param name="fields">All fields in the order of the schema.</param>
/// <param name="names">Names of those that lie apart.</param>
internal sealed class ApartColumns(string source, ImmutableArray<StoredField> fields, ImmutableArray<string> names)
{
    private readonly Dictionary<string, (string? Text, MissingReason Reason)> _seen = new(StringComparer.Ordinal);

    /// <summary>True for a field that lies apart.</summary>
    public bool Has(StoredField field) => names.Contains(field.Name);

    /// <summary>Takes the rows of a frame into account.</summary>
    /// <exception cref="StudyException">A field has several values: a fault of the reader of the file.</exception>
    public void See(Frame frame)
    {
        foreach (string name in names)
        {
            var first = _seen.TryGetValue(name, out var seen) ? seen : _seen[name] = (Text(frame[name], 0), frame[name].Reason(0));
            if (!IsThroughout(frame[name], first.Text, first.Reason)) throw StoreFaults.NotUniform(source, name);
        }
    }

    /// <summary>The statement that adds the columns; null where there are none.</summary>
    /// <param name="records">The relation, quoted.</param>
    public string? Statement(string records)
    {
        var columns = fields.Select((field, at) => (field, at)).Where(pair => Has(pair.field)).Select(pair => Column(pair.field, pair.at)).Concat(Reasons()).ToList();
        return columns.Count == 0 ? null : $"ALTER TABLE {records} {string.Join(", ", columns.Select(column => $"ADD COLUMN {column}"))}";
    }

    private string Column(StoredField field, int at)
    {
        string? text = _seen.GetValueOrDefault(field.Name).Text;
        return $"{Quoted.Name(PostgresColumns.Column(field, at))} {PostgresColumns.SqlType(field)}{(text is null ? "" : $" DEFAULT {Quoted.Text(Stored(field, text))}")}";
    }

    // As FieldEncoder writes it.
    private static string Stored(StoredField field, string text) => field.Engine switch
    {
        EngineType.Enum => field.Levels.IndexOf(text).ToString(CultureInfo.InvariantCulture),
        EngineType.Decimal => ExactMoney.Shortest(decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture),
        _ => text,
    };

    // Fields that lie apart have columns of reasons of their own (StoredField.Of).
    private IEnumerable<string> Reasons() => fields.Where(field => Has(field) && field.HasReasons).GroupBy(field => field.ReasonColumn)
        .Select(packed => Reasons(packed.Key, packed.Aggregate(0L, (all, field) => all | ((long)_seen.GetValueOrDefault(field.Name).Reason << field.ReasonShift))));

    private static string Reasons(int column, long packed)
    {
        string definition = $"{Quoted.Name(StoredField.ReasonName(column))} bigint";
        return packed == 0 ? definition : $"{definition} DEFAULT {packed}";
    }

    private static string? Text(Column column, int row) => column.IsMissing(row) ? null : column.Text(row);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsThroughout(Column column, string? text, MissingReason reason)
    {
        for (int row = 0; row < column.Count; row++)
            if (column.Reason(row) != reason || (text is not null && column.Text(row) != text)) return false;
        return true;
    }
}
