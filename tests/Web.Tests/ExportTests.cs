using System.Net;
using System.Text;
using System.Text.Json;
using CoProduction.Analysis;
using CoProduction.Workbench;
using CoProduction.Workbench.Board;
using ExcelDataReader;

namespace CoProduction.Tests;

/// <summary>Downloads and the API: the same released values in each form, recorded, and nothing left on the disk.</summary>
[Collection(nameof(DemoTests))]
public sealed class ExportTests(LoadedDemo loaded)
{
    private readonly LoadedDemo _demo = loaded.WithoutAccounts();

    private static readonly Viewer Researcher = new("", Role.Researcher);

    [Fact]
    public async Task EveryShownTableComesInEveryFormWithTheSameValues()
    {
        var served = await _demo.ServedAsync();
        using var visitor = served.Visitor();
        var board = await served.Board.GetAsync(CancellationToken.None);
        int tables = 0;
        foreach (var panel in StudyBoard.Pages.SelectMany(page => board.Page(page.Code, Researcher, BoardFilters.None).Panels).Where(panel => panel.Numbers is not null))
        {
            string id = Uri.EscapeDataString(panel.Id);
            AssertCsv(panel.Numbers!, await visitor.GetByteArrayAsync($"/download/{id}.csv?lang=en"));
            AssertXlsx(panel.Numbers!, await visitor.GetByteArrayAsync($"/download/{id}.xlsx?lang=en"));
            AssertJson(panel.Numbers!, await visitor.GetStringAsync($"/api/v1/tables/{id}"));
            tables++;
        }
        Assert.True(tables > 20, $"only {tables} tables");
    }

