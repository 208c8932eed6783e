using System.Globalization;
using System.Text;

namespace CoProduction.Benchmarks;

/// <summary>
/// The demo study many times over: each copy has communities, sub-districts, projects and respondents of its own, the first copy keeps the demo's names (its interviews name them).
/// Ledger entries and respondents go round the copies until there are as many as asked for.
/// </summary>
/// <param name="Copies">Copies of the communities, projects and steps.</param>
/// <param name="Entries">Ledger entries.</param>
/// <param name="Respondents">Respondents of each survey.</param>
internal sealed record ScaledDemo(int Copies, int Entries, int Respondents)
{
    /// <summary>A district of 2,016 communities.</summary>
    public static readonly ScaledDemo District = new(21, 120_000, 50_000);

    /// <summary>A province of 20,064 communities.</summary>
    public static readonly ScaledDemo Province = new(209, 5_000_000, 500_000);

    private static readonly string[] AsTheyAre = ["codes.csv", "codings.csv", "interviews.csv", "instruments.csv", "questions.csv", "network.csv"];

    private string Name => string.Create(CultureInfo.InvariantCulture, $"demo-{Copies}-{Entries}-{Respondents}");

    /// <summary>Writes the study's folder; files that are there stay.</summary>
    public string Write(Place place)
    {
        string folder = Path.Combine(place.Work, Name), demo = Path.Combine(place.Root, "examples", "district-x");
        Directory.CreateDirectory(folder);
        foreach (string file in AsTheyAre) File.Copy(Path.Combine(demo, file), Path.Combine(folder, file), overwrite: true);
        File.WriteAllText(Path.Combine(folder, "study.yaml"), Study(File.ReadAllText(Path.Combine(demo, "study.yaml"))));
        void Table(string file, int? rows, params int[] keys) => place.Generated(Path.Combine(Name, file), writer => Write(Path.Combine(demo, file), writer, rows, keys));
        Table("communities.csv", null, 0, 2);
        Table("projects.csv", null, 0, 1);
        Table("steps.csv", null, 0);
        Table("proposals.csv", null, 0, 1, 10);
        Table("rates.csv", null, 0);
        Table("fund-2018-2020.csv", Entries, 1, 8);
        Table("satisfaction-2018.csv", Respondents, 1, 3);
        Table("satisfaction-2019.csv", Respondents, 1, 3);
        return folder;
    }

    /// <summary>The demo's study file with one ledger.</summary>
    private static string Study(string demo)
    {
        const string Workbook = "    - file: fund-2015-2017.xlsx", Ledger = "    - file: fund-2018-2020.csv", Cofinancing = "    - file: fund-cofinancing", Next = "  steps:";
        int workbook = demo.IndexOf(Workbook, StringComparison.Ordinal), ledger = demo.IndexOf(Ledger, StringComparison.Ordinal);
        int cofinancing = demo.IndexOf(Cofinancing, StringComparison.Ordinal), next = demo.IndexOf(Next, StringComparison.Ordinal);
        return demo[..workbook] + demo[ledger..cofinancing] + demo[next..];
    }

    /// <summary>Copies of a table's rows, one after the other; with a number of rows, the first column is numbered through.</summary>
    private void Write(string demo, TextWriter writer, int? rows, int[] keys)
    {
        string[] lines = Lines(demo);
        writer.Write(lines[0] + "\n");
        int each = lines.Length - 1;
        for (int row = 0; row < (rows ?? each * Copies); row++)
        {
            int copy = row / each % Copies;
            string[] cells = lines[1 + row % each].Split(',');
            if (copy > 0)
                foreach (int key in keys) cells[key] = cells[key].Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{cells[key]}-{copy}");
            if (rows is not null) cells[0] = row.ToString("D8", CultureInfo.InvariantCulture);
            writer.Write(string.Join(',', cells) + "\n");
        }
    }

    private static string[] Lines(string path)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[] bytes = File.ReadAllBytes(path);
        var encoding = System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.GetEncoding("gb18030");
        string text = encoding.GetString(bytes).TrimStart('\uFEFF');
        return text.Contains('"', StringComparison.Ordinal) ? throw new InvalidOperationException($"{path} has quoted cells, which are not copied.") : text.TrimEnd().ReplaceLineEndings("\n").Split('\n');
    }
}
