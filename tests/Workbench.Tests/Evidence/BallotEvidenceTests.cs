using CoProduction.Analysis;
using CoProduction.Workbench;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Tests;

/// <summary>Two votes of Warsaw's Ochota out of their .pb files (../shared/data/real), into a study and its report.</summary>
public sealed class BallotEvidenceTests
{
    [Fact]
    public async Task TwoYearsOfOchotaAreOneStudy()
    {
        using var scratch = new Scratch();
        string Each(string table) => $"  {table}:\n" + string.Concat(new[] { 2019, 2020 }.Select(year =>
            $"    - {{ id: {table}-{year}, file: {RealFiles.Path(year == 2019 ? "pb/Poland_Warszawa_2019_Ursynow.pb" : "pb/Poland_Warszawa_2020_Ochota.pb")} }}\n"));
        scratch.Write("study.yaml", "study: warsaw\ntitle: { zh: 华沙, en: Warsaw }\nplace: warsaw\ncurrency: PLN\nsources:\n" + string.Concat(new[] { "projects", "fund", "proposals", "ballots", "votes", "rates" }.Select(Each)));
        var plan = StudyFolder.Read(scratch.Folder);
        await using var store = await StudyStores.OpenAsync(plan);
        var report = await Loading.LoadAsync(plan, store, null, TestContext.Current.CancellationToken);
        Assert.Equal(0, report.Rejected);
        var section = await BallotEvidence.OfAsync(new Loaded(plan, store, ["ballots"]), TestContext.Current.CancellationToken);
        var gender = Disclosure.Review(section!.Tables.Single(table => table.Id == "ballots-by-gender"), PrivacyPlan.Standard);
        Assert.Equal([4727m, 2956m, 7683m], Counts(gender, "Ursynów 2019"));
        Assert.Equal([2757m, 2358m, 5115m], Counts(gender, "Ochota 2020"));
        Assert.Contains(section.Findings(new ReleasedTables([gender])), finding => finding.En == "Ochota 2020: women cast 53.9% of the ballots");
        Assert.Contains(section.Tables, table => table.Id == "ballots-by-neighborhood");
    }

    [Fact]
    public async Task AStudyWithoutBallotsHasNoSuchSection()
    {
        using var scratch = new Scratch();
        scratch.Write("study.yaml", "study: none\ntitle: { zh: 无, en: none }\nplace: none\ncurrency: PLN\nsources: {}\n");
        var plan = StudyFolder.Read(scratch.Folder);
        await using var store = await StudyStores.OpenAsync(plan);
        Assert.Null(await BallotEvidence.OfAsync(new Loaded(plan, store, []), TestContext.Current.CancellationToken));
    }

    private static IEnumerable<decimal> Counts(ReleasedTable table, string vote) => table.Rows.Where(row => row.Key[0] == vote).Select(row => row.Values[0].Amount);
}
