using System.Text;

namespace CoProduction.DistrictX;

/// <summary>README.md of the demo: what is synthetic, what is in the files, the true model and the planted facts, all from the generator's own values.</summary>
internal static class Readme
{
    public const string Path = "README.md";

    public static DemoFile Write(ulong seed, Programme programme, Ledger ledger, ProjectBook book) =>
        new(Path, Encoding.UTF8.GetBytes(Text(seed, programme, ledger, book)));

    private static string Text(ulong seed, Programme programme, Ledger ledger, ProjectBook book) => $"""
        # District X: a synthetic demo study · 合成演示数据

        **Everything here is made up.** No record describes a real person, community or payment; names are pseudonyms; the transcripts were written for this demo.
        The shape of the data follows the case of Wu Yue (2022), "How to achieve 'co-production'", *Journal of South China Normal University (Social Science Edition)* 2022(5): 31-42;
        a few published facts are used for calibration and named below. **本目录全部数据均为程序合成，不涉及任何真实的个人、社区或账目。**

        The files are made by `generator/` with seed {Print.Number(seed, "0")}, byte for byte the same on every machine: `dotnet run examples/district-x/regenerate.cs` from the root of the
        repository writes them again, and the tests of `tests/DistrictX.Tests` compare.

        ## Files

        | file | rows | what | how it is written |
        | --- | --: | --- | --- |
        | study.yaml | | the study file | |
        | {CommunityFile.Path} | {Whole(District.Subdistricts.Count * District.CommunitiesPerSubdistrict)} | communities in {Whole(District.Subdistricts.Count)} sub-districts | UTF-8 with byte order mark, Chinese headers and labels |
        | {LedgerFiles.WorkbookPath} | {Count(ledger, early: true, null)} | fund ledger of the first years | sheet {LedgerFiles.Sheet}; 2015 with ￥ and thousands separators and Chinese dates, 2016 with ISO dates, 2017 with Excel dates |
        | {LedgerFiles.PlainPath} | {Count(ledger, early: false, fiscal: true)} | fiscal money of the later years | UTF-8, English headers |
        | {LedgerFiles.CofinancingPath} | {Count(ledger, early: false, fiscal: false)} | residents' and the foundation's money of the later years | 万元; residents' amounts in full-width digits |
        | {ProjectFiles.ProjectsPath} | {Whole(book.Projects.Count)} | projects | UTF-8 |
        | {ProjectFiles.StepsPath} | {Whole(book.Projects.Sum(project => project.Steps.Count))} | the nine steps of each project | UTF-8 |
        | {ProjectFiles.ProposalsPath} | {Whole(book.Proposals.Count)} | proposals of every round | UTF-8 |
        | {RateFile.Path} | {Whole(programme.CommunityYears.Count * 3)} | awareness, participation and voting rates | GB18030, Chinese headers and labels |
        | {QuestionnaireFiles.InstrumentsPath}, {QuestionnaireFiles.QuestionsPath} | {Whole(SurveyWave.All.Count)}, {Whole(SurveyWave.All.Count * Questionnaire.Items.Count)} | the questionnaire, {Whole(Questionnaire.Items.Count)} items on {Whole(Questionnaire.Constructs.Count)} constructs | UTF-8 |
        | {string.Join(", ", SurveyWave.All.Select(SurveyFiles.PathOf))} | {Respondents} each | two waves, {Whole(SurveyWave.PerCommunity)} respondents in every community | wide; 7 not asked, 8 refused, 9 don't know, blank unexplained |
        | {InterviewFiles.InterviewsPath} | {Whole(Speaker.All.Count)} | {Whole(Speaker.All.Select(speaker => speaker.Interview).Distinct().Count())} interviews; 20181109 has two speakers, 20191210 four roles | Chinese headers and labels |
        | {InterviewFiles.CodesPath}, {InterviewFiles.CodingsPath} | | codebook; spans of two coders | positions are code points, half-open |
        | {NetworkFile.Path} | | the coordination network of the article's figure 1 | UTF-8 |

        ## Money

        Share of facility maintenance in the paid money of the project pool, all sources, five-uses 2022-1, new public toilets counted as maintenance. 2018 is the published fact (3/4,
        interview 20191210); the other years are ours.

        | year | {string.Join(" | ", Years.Select(Whole))} |
        | --- |{string.Concat(Years.Select(_ => " --: |"))}
        | calibrated to | {string.Join(" | ", Years.Select(year => Print.Number(MaintenanceShare.Of(year), "0.00")))} |

        ## What the rules must find

        | planted fact | community and year |
        | --- | --- |
        {PlantedRows(programme)}

        Nine-step records of projects that ran to the end: {Percent(StepRecord.MissingShare)} lack a step, {Percent(StepRecord.OutOfOrderShare)} have two steps in the wrong order,
        {Percent(StepRecord.UndatedShare)} have a step without a date. The way from resolution (6) to implementation (7) is the bottleneck.

        ## The true model of the survey

        Scores have about unit variance. Drivers of one person correlate at {Print.Number(StructuralModel.DriverCorrelation, "0.00")} within a community; drivers and equations have community effects of standard
        deviation {Print.Number(StructuralModel.CommunityDeviation, "0.00")}, the same in both waves. Each answer is a score times a loading of 0.74 to 0.82 plus noise, cut into five
        points. Regressions on item means recover the signs; the sizes are weakened by the error of the answers, and a zero can be pulled away from zero by the error of its neighbours.

        | target | true coefficients | residual standard deviation |
        | --- | --- | --: |
        {EquationRows()}

        Beside them: tenants find projects less relevant ({Signed(StructuralModel.RenterOnRelevance)}); people of 60 and over are more willing ({Signed(StructuralModel.AgeOnWillingness)}); each year since the pilot raises policy_mandate by
        {Signed(StructuralModel.PilotYearsOnMandate)}; one standard deviation more money per household raises local_support by {Signed(StructuralModel.GenerosityOnSupport)}; satisfaction is {Signed(StructuralModel.WaveOnSatisfaction)} in 2019. Self-efficacy has no direct effect on
        satisfaction: it works through participation depth only.

        """;

