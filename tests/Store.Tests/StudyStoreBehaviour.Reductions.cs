using System.Collections.Immutable;
using CoProduction.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Store.Tests;

/// <summary>Reductions: the store's are those of the rows in memory.</summary>
public abstract partial class StudyStoreBehaviour
{
    [Fact]
    public async Task Cells_equal_those_of_the_rows_in_memory()
    {
        await using var store = await OpenAsync();
        int version = 0;
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new System.Random(seed);
            string[] lines = [.. Enumerable.Range(0, random.Next(1, 200)).Select(row => Entry(random, row))];
            store.LoadAsync(Survey.Content("fund", Survey.FundEntries, $"v{version++}", Survey.Block(Survey.Respondents(Survey.FundEntries, 2, lines)))).Wait();
            var rows = store.FrameAsync(new FrameSpec("fund_entries", [], [])).Result;
            foreach (var spec in Specs) AssertSame(Cells.Of(rows, spec), store.CellsAsync(spec).Result);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(15));
    }

    [Fact]
    public async Task Rows_and_patterns_in_blocks_are_those_of_the_whole()
    {
        await using var store = await OpenAsync();
        var random = new System.Random(11);
        string[] lines = [.. Enumerable.Range(0, 9_000).Select(row => Entry(random, row))];
        await store.LoadAsync(Survey.Content("fund", Survey.FundEntries, "a", Survey.Block(Survey.Respondents(Survey.FundEntries, 2, lines))));
        var spec = new FrameSpec("fund_entries", ["entry", "community", "year", "amount"], []);
        var whole = await store.FrameAsync(spec);
        var (blocks, texts) = await store.ReduceRowsAsync(spec, given => given.Aggregate((Blocks: 0, Texts: new List<string>()), (sofar, block) => (sofar.Blocks + 1, [.. sofar.Texts, .. Texts(block)])));
        Assert.True(blocks > 1);
        Assert.Equal(Texts(whole), texts);
        foreach (var cells in Specs) AssertSame(await store.CellsAsync(cells), await store.ReduceCellsAsync(cells, given => given.Aggregate(new Cells(cells.By, cells.SumOf, []), (left, right) => left.Merge(right))));
    }

    [Fact]
    public async Task A_sum_over_phases_is_refused()
    {
        await using var store = await OpenAsync();
        await store.LoadAsync(Survey.Content("fund", Survey.FundEntries, "a", Survey.Block(Survey.Respondents(Survey.FundEntries, 2, "e1 c1 2018 paid 1 . . 1"))));
        var fault = await Assert.ThrowsAsync<StudyException>(() => store.CellsAsync(new CellsSpec("fund_entries", ["year"], ["amount"], null, [])));
        Assert.Contains("phase", fault.Fault.Mend, StringComparison.Ordinal);
        var notMoney = await Assert.ThrowsAsync<StudyException>(() => store.CellsAsync(new CellsSpec("fund_entries", ["phase"], ["community"], null, [])));
        Assert.Contains("cannot be summed", notMoney.Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sums_of_money_are_exact()
    {
        await using var store = await OpenAsync();
        string[] lines = [.. Enumerable.Range(0, 1000).Select(row => $"e{row} c1 2018 paid 0.1 . . 1")];
        await store.LoadAsync(Survey.Content("fund", Survey.FundEntries, "a", Survey.Block(Survey.Respondents(Survey.FundEntries, 2, [.. lines, "big c1 2018 paid 7000000000000000000.01 . . 1"]))));
        var cell = Assert.Single((await store.CellsAsync(new CellsSpec("fund_entries", ["phase"], ["amount"], null, []))).Rows);
        Assert.Equal(7000000000000000100.01m, Assert.Single(cell.Sums));
    }

    [Fact]
    public async Task Roots_equal_those_of_the_rows_in_memory()
    {
        await using var store = await OpenAsync();
        var random = new System.Random(7);
        string[] lines = [.. Enumerable.Range(0, 20_000).Select(row =>
            $"w1 p{row} c{random.Next(40)} {(random.Next(30) == 0 ? "." : $"{1 + random.Next(3)}")} {(row == 5 ? "undisclosed d 1" : $"{(random.Next(2) == 0 ? "female" : "male")} {random.Next(1, 6)} {(random.Next(9) == 0 ? "r" : $"{random.Next(1, 6)}")}")}")];
        await LoadAsync(store, "s1", "a", lines);
        ImmutableArray<ScaleSpec> scales = [new("both", [new("q1", false, 1, 5), new("q2", true, 1, 5)], 1)];
        var spec = new CrossProductSpec("responses", "q1 ~ gender + both + factor(q2)", "weight", "community", scales, [new RowFilter("gender", ["male", "female", "undisclosed"])]);

        var roots = await store.CrossProductsAsync(spec);

        var rows = ScaleScores.Add(await store.FrameAsync(new FrameSpec("responses", [], spec.Where)), scales);
        var variables = rows.Names.ToDictionary(name => name, Variable.Numeric);
        variables["gender"] = new Variable("gender", ["female", "male"]);
        variables["factor(q2)"] = new Variable("q2", ["1", "2", "3", "4", "5"]);
        var memory = new RootsAccumulator(CoProduction.Analysis.DesignPlan.Of(Formula.Parse(spec.Formula), variables), "weight", "community");
        memory.Add(rows);
        AssertSame(memory.Finish(), roots);
        Assert.Equal(20_000, roots.RowsRead);
        Assert.Equal(["(Intercept)", "gendermale", "both", "factor(q2)2", "factor(q2)3", "factor(q2)4", "factor(q2)5"], roots.Terms);
    }

    [Fact]
    public async Task A_formula_with_an_unknown_name_lists_the_fields()
    {
        await using var store = await OpenAsync();
        await LoadAsync(store, "s1", "a", "w1 p1 c1 1 female 1 2");
        var fault = await Assert.ThrowsAsync<StudyException>(() => store.CrossProductsAsync(new CrossProductSpec("responses", "q1 ~ wieght", null, null, [], [])));
        Assert.Contains("'weight'", fault.Fault.Mend, StringComparison.Ordinal);
    }

    private static ImmutableArray<CellsSpec> Specs { get; } =
    [
        new("fund_entries", ["phase"], ["amount"], null, []),
        new("fund_entries", ["community", "phase", "use_class"], ["amount"], "year", []),
        new("fund_entries", ["date", "joint", "_source"], [], null, [new RowFilter("phase", ["paid", "budgeted"])]),
        new("fund_entries", [], ["amount"], null, [new RowFilter("phase", ["paid"]), new RowFilter("use_class", ["维护", ""])]),
        new("fund_entries", ["amount"], [], "joint", []),
    ];

    private static string Entry(System.Random random, int row)
    {
        string Or(string value) => random.Next(4) == 0 ? "." : value;
        string[] phases = ["budgeted", "approved", "paid", "accepted"];
        string[] uses = ["维护", "culture", "Environment"];
        return $"e{row} c{random.Next(5)} {2015 + random.Next(5)} {phases[random.Next(4)]} {Or($"{random.Next(-50, 100_000)}.{random.Next(100):d2}")} {Or($"2018-0{random.Next(1, 10)}-11")} {Or(uses[random.Next(3)])} {Or($"{random.Next(2)}")}";
    }

    private static IEnumerable<string> Texts(Frame rows) => Enumerable.Range(0, rows.Rows).Select(row => string.Join(" ", rows.Columns.Select(column => CellKeys.Text(column, row))));

    private static void AssertSame(Cells expected, Cells actual)
    {
        Assert.Equal(expected.By, actual.By);
        Assert.Equal(expected.SumOf, actual.SumOf);
        Assert.Equal(expected.Rows.Length, actual.Rows.Length);
        foreach (var (wanted, got) in expected.Rows.Zip(actual.Rows))
        {
            Assert.Equal(wanted.Key, got.Key);
            Assert.Equal((wanted.Count, wanted.WeightSum), (got.Count, got.WeightSum));
            Assert.Equal(wanted.Sums, got.Sums);
            Assert.Equal(wanted.Missing, got.Missing);
        }
    }

    private static void AssertSame(CommunityRoots expected, CommunityRoots actual)
    {
        Assert.Equal(expected.Terms, actual.Terms);
        Assert.Equal((expected.RowsRead, expected.RowsIncomplete), (actual.RowsRead, actual.RowsIncomplete));
        Assert.Equal(expected.Clusters.Select(cluster => (cluster.Community, cluster.Root.Rows)), actual.Clusters.Select(cluster => (cluster.Community, cluster.Root.Rows)));
        foreach (var (wanted, got) in expected.Clusters.Zip(actual.Clusters))
            foreach (var (left, right) in wanted.Root.Root.Zip(got.Root.Root)) Assert.Equal(left, right, 1e-9 * Math.Max(1, Math.Abs(left)));
    }
}
