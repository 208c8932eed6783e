namespace CoProduction.DistrictX;

/// <summary>rates.csv: the three prescribed rates per community and year, in GB18030 with Chinese headers and labels; some parts are missing.</summary>
internal static class RateFile
{
    public const string Path = "rates.csv";
    private const double NumeratorLost = 0.02, DenominatorLost = 0.01;

    public static DemoFile Write(ulong seed, Programme programme)
    {
        var random = new RandomStream(seed, "rates");
        var csv = new CsvText("社区", "年度", "指标", "分子", "分母", "口径", "调查方式");
        foreach (var when in programme.CommunityYears)
        {
            double practice = 0.05 * (when.Year - when.Community.PilotYear) + 0.03 * random.Normal();
            int sample = random.Between(80, 160);
            Row(csv, random, when, "知晓率", 0.46 + practice, sample, "抽样", "抽样");
            Row(csv, random, when, "参与率", 0.12 + practice / 2, when.Community.Residents, "居民", "普查");
            Row(csv, random, when, "投票率", 0.52 + practice, when.Community.EligibleHouseholds, "有选举权户", "普查");
        }
        return csv.Gb18030(Path);
    }

    private static void Row(CsvText csv, RandomStream random, CommunityYear when, string rate, double expected, int denominator, string people, string design)
    {
        double share = Math.Clamp(expected + 0.04 * random.Normal(), 0.03, 0.97);
        int numerator = (int)(share * denominator);
        bool numeratorLost = random.Chance(NumeratorLost), denominatorLost = random.Chance(DenominatorLost);
        csv.Row(when.Community.Id, Print.Whole(when.Year), rate, numeratorLost ? null : Print.Whole(numerator),
            denominatorLost ? null : Print.Whole(denominator), people, design);
    }
}
