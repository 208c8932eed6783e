using System.Globalization;

namespace CoProduction.Benchmarks;

/// <summary>A synthetic study whose one survey has 1,000,000 respondents: 12 items, weights, strata, missing answers with their codes.</summary>
internal static class SurveyStudy
{
    /// <summary>Name of the survey's file.</summary>
    public const string Survey = "survey.csv";

    private const int Rows = 1_000_000;
    private const int Communities = 2_000;
    private const int Items = 12;
    private const ulong Seed = 20191210;
    private const double MissingShare = 0.04;

    private static readonly string[] Ages = ["18-29", "30-44", "45-59", "60+"];
    private static readonly string[] Genders = ["female", "male", "undisclosed"];
    private static readonly string[] Tenures = ["owner", "renter"];
    private static readonly string[] Housing = ["old_estate", "commodity", "mixed"];

    /// <summary>Writes the study's folder; what is there stays.</summary>
    public static string Write(Place place)
    {
        string folder = Path.Combine(place.Work, "survey-1m");
        Directory.CreateDirectory(folder);
        place.Generated(Path.Combine("survey-1m", "study.yaml"), writer => writer.Write(Yaml));
        place.Generated(Path.Combine("survey-1m", "communities.csv"), WriteCommunities);
        place.Generated(Path.Combine("survey-1m", "instruments.csv"), writer => writer.Write("instrument,title_zh,title_en,wave\nbig,大样本调查（合成）,A large survey (synthetic),2019\n"));
        place.Generated(Path.Combine("survey-1m", "questions.csv"), WriteQuestions);
        place.Generated(Path.Combine("survey-1m", Survey), WriteSurvey);
        return folder;
    }

    private const string Yaml = """
        study: survey-1m
        title: { zh: 大样本调查（合成）, en: A large survey (synthetic) }
        synthetic: true
        place: district-x
        currency: CNY
        store: store
        classification: five-uses@2022-1
        sources:
          communities: { file: communities.csv }
          instruments: { file: instruments.csv }
          questions: { file: questions.csv }
          surveys:
            - { id: big, file: survey.csv, instrument: big, design: { weight: weight, strata: stratum, cluster: community } }
        models: []
        figures: []
        rules: []
        privacy: { minimum_cell: 5 }

        """;

    private static void WriteCommunities(TextWriter writer)
    {
        writer.Write("community,name,subdistrict,kind,households,residents\n");
        for (int i = 0; i < Communities; i++) writer.Write($"{Community(i)},Community {i},S{i % 12:D2},{Housing[i % 3]},{300 + (i % 700)},{900 + (i % 2000)}\n");
    }

    private static void WriteQuestions(TextWriter writer)
    {
        writer.Write("instrument,item,wording_zh,wording_en,construct,scale_min,scale_max,reversed,missing_codes\n");
        for (int item = 1; item <= Items; item++) writer.Write($"big,q{item},第{item}题,Question {item},,1,5,false,7=not_asked;8=refused;9=dont_know\n");
    }

    private static void WriteSurvey(TextWriter writer)
    {
        var draws = new Draws(Seed);
        writer.Write("respondent,community,weight,stratum,age_group,gender,tenure,housing," + string.Join(',', Enumerable.Range(1, Items).Select(item => $"q{item}")) + "\n");
        for (int row = 0; row < Rows; row++)
        {
            int community = draws.Below(Communities);
            writer.Write(string.Create(CultureInfo.InvariantCulture,
                $"r{row:D7},{Community(community)},{0.5 + draws.Uniform():F3},S{community % 12:D2},{One(Ages, draws)},{One(Genders, draws)},{One(Tenures, draws)},{Housing[community % 3]}"));
            for (int item = 0; item < Items; item++) writer.Write(string.Create(CultureInfo.InvariantCulture, $",{Answer(draws)}"));
            writer.Write('\n');
        }
    }

    private static int Answer(Draws draws) => draws.Uniform() < MissingShare ? 7 + draws.Below(3) : 1 + draws.Below(5);

    private static string One(string[] values, Draws draws) => values[draws.Below(values.Length)];

    private static string Community(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index:D4}");
}
