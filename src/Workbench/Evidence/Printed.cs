using System.Globalization;

namespace CoProduction.Workbench.Evidence;

/// <summary>Numbers inside sentences.</summary>
internal static class Printed
{
    /// <summary>A share in percent with one decimal.</summary>
    public static string Percent(double ratio) => (ratio * 100).ToString("F1", CultureInfo.InvariantCulture) + "%";

    /// <summary>A number with at most two decimals.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
