using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of the errors of response rates.</summary>
internal static class ResponseRatesFaults
{
    /// <summary>AAPOR's codes in the order of <see cref="Dispositions"/>.</summary>
    internal static ImmutableArray<string> Codes { get; } = ["I", "P", "R", "NC", "O", "UH", "UO", "NE"];

    internal static Fault UnknownDisposition(string field, string code, int row) =>
        new(code.Length == 0 ? $"'{field}' is blank" : $"'{field}' holds '{code}'", $"row {row + 1}", "every case has one final disposition", $"Use {string.Join(", ", Codes)} as AAPOR defines them.");

    internal static Fault NegativeCount(string code, long count) => new(string.Create(CultureInfo.InvariantCulture, $"{code} is {count}"), "", "a number of cases is not negative", "Correct the count.");

    internal static Fault BadShare(double e) => new(string.Create(CultureInfo.InvariantCulture, $"e is {e:R}"), "", "it is the share of unknown cases that are eligible", "Give a number from 0 to 1, or leave it out.");

    internal static Fault NoEligible() => new("No case is known to be eligible", "", "a rate has nobody to rest on", "Check the codes of the dispositions.");
}
