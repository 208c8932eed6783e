using System.Collections.Immutable;
using System.Text.Json;
using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>R's haven reads from the files that we write what we wrote.</summary>
public class HavenReadsTests
{
    private static readonly ImmutableArray<string> Sav =
        ["cars.zsav", "electric.sav", "german.sav", "greetings.sav", "hebrews.sav", "labelled-num-na.sav", "labelled-str.sav", "missing_test.sav", "MissingValues.sav", "ordered_category.sav", "sample_large.sav", "sample.zsav", "simple_alltypes.sav", "test_dates.sav", "test_width.sav", "umlauts.sav", "v14.sav"];

    private static readonly ImmutableArray<string> Dta = ["encode.dta", "encodecp.dta", "missings_msf.dta", "sample.dta", "statacar.dta", "tagged-na-int.dta"];

    [Fact]
    public void RealFilesWrittenAnew() => Compare(
        [.. Sav.Select(file => RealFiles.Path($"sav/{file}")).Select(path => (path, Written.Convert(path, "again.sav").Path)), .. Dta.Select(file => RealFiles.Path($"dta/{file}")).Select(path => (path, Written.Convert(path, "again.dta").Path))]);

    [Fact]
    public void ATableWithEverythingInIt()
    {
        ImmutableArray<FileVariable> variables =
        [
            new("满意度", "对社区的总体满意度", VariableKind.Number) { ValueLabels = [new("1", "很不满意"), new("5", "很满意"), new("9", "拒答")], Missing = [new("9", null, MissingReason.Refused)], Level = MeasurementLevel.Ordinal, Format = "F2.0" },
            new("amount", "", VariableKind.Number) { Missing = [new("-99", "-1", MissingReason.Blank), new("7", null, MissingReason.Blank)], Format = "F12.2" },
            new("open", "", VariableKind.Number) { Missing = [new("90", "", MissingReason.Blank)] },
            new("name", "Name of the place", VariableKind.Text) { ValueLabels = [new("a", "first"), new("longer than eight", "second")], Missing = [new("none", null, MissingReason.Blank)] },
            new("story", "", VariableKind.Text),
            new("day", "", VariableKind.Date),
            new("moment", "", VariableKind.DateTime),
            new("length", "", VariableKind.Time),
        ];
        string story = string.Concat(Enumerable.Repeat("每个人都有话说。", 120));
        ImmutableArray<ImmutableArray<string>> rows =
        [
            ["5", "0.1", "1", "a", story, "2019-02-28", "2019-02-28 23:59:59.5", "25:00:01"], ["9", "-99", "90", "longer than eight", "", "1910-01-12", "1910-01-12 00:00:00", "00:00:00"],
            ["", "123456789.25", "1E+300", "none", "短", "", "", ""], ["1", "-0.30000000000000004", "", "", story[..300], "2400-12-31", "2022-06-01 12:00:00", "-01:00:00"],
        ];
        string path = Written.File("all.sav", variables, rows);
        Assert.Equal(rows.Select(row => string.Join('|', row)), Tables.Read(path).Rows.Select(row => string.Join('|', row)));
        Compare([(path, path)]);
        string dta = Written.File("all.dta", [.. variables.Select(variable => variable with { Missing = [], ValueLabels = variable.Kind == VariableKind.Text ? [] : variable.ValueLabels })], rows);
        Assert.Equal(rows.Select(row => string.Join('|', row)), Tables.Read(dta).Rows.Select(row => string.Join('|', row)));
        Compare([(dta, dta)]);
    }

    private static void Compare(ImmutableArray<(string Source, string Written)> files)
    {
        RealFiles.Needs(Foreign.Has("Rscript") && Foreign.R("cat(requireNamespace('haven', quietly = TRUE) && requireNamespace('jsonlite', quietly = TRUE))").Contains("TRUE"), "R with the packages haven and jsonlite");
        string json = Path.Combine(Directory.CreateTempSubdirectory("haven").FullName, "haven.json");
        Foreign.RFile(Path.Combine(RealFiles.Root, "tests", "Reference", "haven", "haven.R"), [.. files.Select(file => file.Written), json]);
        using var told = JsonDocument.Parse(File.ReadAllText(json));
        foreach (var (file, expected) in files.Zip(told.RootElement.GetProperty("files").EnumerateArray()))
        {
            Assert.False(expected.TryGetProperty("error", out var error), $"{file.Written}: {error}");
            var table = Tables.Read(file.Source);
            Assert.Equal(expected.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()), table.Header);
            int index = 0;
            foreach (var column in expected.GetProperty("columns").EnumerateArray()) HavenView.Compare(column, table, index++);
        }
    }
}
