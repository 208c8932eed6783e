using CoProduction.Analysis;
using CoProduction.Workbench;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Tests;

/// <summary>A fund file with local categories, through a crosswalk and rules of cleaning.</summary>
public sealed class CleaningEvidenceTests
{
    private static void Write(Scratch scratch)
    {
        scratch.Write("fund.csv", "entry,community,year,phase,amount,use_class\n1,L,2018,paid,100,Road repair\n2,L,2018,paid,300,road repair\n3,L,2018,paid,9999,Festival\n4,M,2018,paid,50,Road repiar\n5,M,2018,paid,70,culture_sport_welfare\n6,T,2018,paid,1,Festival\n");
        scratch.Write("map.yaml", "from: local@1\nto: five-uses@2022-1\ndefinition: default\ntitle: { zh: 本地类别, en: Local categories }\nentries:\n  - { from: Road repair, to: facility_maintenance }\n  - { from: Festival, to: culture_sport_welfare }\n");
        scratch.Write("cleaning.yaml", "rules:\n  - { field: amount, recode: { '9999': '99' }, reason: a nine too many, author: W. Y. }\n  - { drop: { community: [T] }, reason: a trial entry, author: W. Y. }\n");
        scratch.Write("study.yaml", "study: small\ntitle: { zh: 小, en: Small }\nplace: none\ncurrency: CNY\nsources:\n  fund: { file: fund.csv, crosswalk: map.yaml, cleaning: cleaning.yaml }\n");
    }

    [Fact]
    public async Task LocalCategoriesAreMappedAtReadingAndTheUnknownNamedWithTheNearest()
    {
        using var scratch = new Scratch();
        Write(scratch);
        var plan = StudyFolder.Read(scratch.Folder);
        Assert.Equal("five-uses@2022-1", plan.UseClasses?.Name);
        await using var store = await StudyStores.OpenAsync(plan);
        var report = await Loading.LoadAsync(plan, store, null, TestContext.Current.CancellationToken);
        var unmapped = Assert.Single(report.Unmapped);
        Assert.Equal(("Road repiar", 1L), (unmapped.Category, unmapped.Rows));
        Assert.Contains("Did you mean 'Road repair'", unmapped.Suggestion, StringComparison.Ordinal);
        var cells = await store.CellsAsync(new CellsSpec("fund_entries", ["use_class", "phase"], ["amount"], null, []), TestContext.Current.CancellationToken);
        Assert.Equal([("Road repiar", 50m), ("culture_sport_welfare", 169m), ("facility_maintenance", 400m)], cells.Rows.Select(cell => (cell.Key[0], cell.Sums[0])));
        Assert.Equal((5L, 1L), (report.Accepted, report.Rejected));
    }

    [Fact]
    public async Task TheReportShowsBeforeAndAfterWithReasons()
    {
        using var scratch = new Scratch();
        Write(scratch);
        var plan = StudyFolder.Read(scratch.Folder);
        await using var store = await StudyStores.OpenAsync(plan);
        await Loading.LoadAsync(plan, store, null, TestContext.Current.CancellationToken);
        var section = await CleaningEvidence.OfAsync(new Loaded(plan, store, ["fund_entries"]), TestContext.Current.CancellationToken);
        var table = section!.Tables.Single(table => table.Id == "cleaning-fund");
        Assert.Equal(["9999 → 99", "Festival → culture_sport_welfare", "Road repair → facility_maintenance", "road repair → facility_maintenance"],
            table.Rows.Select(row => $"{row.Key[2]} → {row.Key[3]}").Order(StringComparer.Ordinal));
        Assert.Contains(table.Rows, row => row.Values[1].Text!.En == "a nine too many (W. Y.)");
        Assert.Contains(section.Tables, table => table.Id == "unmapped-categories");
    }

    [Fact]
    public async Task RulesAreReplayedWhenTheyChange()
    {
        using var scratch = new Scratch();
        Write(scratch);
        await Sum(scratch, 619m);
        scratch.Write("cleaning.yaml", "rules:\n  - { field: amount, recode: { '9999': '999' }, reason: a nine too many, author: W. Y. }\n");
        await Sum(scratch, 1520m);
    }

    private static async Task Sum(Scratch scratch, decimal expected)
    {
        var plan = StudyFolder.Read(scratch.Folder);
        await using var store = await StudyStores.OpenAsync(plan);
        await Loading.LoadAsync(plan, store, null, TestContext.Current.CancellationToken);
        var cells = await store.CellsAsync(new CellsSpec("fund_entries", ["year", "phase"], ["amount"], null, []), TestContext.Current.CancellationToken);
        Assert.Equal(expected, cells.Rows.Sum(cell => cell.Sums[0]));
    }
}
