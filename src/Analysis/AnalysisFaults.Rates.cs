using System.Globalization;

namespace CoProduction.Analysis;

internal static partial class AnalysisFaults
{
    public static StudyException NotDate(string field) => new(new Fault(
        $"'{field}' is not a column of dates", "", "the order and duration of steps are judged by calendar days", "Name a date column"));

    public static StudyException BadLevel(double level) => new(new Fault(
        string.Create(CultureInfo.InvariantCulture, $"The level {level} was asked for"), "", "a level lies strictly between 0 and 1", "Give 0.95 or another share"));

    public static StudyException NoHouseholds(string community) => new(new Fault(
        $"Community '{community}' has a sampled rate and no number of households", "communities: households", "sampled communities are weighted by their households",
        "State its households in the communities file"));
}
