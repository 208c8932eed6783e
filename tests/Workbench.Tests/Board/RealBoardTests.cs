using System.Text;
using CoProduction.Analysis;
using CoProduction.Workbench;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>Boards of studies on files nobody here wrote, each without some of the evidence: a page shows what there is and says what was not collected. Absent files skip the test, visibly.</summary>
public sealed class RealBoardTests
{
    private static readonly Viewer Researcher = new("", Role.Researcher);

    [Fact]
    public async Task ChicagoHasMoneyByWardAndNothingElse()
    {
        using var scratch = new Scratch();
        string Source(int year) => $$"""
                - id: menu-{{year}}
                  file: {{RealFiles.Path($"ledger/chicago_ward_menu_{year}.csv")}}
                  columns: { ward: community, item: [item, use_class], cost: amount }
                  constants: { entry: "{{year}}-{row}", year: {{year}}, phase: approved, pool: project }
                  recodes: { use_class: { "Street Resurfacing*": Street resurfacing, "Sidewalk*": Sidewalks, "*Light*": Lighting, "*": Other } }
            """;
        scratch.Write("study.yaml", $"study: chicago-menu\ntitle: {{ zh: 芝加哥选区菜单资金, en: Chicago ward menu money }}\nplace: chicago\ncurrency: USD\nsources:\n  fund:\n{Source(2019)}\n{Source(2021)}\n");
        var board = await OpenAsync(scratch.Folder);
        var classes = board.Panel("money-classes", Researcher, BoardFilters.Of(("year", "2019"))).Table!;
        Assert.Equal(65_977_999.50m, classes.Rows.Sum(row => row.Values[1].Amount));
        Assert.Equal(50, board.Panel("money-places", Researcher, BoardFilters.None).Table!.Rows.Length);
        Assert.Equal(50, board.Places.Communities.Length);
        AssertAbsent(board, "overview-rates", "overview-satisfaction", "overview-steps", "overview-rules", "overview-maintenance", "process-years", "residents-scales", "drivers-findings", "voices-findings", "communities-funnel");
        AssertWhole(board);
    }

    [Fact]
    public async Task OchotaHasProjectsAndTheirCosts()
    {
        using var scratch = new Scratch();
        string file = RealFiles.Path("pb/Poland_Warszawa_2024_Ochota.pb");
        scratch.Write("study.yaml", $$"""
            study: ochota
            title: { zh: 华沙奥霍塔, en: Warsaw Ochota }
            place: ochota
            currency: PLN
            sources: { projects: { file: {{file}} }, fund: { file: {{file}} }, proposals: { file: {{file}} }, ballots: { file: {{file}} }, votes: { file: {{file}} }, rates: { file: {{file}} } }

            """);
        var board = await OpenAsync(scratch.Folder);
        Assert.Equal(49, board.Panel("communities-projects", Researcher, BoardFilters.Of(("community", "Ochota"))).Table!.Rows.Length);
        var first = board.Panel("communities-projects", Researcher, BoardFilters.Of(("community", "Ochota"))).Table!.Rows[0].Key[0];
        Assert.NotNull(board.Panel("process-timeline", Researcher, BoardFilters.Of(("project", first))).Absent);
        AssertAbsent(board, "process-years", "overview-rates", "residents-scales", "overview-rules");
        AssertWhole(board);
    }

    [Fact]
    public async Task KansasCityHasASurveyAndNothingElse()
    {
        using var scratch = new Scratch();
        scratch.Write("instruments.csv", "instrument,title_zh,title_en,wave\nkc,居民调查,Resident survey,2021\n");
        scratch.Write("questions.csv", "instrument,item,wording_zh,wording_en,construct,scale_min,scale_max,reversed,missing_codes\n"
            + string.Concat(Enumerable.Range(1, 4).Select(i => $"kc,q2_0{i},服务{i},Service {i},satisfaction,1,5,false,9=dont_know\n"))
            + string.Concat(Enumerable.Range(1, 3).Select(i => $"kc,q3_0{i},安全{i},Safety {i},community_trust,1,5,false,9=dont_know\n")));
        scratch.Write("study.yaml", $$"""
            study: kansas-city
            title: { zh: 堪萨斯城居民调查, en: Kansas City resident survey }
            place: kansas-city
            currency: USD
            sources:
              instruments: { file: instruments.csv }
              questions: { file: questions.csv }
              surveys:
                - { id: kc-2021, file: {{RealFiles.Path("survey/kcmo_FY2022_RS_Cleaned_safe.csv")}}, instrument: kc, columns: { id: respondent, counci: community }, missing: { NA: blank }, design: { cluster: community } }
            models:
              - { id: trust, method: ols, survey: kc-2021, formula: "satisfaction ~ community_trust", cluster: community, vcov: CR1 }

            """);
        var board = await OpenAsync(scratch.Folder);
        var main = board.Panel("overview-satisfaction", Viewer.Anybody, BoardFilters.None).Table!;
        Assert.InRange(main.Rows[0].Values[0].Number, 2.5, 4);
        Assert.InRange(main.Rows[0].Values[3].Number, 950, 1033);
        Assert.NotNull(board.Panel("communities-funnel", Researcher, BoardFilters.None).Figure);
        Assert.NotNull(board.Panel("drivers-estimates", Researcher, BoardFilters.None).Table);
        AssertAbsent(board, "money-classes", "overview-money", "overview-rates", "process-years", "rules-summary", "voices-findings", "residents-groups");
        AssertWhole(board);
    }

    private static async Task<StudyBoard> OpenAsync(string folder)
    {
        var plan = StudyFolder.Read(folder);
        await using (var store = await StudyStores.OpenAsync(plan)) await Loading.LoadAsync(plan, store, null, TestContext.Current.CancellationToken);
        return await StudyBoard.OpenAsync(plan, null, TestContext.Current.CancellationToken);
    }

    private static void AssertAbsent(StudyBoard board, params string[] panels)
    {
        foreach (string id in panels)
        {
            var panel = board.Panel(id, Researcher, BoardFilters.None);
            Assert.True(panel.Absent is not null, $"{id} shows something");
            Assert.Null(panel.Numbers);
        }
    }

    /// <summary>Every page is made for everybody, under every value of every filter that it offers.</summary>
    private static void AssertWhole(StudyBoard board)
    {
        foreach (var viewer in new[] { Viewer.Anybody, Researcher })
            foreach (var page in StudyBoard.Pages)
                foreach (var choice in board.Page(page.Code, viewer, BoardFilters.None).Choices)
                    foreach (var option in choice.Options)
                        Assert.All(board.Page(page.Code, viewer, BoardFilters.Of((choice.Name, option.Code))).Panels, panel =>
                            Assert.True(panel.Absent is not null || panel.Numbers is not null || !panel.Lines.IsEmpty, $"{panel.Id} under {choice.Name}={option.Code} is empty"));
    }
}
