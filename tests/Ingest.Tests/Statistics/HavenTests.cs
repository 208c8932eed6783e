using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Every real file of SPSS and Stata holds for us what it holds for R's haven: values to the last bit, labels, missing values (tests/Reference/haven).</summary>
public class HavenTests
{
    private const double UnixEpoch = 719_162 * 86_400d;

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
        foreach (var column in expected.GetProperty("columns").EnumerateArray()) Compare(column, table, index++);
    }

    [Fact]
    public void TheReferenceNamesItsVersions()
    {
        using var reference = Reference();
        Assert.StartsWith("R version", reference.RootElement.GetProperty("r").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(reference.RootElement.GetProperty("files").EnumerateArray(), file => file.TryGetProperty("error", out _));
    }

    private static void Compare(JsonElement column, Tables table, int index)
    {
        var variable = table.Variables[index];
        string kind = column.GetProperty("class").GetString()!;
        Assert.Equal(column.GetProperty("text").GetBoolean(), variable.Kind == VariableKind.Text);
        Assert.Equal(column.GetProperty("label").GetString(), variable.Label);
        Assert.Equal(Texts(column, "values").Select(WithoutInfinity), table.Rows.Select(row => AsHaven(row[index], variable, kind)));
        Assert.Equal(
            column.GetProperty("labels").EnumerateArray().Select(label => (label.GetProperty("value").GetString()!, label.GetProperty("label").GetString()!)).Order(),
            variable.ValueLabels.Select(label => (AsHaven(label.Value, variable, kind), label.Label)).Order());
        if (table.Path.EndsWith("dta", StringComparison.Ordinal)) return;
        var singles = variable.Missing.Where(missing => missing.High is null).Select(missing => AsHaven(missing.Low, variable, kind)).ToHashSet();
        var range = variable.Missing.Where(missing => missing.High is not null).SelectMany(missing => new[] { End(missing.Low, "-inf"), End(missing.High!, "inf") });
        if (kind is not ("Date" or "POSIXct" or "hms")) Assert.Subset(singles, Texts(column, "na_values").ToHashSet());
        if (kind is not ("Date" or "POSIXct" or "hms")) Assert.Equal(Texts(column, "na_range"), range);
    }

    /// <summary>statacar.dta holds an infinite number, which Stata does not know: R shows it, for us it is missing.</summary>
    private static string WithoutInfinity(string value) => value is "Inf" or "-Inf" ? "" : value;

    private static string End(string text, string open) => text.Length == 0 ? open : Hex(double.Parse(text, CultureInfo.InvariantCulture));

    private static IEnumerable<string> Texts(JsonElement column, string name) => column.GetProperty(name).EnumerateArray().Select(value => value.GetString()!);

    /// <summary>A cell as the script prints it: the exact bits of a number; days, moments and times as the seconds that haven counts.</summary>
    private static string AsHaven(string cell, FileVariable variable, string kind)
    {
        if (variable.Kind == VariableKind.Text || cell.Length == 0 || cell[0] == '.') return cell;
        if (!SavCell.TryRead(cell, variable.Kind, out double number)) throw new InvalidOperationException(cell);
        bool sinceUnix = kind is "Date" or "POSIXct" && (variable.Kind is VariableKind.Date or VariableKind.DateTime);
        if (variable.Kind == VariableKind.Time && kind == "POSIXct") return Hex(number - (719_162 - DtaCell.Epoch) * 86_400d);
        return Hex(sinceUnix ? number + SavFormat.Epoch - UnixEpoch : number);
    }

    /// <summary>C's %a.</summary>
    private static string Hex(double number)
    {
        if (number == 0) return "0x0p+0";
        long bits = BitConverter.DoubleToInt64Bits(number);
        string digits = (bits & 0xFFFFFFFFFFFFF).ToString("x13", CultureInfo.InvariantCulture).TrimEnd('0');
        int exponent = (int)((bits >> 52) & 0x7FF) - 1023;
        return string.Create(CultureInfo.InvariantCulture, $"{(number < 0 ? "-" : "")}0x1{(digits.Length > 0 ? "." : "")}{digits}p{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
    }

    private static JsonDocument Reference() => JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "haven", "haven.json")));
}
