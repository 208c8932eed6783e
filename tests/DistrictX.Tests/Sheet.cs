using System.Globalization;
using System.Text;
using CoProduction.DistrictX;

namespace CoProduction.Tests;

/// <summary>A file of the demo study as rows of texts, read without the platform's own readers.</summary>
internal sealed record Sheet(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>The generator's files, made once for all tests.</summary>
    public static IReadOnlyList<DemoFile> Files { get; } = DemoStudy.Files();

    private static readonly Dictionary<string, DemoFile> ByPath = Files.ToDictionary(file => file.Path);

    public static DemoFile File(string path) => ByPath[path];

    public static Sheet Csv(string path)
    {
        byte[] bytes = ByPath[path].Bytes.ToArray();
        string text = path == "rates.csv"
            ? CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(bytes)
            : new UTF8Encoding(false, true).GetString(bytes).TrimStart('\uFEFF');
        IReadOnlyList<string>[] lines = [.. text.TrimEnd('\n').Split('\n').Select(Cells)];
        Assert.All(lines, line => Assert.Equal(lines[0].Count, line.Count));
        return new Sheet(lines[0], lines[1..]);
    }

    public int Column(string header)
    {
        int column = Header.ToList().IndexOf(header);
        Assert.True(column >= 0, $"no column {header} among {string.Join(", ", Header)}");
        return column;
    }

    public IReadOnlyList<string> this[string header]
    {
        get
        {
            int column = Column(header);
            return [.. Rows.Select(row => row[column])];
        }
    }

    public IEnumerable<string> Key(params string[] headers)
    {
        int[] columns = [.. headers.Select(Column)];
        return Rows.Select(row => string.Join('|', columns.Select(column => row[column])));
    }

    public static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static List<string> Cells(string line)
    {
        List<string> cells = [];
        var cell = new StringBuilder();
        bool quoted = false;
        foreach (char letter in line)
        {
            if (letter == '"') quoted = !quoted;
            else if (letter == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(letter);
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
