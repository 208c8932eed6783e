using System.Collections.Immutable;
using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Tables of the tests, written and read back.</summary>
internal static class Written
{
    /// <summary>Writes rows as one format and gives the file's path.</summary>
    public static string File(string name, ImmutableArray<FileVariable> variables, IEnumerable<ImmutableArray<string>> rows, ImmutableArray<ResponseSet> sets = default)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("written").FullName, name);
        using var stream = System.IO.File.Create(path);
        Write(stream, name, () => new TableReader(variables, rows, sets.IsDefault ? [] : sets));
        return path;
    }

    /// <summary>Converts a file beside itself into another format and gives the path.</summary>
    public static (string Path, ConversionReport Report) Convert(string from, string name, bool withoutLabels = false, string? encoding = null)
    {
        string to = Path.Combine(Directory.CreateTempSubdirectory("converted").FullName, name);
        using var stream = System.IO.File.Create(to);
        return (to, TableConversion.Convert(new ConversionRequest(from, to) { WithoutLabels = withoutLabels, Encoding = encoding }, stream));
    }

    private static void Write(Stream stream, string name, Func<RowReader> open)
    {
        using var look = open();
        var shape = TableShape.Of(look, name, bare: false, rows => rows.Read());
        using var reader = open();
        using var writer = RowTargets.Of(name, null).Open(stream, shape);
        while (reader.Read()) writer.Write(reader);
        writer.Complete();
    }

    private sealed class TableReader : BuiltRowReader
    {
        private readonly IEnumerator<ImmutableArray<string>> _rows;

        public TableReader(ImmutableArray<FileVariable> variables, IEnumerable<ImmutableArray<string>> rows, ImmutableArray<ResponseSet> sets)
        {
            (Variables, Sets, _rows) = (variables, sets, rows.GetEnumerator());
            Header = [.. variables.Select(variable => variable.Name)];
        }

        public override ImmutableArray<FileVariable> Variables { get; }

        public override ImmutableArray<ResponseSet> Sets { get; }

        public override bool Read()
        {
            if (!_rows.MoveNext()) return false;
            Clear();
            foreach (string cell in _rows.Current) Append(cell);
            Row++;
            return true;
        }

        protected override void Dispose(bool disposing) => _rows.Dispose();
    }
}
