using System.IO.Compression;
using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>Mutated tables, votes, budgets and rules; see <see cref="Fuzz"/>.</summary>
public class TableFuzzTests
{
    private const string Vote = "META\nkey;value\nunit;Town\ninstance;2021\nvote_type;ordinal\nmax_length;3\ncurrency;PLN\nPROJECTS\nproject_id;cost;votes;score;name;category;selected\n1;600;2;5;\"A; b\";sport,roads;1\n2;500;1;2;C;;0\nVOTES\nvoter_id;vote;points;age;sex\nv1;1,2;3,2;34;F\nv2;1;2;40-59;M\n";

    [Theory]
    [InlineData("x.csv", 11)]
    [InlineData("x.json", 12)]
    [InlineData("x.xlsx", 13)]
    [InlineData("x.xls", 14)]
    public void MutatedTables(string name, int seed) =>
        Fuzz.Run(Given.File(name, []), [.. Seeds(Path.GetExtension(name))], seed, path => Fuzz.Rows(path));

    [Theory]
    [InlineData("projects", 21)]
    [InlineData("votes", 22)]
    [InlineData("ballots", 23)]
    [InlineData("fund_entries", 24)]
    public void MutatedVotes(string part, int seed) => Fuzz.Run(Given.File("x.pb", []), [.. Votes()], seed, path => Fuzz.Rows(path, part));

    [Fact]
    public void MutatedVotesRecounted() => Fuzz.Run(Given.File("x.pb", []), [.. Votes()], 25, path => Assert.True(PbSummary.Of(path).Ballots >= 0));

    [Fact]
    public void MutatedDescriptors()
    {
        string path = Given.File("datapackage.json", []);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(path)!, "b.csv"), "use_class,2019,2020,Thousands\nroads,1,nfp,2.5\n");
        byte[] descriptor = Encoding.UTF8.GetBytes("""{ "resources": [ { "name": "b", "path": "b.csv", "encoding": "utf-8", "schema": { "fields": [ { "name": "2019", "type": "number", "title": "x" } ], "missingValues": [ "", "nfp" ] } } ], "fiscalPeriod": { "start": "2020-01-01", "end": "2020-12-31" }, "mapping": { "measures": { "m": { "source": "Thousands", "factor": 1000 } } } }""");
        Fuzz.Run(path, [descriptor], 31, file => Fuzz.Rows(file));
    }

    [Fact]
    public void MutatedRules() => Fuzz.Run(
        Given.File("cleaning.yaml", []), [Encoding.UTF8.GetBytes("rules:\n  - { field: a, recode: { \"33\": \"3\" }, reason: r, author: w }\n  - { field: a, set_missing: [\"9\"], as: refused, where: { b: [x, \"y*\"] }, reason: r, author: w }\n  - { drop: { b: [z] }, reason: r, author: w }\n")], 41,
        path => Assert.False(CleaningFile.Parse(File.ReadAllText(path), "cleaning.yaml").Rules.IsDefault));

    private static IEnumerable<byte[]> Votes()
    {
        yield return Encoding.UTF8.GetBytes(Vote);
        string folder = Path.GetFullPath(Path.Combine(CoProduction.Tests.RealFiles.Root, "..", "shared", "data", "real", "pb"));
        if (!Directory.Exists(folder)) yield break;
        foreach (string file in Directory.GetFiles(folder, "*.pb").Order(StringComparer.Ordinal).Where(file => new FileInfo(file).Length < 20_000)) yield return File.ReadAllBytes(file);
    }

    private static IEnumerable<byte[]> Seeds(string extension)
    {
        foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures"), "*" + extension).Order(StringComparer.Ordinal)) yield return File.ReadAllBytes(file);
        if (extension == ".xlsx") yield return Workbook();
        if (extension == ".xls") yield return XlsTests.Bytes();
    }

    private static byte[] Workbook()
    {
        using var whole = new MemoryStream();
        using (var archive = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(archive, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
            Part(archive, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Part(archive, "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Part(archive, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Part(archive, "xl/worksheets/sheet1.xml", "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>b</t></is></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"str\"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>");
        }
        return whole.ToArray();
    }

    private static void Part(ZipArchive archive, string name, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.NoCompression).Open());
        writer.Write(text);
    }
}
