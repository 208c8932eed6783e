using System.Globalization;
using System.Text.Json;

namespace CoProduction.Ingest.Tests;

/// <summary>Compares a column of ours with what tests/Reference/haven/haven.R tells of it.</summary>
internal static class HavenView
{
    private const double UnixEpoch = 719_162 * 86_400d;

    /// <summary>Values to the last bit, labels, missing values.</summary>
    public static void Compare(JsonElement column, Tables table, int index)
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
        var range = variable.Missing.Where(missing => missing.High is not null).SelectMany(missing => new[] { End(missing.Low, "-Inf"), End(missing.High!, "Inf") });
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
}
