using Npgsql;

namespace CoProduction.Store;

/// <summary>One row of a query by the places of its columns, until the next row is read.</summary>
internal interface IRecordRow
{
    /// <summary>True when the column holds nothing.</summary>
    bool IsNull(int column);

    /// <summary>A smallint, integer or bigint.</summary>
    long Integer(int column);

    /// <summary>A double precision.</summary>
    double Number(int column);

    /// <summary>A numeric.</summary>
    decimal Amount(int column);

    /// <summary>A date.</summary>
    DateOnly Day(int column);

    /// <summary>A text.</summary>
    string Text(int column);
}

/// <summary>The row that a reader stands on. Texts that repeat, such as the keys of communities, are kept once.</summary>
internal sealed class ReaderRow(NpgsqlDataReader reader) : IRecordRow
{
    private const int Slots = 4096;
    private readonly string?[] _seen = new string?[Slots];

    /// <summary>The rows of a query, as one object that goes from row to row.</summary>
    public static IEnumerable<ReaderRow> Each(IEnumerable<NpgsqlDataReader> rows)
    {
        ReaderRow? row = null;
        foreach (var reader in rows) yield return row ??= new ReaderRow(reader);
    }

    public bool IsNull(int column) => reader.IsDBNull(column);

    public long Integer(int column) => reader.GetInt64(column);

    public double Number(int column) => reader.GetDouble(column);

    public decimal Amount(int column) => reader.GetDecimal(column);

    public DateOnly Day(int column) => reader.GetFieldValue<DateOnly>(column);

    public string Text(int column)
    {
        string text = reader.GetString(column);
        ref string? slot = ref _seen[string.GetHashCode(text, StringComparison.Ordinal) & (Slots - 1)];
        if (slot != text) slot = text;
        return slot;
    }
}