    [Fact]
    public async Task EveryShownFigureIsDrawn()
    {
        var served = await _demo.ServedAsync();
        using var visitor = served.Visitor();
        var figures = await FiguresAsync(served);
        Assert.NotEmpty(figures);
        foreach (string id in figures)
        {
            Assert.Contains("<svg", await visitor.GetStringAsync($"/download/{id}.svg"), StringComparison.Ordinal);
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await visitor.GetByteArrayAsync($"/download/{id}.png"))[..4]);
        }
    }

    [Fact]
    public async Task ADownloadIsNamedAfterItsStudyAndVersionAndIsAnAttachment()
    {
        var served = await _demo.ServedAsync();
        using var visitor = served.Visitor();
        using var answer = await visitor.GetAsync("/download/money-years.xlsx");
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.Equal($"district-x-money-years-{(await served.Board.GetAsync(CancellationToken.None)).Version}.xlsx", disposition.FileName);
    }

    [Fact]
    public async Task EveryDownloadIsRecordedWithItsFiltersKeptOrNot()
    {
        Served.Add(_demo.Plan, "exporter", Role.Researcher);
        await using var served = await Served.StartAsync(_demo.Plan);
        using var visitor = await served.SignedInAsync("exporter");
        for (int i = 0; i < 2; i++) (await visitor.GetAsync("/download/money-years.csv?subdistrict=" + Uri.EscapeDataString((await served.Board.GetAsync(CancellationToken.None)).Places.Subdistricts[0]))).EnsureSuccessStatusCode();
        var exports = AuditLog.Of(_demo.Plan).Read().Entries.Where(entry => entry is { Event: AuditEvent.Exported, Who: "exporter" }).ToList();
        Assert.Equal(2, exports.Count);
        Assert.All(exports, export => Assert.StartsWith("/download/money-years.csv?subdistrict=", export.What, StringComparison.Ordinal));
    }

    [Fact]
    public async Task DownloadsAreMadeInMemoryAndLeaveNoFile()
    {
        var served = await _demo.ServedAsync();
        using var visitor = served.Visitor();
        string figure = (await FiguresAsync(served))[0];
        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var store = Watch(StudyFolder.Kept(_demo.Plan), seen);
        using var study = Watch(_demo.Plan.Folder, seen);
        foreach (string format in new[] { "csv", "xlsx", "svg", "png" }) (await visitor.GetAsync($"/download/{figure}.{format}")).EnsureSuccessStatusCode();
        Assert.DoesNotContain(seen, name => !name.EndsWith(AuditLog.FileName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheApiIsDescribed()
    {
        var served = await _demo.ServedAsync();
        using var visitor = served.Visitor();
        using var document = JsonDocument.Parse(await visitor.GetStringAsync("/api/v1/openapi.json"));
        var paths = document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name);
        Assert.Equal(["/api/v1/pages/{page}", "/api/v1/study", "/api/v1/tables/{id}"], paths.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("127.0.0.1", document.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/pages/nonsense")]
    [InlineData("/api/v1/tables/money-nonsense")]
    [InlineData("/api/v1/pages/money?year=1066")]
    [InlineData("/api/v1/nonsense")]
    public async Task ProgramsAreToldOfTheirMistakesInJson(string address)
    {
        var served = await _demo.ServedAsync();
        using var visitor = served.Visitor();
        using var answer = await visitor.GetAsync(address);
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.NotFound });
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((int)answer.StatusCode, problem.RootElement.GetProperty("status").GetInt32());
    }

    private static async Task<string[]> FiguresAsync(Served served)
    {
        var board = await served.Board.GetAsync(CancellationToken.None);
        return [.. StudyBoard.Pages.SelectMany(page => board.Page(page.Code, Researcher, BoardFilters.None).Panels).Where(panel => panel.Figure is not null).Select(panel => Uri.EscapeDataString(panel.Id))];
    }

    private static FileSystemWatcher Watch(string folder, System.Collections.Concurrent.ConcurrentBag<string> seen)
    {
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = false, NotifyFilter = NotifyFilters.FileName };
        watcher.Created += (_, made) => seen.Add(made.FullPath);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private static void AssertCsv(ReleasedTable table, byte[] bytes)
    {
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        string text = Encoding.UTF8.GetString(bytes[3..]);
        Assert.Contains(table.Measures[0].Label.En.Split(',', '"')[0], text, StringComparison.Ordinal);
        Assert.True(text.Split("\r\n").Length >= table.Rows.Length + 1, table.Id);
    }

    private static void AssertXlsx(ReleasedTable table, byte[] bytes)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes));
        Assert.True(reader.Read());
        Assert.Equal(table.Title.En, reader.GetString(0) ?? "");
        Assert.True(reader.Read());
        Assert.Equal(table.Dimensions.Length + table.Measures.Length, Enumerable.Range(0, reader.FieldCount).Count(i => reader.GetValue(i) is not null));
        foreach (var row in table.Rows)
        {
            Assert.True(reader.Read());
            for (int i = 0; i < row.Values.Length; i++) AssertCell(row.Values[i], reader.GetValue(row.Key.Length + i));
        }
    }

    private static void AssertCell(Value value, object? cell)
    {
        if (value.State is ValueState.Number or ValueState.Amount) AssertSame(value.Number, Assert.IsType<double>(cell));
        else Assert.IsNotType<double>(cell);
    }

    // The reader of workbooks computes a number from its digits with an error in the last of 17; a spreadsheet keeps 15.
    private static void AssertSame(double value, double cell) => Assert.True(Math.Abs(value - cell) <= 1e-15 * Math.Abs(value), FormattableString.Invariant($"{value:R} became {cell:R}"));

    private static void AssertJson(ReleasedTable table, string text)
    {
        using var json = JsonDocument.Parse(text);
        var rows = json.RootElement.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(table.Rows.Length, rows.Count);
        for (int r = 0; r < rows.Count; r++)
            for (int i = 0; i < table.Measures.Length; i++)
            {
                var (value, written) = (table.Rows[r].Values[i], rows[r].GetProperty("values").GetProperty(table.Measures[i].Id));
                if (value.State == ValueState.Number) Assert.Equal(value.Number, written.GetDouble());
                else if (value.State == ValueState.Amount) Assert.Equal(value.Amount, written.GetDecimal());
                else Assert.Equal(value.State == ValueState.Text ? JsonValueKind.Object : JsonValueKind.Null, written.ValueKind);
            }
    }
}
