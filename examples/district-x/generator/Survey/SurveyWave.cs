namespace CoProduction.DistrictX;

/// <summary>One wave of the satisfaction survey: a fresh sample of 25 residents in every community.</summary>
/// <param name="Year">Year of the field work.</param>
/// <param name="FieldStart">First day in the field.</param>
/// <param name="FieldEnd">Last day in the field.</param>
internal sealed record SurveyWave(int Year, DateOnly FieldStart, DateOnly FieldEnd)
{
    public const int PerCommunity = 25;

    public static SurveyWave First { get; } = new(2018, new DateOnly(2018, 10, 8), new DateOnly(2018, 11, 30));

    public static SurveyWave Second { get; } = new(2019, new DateOnly(2019, 10, 9), new DateOnly(2019, 11, 29));

    public static IReadOnlyList<SurveyWave> All { get; } = [First, Second];

    /// <summary>Id of the instrument and of the source.</summary>
    public string Id => $"satisfaction-{Print.Whole(Year)}";

    private static readonly string[] AgeGroups = ["18-29", "30-44", "45-59", "60+"], Genders = ["female", "male", "undisclosed"];
    private static readonly double[] AgeWeights = [1.25, 1.10, 0.95, 0.80];

    /// <summary>The wave's respondents, by community.</summary>
    public IReadOnlyList<Respondent> Draw(ulong seed, District district)
    {
        var random = new RandomStream(seed, Id);
        var scores = new TrueScores(seed, district);
        double meanResidents = district.Communities.Average(community => community.Residents);
        return [.. district.Communities.SelectMany(community => Enumerable.Range(1, PerCommunity).Select(number =>
            DrawRespondent(random, scores, community, number, community.Residents / meanResidents)))];
    }

    private Respondent DrawRespondent(RandomStream random, TrueScores scores, Community community, int number, double size)
    {
        int age = random.Weighted([0.16, 0.27, 0.27, 0.30]);
        string gender = Genders[random.Weighted([0.54, 0.44, 0.02])];
        bool renter = random.Chance(community.Kind == "commodity" ? 0.18 : 0.30);
        double[] truth = scores.Draw(random, community, Year, renter, age == 3);
        var answers = AnswerSheet.Draw(random, truth);
        return new Respondent($"R{Year % 100:00}-{community.Index * PerCommunity + number:0000}", community, size * AgeWeights[age], AgeGroups[age], gender,
            renter ? "renter" : "owner", truth, answers);
    }
}
