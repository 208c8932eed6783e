namespace CoProduction.DistrictX;

/// <summary>
/// The share of facility maintenance in the paid money of the project pool that each year is calibrated to. 2018 is the article's fact: 3/4
/// (Wu Yue 2022, interview 20191210); the other years are ours.
/// </summary>
internal static class MaintenanceShare
{
    public static double Of(int year) => year switch
    {
        2015 => 0.82,
        2016 => 0.80,
        2017 => 0.78,
        2018 => 0.75,
        2019 => 0.70,
        2020 => 0.66,
        _ => throw new ArgumentOutOfRangeException(nameof(year), year, "The fund years are 2015 to 2020."),
    };
}
