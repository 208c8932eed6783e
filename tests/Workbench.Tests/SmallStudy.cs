using CoProduction.Store;
using CoProduction.Workbench;

namespace CoProduction.Tests;

/// <summary>A study of two fund files and one survey, small enough to know every row, in a folder of its own.</summary>
internal sealed class SmallStudy : IDisposable
{
    public const string Fund2018 = "fund-2018.csv", Fund2019 = "fund-2019.csv", Survey = "survey.csv";

    private const string Yaml = """
        study: small
        title: { zh: 小研究, en: Small study }
        place: district-x
        sources:
          communities: { file: communities.csv }
          fund:
            - { id: fund-2018, file: fund-2018.csv }
            - { id: fund-2019, file: fund-2019.csv }
          instruments: { file: instruments.csv }
          questions: { file: questions.csv }
          surveys:
            - { id: wave, file: survey.csv, instrument: wave, design: { cluster: community } }
        models:
          - { id: drivers, method: ols, survey: wave, formula: "satisfaction ~ community_trust", cluster: community, vcov: CR1 }
        figures: [ spending-shares, "coefficients:drivers", "likert:satisfaction" ]
        privacy: { minimum_cell: 5 }

        """;

    private readonly Scratch _scratch = new();

    public SmallStudy()
    {
        Write("study.yaml", Yaml);
        Write("communities.csv", "community,name,subdistrict,kind,households,residents\n" + string.Concat("ABCDEF".Select(id => $"{id},社区{id},街道一,old_estate,100,250\n")));
        Write(Fund2018, Fund(2018, "A", "B", "Z"));
        Write(Fund2019, Fund(2019, "A", "C", "D"));
        Write("instruments.csv", "instrument,title_zh,title_en,wave\nwave,一,One,2018\n");
        Write("questions.csv", Questions);
        Write(Survey, Respondents(_ => 3));
    }

    public string Folder => _scratch.Folder;

    public string Out => this["out"];

    public string this[string name] => _scratch[name];

    public StudyPlan Plan => StudyFolder.Read(Folder);

    /// <summary>Three paid entries of a year; the second is environment, the others facility maintenance. There is no community Z.</summary>
    public static string Fund(int year, params string[] communities) => "entry,community,year,phase,amount,use_class,pool\n" + string.Concat(communities.Select(
        (community, i) => $"{year}-{i},{community},{year},paid,{(i + 1) * 100}.50,{(i == 1 ? "environment" : "facility_maintenance")},project\n"));

    /// <summary>Sixty respondents in six communities; <c>sat2</c> is what the caller says, the others follow from the respondent's number.</summary>
    public static string Respondents(Func<int, int> sat2) => "respondent,community,sat1,sat2,sat3,tru1,tru2\n" + string.Concat(Enumerable.Range(0, 60).Select(
        i => $"R{i},{"ABCDEF"[i % 6]},{1 + i % 5},{sat2(i)},{5 - i % 5},{1 + (i / 6 + i) % 5},{1 + i / 12 % 5}\n"));

    public void Write(string name, string text) => _scratch.Write(name, text);

    public async Task<RunReport> RunAsync() => await Running.RunAsync(Plan, Out, null, CancellationToken.None);

    public async Task<LoadReport> LoadAsync()
    {
        await using var store = await OpenAsync();
        return await Loading.LoadAsync(Plan, store, null, CancellationToken.None);
    }

    public Task<IStudyStore> OpenAsync() => StudyStores.OpenAsync(Plan);

    /// <summary>Every file under a folder with its SHA-256 and time of writing.</summary>
    public static Dictionary<string, string> FilesOf(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
        file => Path.GetRelativePath(folder, file).Replace('\\', '/'), file => $"{Sha256(file)} {File.GetLastWriteTimeUtc(file):O}");

    public static string Sha256(string file) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));

    public void Dispose() => _scratch.Dispose();

    private const string Questions = """
        instrument,item,wording_zh,wording_en,construct,scale_min,scale_max,reversed,missing_codes
        wave,sat1,满意一,Satisfied one,satisfaction,1,5,false,9=dont_know
        wave,sat2,满意二,Satisfied two,satisfaction,1,5,false,9=dont_know
        wave,sat3,不满,Dissatisfied,satisfaction,1,5,true,9=dont_know
        wave,tru1,信任一,Trust one,community_trust,1,5,false,
        wave,tru2,信任二,Trust two,community_trust,1,5,false,

        """;
}
