using System.Text.Json;
using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Every real file of SPSS and Stata holds for us what it holds for R's haven: values to the last bit, labels, missing values (tests/Reference/haven).</summary>
public class HavenTests
{
    public static TheoryData<string> Files() => [.. Reference().RootElement.GetProperty("files").EnumerateArray().Where(file => !file.TryGetProperty("error", out _)).Select(file => file.GetProperty("file").GetString()!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void ValuesLabelsAndMissingValuesAreHavens(string name)
    {
        using var reference = Reference();
        var expected = reference.RootElement.GetProperty("files").EnumerateArray().Single(file => file.GetProperty("file").GetString() == name);
        var table = Tables.Read(RealFiles.Path(name));
        Assert.Equal(expected.GetProperty("rows").GetInt32(), table.Rows.Count);
        Assert.Equal(expected.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()), table.Header);
        int index = 0;
        foreach (var column in expected.GetProperty("columns").EnumerateArray()) HavenView.Compare(column, table, index++);
    }

    [Fact]
    public void TheReferenceNamesItsVersions()
    {
        using var reference = Reference();
        Assert.StartsWith("R version", reference.RootElement.GetProperty("r").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(reference.RootElement.GetProperty("files").EnumerateArray(), file => file.TryGetProperty("error", out _));
    }

    private static JsonDocument Reference() => JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "haven", "haven.json")));
}