    private static IEnumerable<int> Years => Enumerable.Range(Programme.FirstYear, Programme.LastYear - Programme.FirstYear + 1);

    private static string Respondents => Whole(District.Subdistricts.Count * District.CommunitiesPerSubdistrict * SurveyWave.PerCommunity);

    private static string Whole(int value) => Print.Whole(value);

    private static string Percent(double share) => Print.Number(share * 100, "0") + " %";

    private static string Signed(double value) => Print.Number(value, "+0.00;-0.00;0.00");

    private static string Count(Ledger ledger, bool early, bool? fiscal) => Whole(ledger.Entries.Count(entry =>
        entry.When.Year <= LedgerFiles.LastWorkbookYear == early && (fiscal is null || entry.Source == LedgerDraft.Fiscal == fiscal)));

    private static string PlantedRows(Programme programme) => string.Join("\n", Facts.Select(fact =>
        $"| {fact.Meaning} | {string.Join(", ", programme.CommunityYears.Where(when => when.Planted == fact.Fact).Select(when => $"{when.Community.Id} {Whole(when.Year)}"))} |"));

    private static (Planted Fact, string Meaning)[] Facts { get; } =
    [
        (Planted.OperatingBreach, "operating money above 10 %: breach"),
        (Planted.PoolUnrecorded, "pool not recorded in the first pilot year: operating cap undetermined"),
        (Planted.NotYetApproved, "budgets only, nothing approved yet: operating cap undetermined"),
        (Planted.CommitteeBreach, "residents' committee above 20 % of the items: breach"),
        (Planted.ProposalsLost, "proposals of the round lost: committee cap undetermined"),
        (Planted.NothingDeliberated, "no item under deliberation: committee cap undetermined"),
    ];

    private static string EquationRows() => string.Join("\n", StructuralModel.Equations.Select(equation =>
        $"| {equation.Target} | {string.Join(", ", equation.Terms.Select(term => $"{Signed(term.Coefficient)} {term.Source}"))} | {Print.Number(equation.ResidualDeviation, "0.00")} |"));
}
