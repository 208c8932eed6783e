using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>A whole file of rows, for tests that look at all of it.</summary>
internal sealed record Tables(string Path, ImmutableArray<string> Header, ImmutableArray<FileVariable> Variables, ImmutableArray<ResponseSet> Sets, ImmutableArray<Label> Notices, List<ImmutableArray<string>> Rows)
{
    public static Tables Read(string path, string? encoding = null, string? format = null)
    {
        var file = RowFile.Find(System.IO.Path.GetDirectoryName(path)!, System.IO.Path.GetFileName(path), null, encoding, format).Inspect();
        using var reader = file.Open();
        var rows = new List<ImmutableArray<string>>();
        while (reader.Read())
        {
            Assert.Null(reader.Fault);
            rows.Add([.. Enumerable.Range(0, reader.Count).Select(index => Encoding.UTF8.GetString(reader.Cell(index)))]);
        }
        return new Tables(path, reader.Header, reader.Variables, reader.Sets, reader.Notices, rows);
    }

    public FileVariable this[string name] => Variables[Header.IndexOf(name)];

    public IEnumerable<string> Column(string name) => Rows.Select(row => row[Header.IndexOf(name)]);
}
