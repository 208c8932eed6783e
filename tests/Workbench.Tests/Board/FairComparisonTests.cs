using System.Globalization;
using System.Text;
using CoProduction.Analysis;
using CoProduction.Workbench;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>Communities whose residents are equally satisfied but for their tenure: one has many owners, another few.</summary>
public sealed class FairComparisonTests
{
    private const int Communities = 20, Residents = 60;

    [Fact]
    public async Task CommunitiesThatDifferByTheirMixAloneAreEqualOnceItIsAllowedFor()
    {
        var table = await ComparedAsync("tenure");
        double[] shrunken = Values(table, "shrunken"), adjusted = Values(table, "adjusted");
        Assert.Equal(Communities, adjusted.Length);
        Assert.True(shrunken.Max() - shrunken.Min() > 1, "owners are more satisfied, so their communities are");
        Assert.True(adjusted.Max() - adjusted.Min() < 0.25, $"from {adjusted.Min():F2} to {adjusted.Max():F2}");
        Assert.Contains("has tenure in the same model", table.Note.En, StringComparison.Ordinal);
        Assert.InRange(adjusted.Average() - shrunken.Average(), -0.05, 0.05);
    }

    [Fact]
    public async Task WithoutTheMixNothingIsAdjusted()
    {
        var table = await ComparedAsync("kept");
        Assert.All(table.Rows, row => Assert.Equal(ValueState.Absent, row.Values[At(table, "adjusted")].State));
        Assert.Contains("Not adjusted for the mix of residents", table.Note.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhomTheSurveysRulesExcludeIsNotCompared()
    {
        var (with, without) = (await ComparedAsync("excluded"), await ComparedAsync("kept"));
        Assert.Equal(Values(without, "shrunken"), Values(with, "shrunken"));
        Assert.Equal(Values(without, "shrunken_low"), Values(with, "shrunken_low"));
    }

    private static int At(ReleasedTable table, string measure) => table.Measures.ToList().FindIndex(one => one.Id == measure);

    private static double[] Values(ReleasedTable table, string measure) => [.. table.Rows.Select(row => row.Values[At(table, measure)]).Where(value => value.State == ValueState.Number).Select(value => value.Number)];

    private static async Task<ReleasedTable> ComparedAsync(string tenure)
    {
        using var scratch = new Scratch();
        Write(scratch, tenure);
        var plan = StudyFolder.Read(scratch.Folder);
        await using (var store = await StudyStores.OpenAsync(plan)) await Loading.LoadAsync(plan, store, null, TestContext.Current.CancellationToken);
        var board = await StudyBoard.OpenAsync(plan, null, TestContext.Current.CancellationToken);
        return board.Panel("communities-shrunken", new Viewer("", Role.Researcher), BoardFilters.None).Table!;
    }

    private static void Write(Scratch scratch, string tenure)
    {
        scratch.Write("instruments.csv", "instrument,title_zh,title_en,wave\nq,问卷,Survey,2026\n");
        scratch.Write("questions.csv", "instrument,item,wording_zh,wording_en,construct,scale_min,scale_max,reversed,missing_codes\nq,a1,满意,Satisfied,satisfaction,1,5,false,\nq,a2,满意,Content,satisfaction,1,5,false,\n");
        scratch.Write("communities.csv", "community,name,subdistrict,kind,households,residents\n" + string.Concat(Enumerable.Range(0, Communities).Select(c => $"C{c:D2},Community {c},S{c % 4},mixed,300,900\n")));
        scratch.Write("survey.csv", Survey(tenure));
        string rules = tenure == "excluded" ? ", exclusions: [ { rule: seconds < 60, reason: too fast } ]" : "";
        scratch.Write("study.yaml", $$"""
            study: mix
            title: { zh: 居民构成, en: The mix }
            place: somewhere
            currency: CNY
            sources:
              communities: { file: communities.csv }
              instruments: { file: instruments.csv }
              questions: { file: questions.csv }
              surveys: [ { id: s1, file: survey.csv, instrument: q, design: { cluster: community }{{rules}} } ]

            """);
    }

    /// <summary>Of a community's residents 10 to 86 % are owners; owners answer 4 or 5, renters 2 or 3, by turns. Those to be excluded answer 5 in the first communities and 1 in the last.</summary>
    private static string Survey(string tenure)
    {
        var rows = new StringBuilder($"respondent,community,{(tenure == "tenure" ? "tenure," : "")}a1,a2,seconds\n");
        for (int c = 0; c < Communities; c++)
            for (int r = 0; r < Residents; r++)
            {
                bool owner = r < Residents * (0.1 + 0.04 * c);
                int answer = (owner ? 4 : 2) + (r + c) % 2;
                string said = tenure == "tenure" ? (owner ? "owner," : "renter,") : "";
                rows.Append(CultureInfo.InvariantCulture, $"r{c:D2}{r:D2},C{c:D2},{said}{answer},{answer - (r % 3 == 0 ? 1 : 0)},300\n");
            }
        for (int c = 0; tenure == "excluded" && c < Communities; c++)
            for (int r = 0; r < 20; r++) rows.Append(CultureInfo.InvariantCulture, $"x{c:D2}{r:D2},C{c:D2},{(c < Communities / 2 ? "5,5" : "1,1")},10\n");
        return rows.ToString();
    }
}
