using Sylvan.Data.Csv;

namespace CoProduction.Tests;

/// <summary>A CSV file that the command wrote, as a user's script reads it.</summary>
internal static class Table
{
    /// <summary>Rows as header → text.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        using var reader = CsvDataReader.Create(path, new CsvDataReaderOptions { BufferSize = 1 << 20 });
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (reader.Read())
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetString, StringComparer.Ordinal));
        return rows;
    }
}
