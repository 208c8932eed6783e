using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of the errors of adjusted weights.</summary>
internal static class WeightingFaults
{
    internal static Fault BadMargins(string text) =>
        new($"'{text}' is not a list of margins", "", "a margin has a field and its values", "Write it as 'kind: commodity=0.6, unit=0.4; tenure: owner=0.7, renter=0.3'.");

    internal static Fault BadPair(string text, string pair) =>
        new($"'{pair}' is not a name with a number", text, "each entry gives one figure of the population", "Write it as name=number, entries separated by commas.");

    internal static Fault BadPopulation(string field, string value, double number) =>
        new($"The population of {field}={value} is {Number(number)}", "", "rows cannot stand for nobody", "Give a number above 0, or leave rows of that value out.");

    internal static Fault UnlikeMargins(IEnumerable<(string Field, double Sum)> margins) =>
        new($"The margins have different sums: {string.Join(", ", margins.Select(margin => $"{margin.Field} {Number(margin.Sum)}"))}", "", "they describe one population", "Give numbers of the same people, or shares that sum to 1.");

    internal static Fault NoRows(string field, string value) =>
        new($"No row has {field}={value}", "", "its population cannot be represented", "Merge it with a like value, in the rows and in the population.");

    internal static Fault NoPopulation(string field, string value) =>
        new($"{field}={value} has no population", "", "every row must stand for somebody", $"Name {value} with its number, or leave its rows out.");

    internal static Fault MissingValue(string fields, int row) =>
        new($"A row has no value of {fields}", $"row {row + 1} of its block", "its weight cannot be adjusted", "Give such rows a value of their own, such as 'unknown', with its population, or leave them out.");

    internal static Fault AllZero() => new("All weights are 0", "", "no row stands for anybody", "Name the column of the sampling weights.");

    internal static Fault RakingNotConverged(int rounds) =>
        new($"Raking did not converge in {rounds} rounds", "", "some combination of the margins has few rows or none", "Merge values with few rows, or give up a margin.");

    internal static Fault NegativeCalibration(int rows) =>
        new($"Calibration makes the weights of {rows} rows negative", "", "the totals lie far from the sample's", "Check the totals; use raking, whose weights stay positive, or fewer totals.");

    internal static Fault CollinearTotals(IEnumerable<string> fields) =>
        new($"The totals of {string.Join(", ", fields)} are not independent", "", "one of the fields is a combination of the others in the sample", "Leave it out.");

    internal static Fault BadBounds(double lower, double upper) =>
        new($"The bounds {Number(lower)} and {Number(upper)} hold no weight between them", "", "the lower must be below the upper", "Write trim=0.3,3.");

    internal static Fault NothingInside(double lower, double upper) =>
        new($"Trimming leaves no weight between {Number(lower)} and {Number(upper)}", "", "what is cut off must be given to other rows", "Widen the bounds; they are in the units of the weights.");

    internal static Fault TrimmingNotConverged(double lower, double upper, int rounds) =>
        new($"Trimming to {Number(lower)}..{Number(upper)} did not settle in {rounds} rounds", "", "the bounds leave little room around the mean weight", "Widen the bounds.");

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
