using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Tests;

namespace CoProduction.Store.Tests;

/// <summary>Reductions that are remembered: asked of the engine once a data version, never served after a load, and narrowed from a wide one only where the rows are the same.</summary>
public sealed class CachedStudyStoreTests : StudyStoreBehaviour, IDisposable
{
    private const string Wide = "q1 ~ gender + q2 + weight";
    private readonly string _folder = Directory.CreateTempSubdirectory("copro-cached-").FullName;

    /// <summary>Removes the folder.</summary>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_asked_before_is_answered_without_the_engine_until_a_load()
    {
        await using var store = await CountedAsync(complete: true);
        var spec = new CellsSpec("responses", ["gender"], [], null, []);
        var first = await store.CellsAsync(spec);
        Assert.Same(first, await store.CellsAsync(spec with { By = ["gender"] }));
        Assert.NotSame(first, await store.CellsAsync(spec with { By = ["community"] }));
        await LoadAsync(store, "s2", "b", "w2 p1 c1 1 female 1 2");
        var later = await store.CellsAsync(spec);
        Assert.Equal(first.Rows.Sum(cell => cell.Count) + 1, later.Rows.Sum(cell => cell.Count));
        await store.RetainAsync(["s1"]);
        Assert.Equal(first.Rows.Sum(cell => cell.Count), (await store.CellsAsync(spec)).Rows.Sum(cell => cell.Count));
    }

    [Theory]
    [InlineData("q1 ~ q2")]
    [InlineData("q2 ~ gender + q1")]
    [InlineData("q1 ~ gender")]
    [InlineData("q1 ~ 1")]
    public async Task One_wide_reduction_serves_narrower_models(string formula)
    {
        await using var store = await CountedAsync(complete: true);
        bool served = formula != "q2 ~ gender + q1";
        var wide = await store.CrossProductsAsync(Spec(Wide));
        var narrow = await store.CrossProductsAsync(Spec(formula));
        Assert.Equal(served, WideRoots.Narrowed(wide, Spec(Wide), Spec(formula)) is not null);
        var alone = await ((CachedStudyStore)store).Engine.CrossProductsAsync(Spec(formula));
        Assert.Equal(alone.Terms, narrow.Terms);
        Assert.Equal(alone.Origins, narrow.Origins);
        Assert.Equal((alone.RowsRead, alone.Communities), (narrow.RowsRead, narrow.Communities));
        var (expected, actual) = (LinearModel.Fit(new LinearSpec(Formula.Parse(formula)), alone), LinearModel.Fit(new LinearSpec(Formula.Parse(formula)), narrow));
        // Both roots are of the same rows in double precision; ten digits are far within what merging loses. An estimate may be nought, so its error is measured in standard errors.
        for (int term = 0; term < expected.Terms.Length; term++)
        {
            CorrectDigits.Assert(10, (actual.Coefficients[term] - expected.Coefficients[term]) / expected.StdErrors[term], 0, formula);
            CorrectDigits.Assert(10, actual.StdErrors[term], expected.StdErrors[term], formula);
        }
    }

    [Theory]
    [InlineData("q1 ~ q2", "q1 ~ q2:weight")]
    [InlineData("q1 ~ 0 + q2 + gender", "q1 ~ q2")]
    [InlineData("q1 ~ q2", "q1 ~ weight")]
    [InlineData("q1 ~ q2 + weight", "q1 ~ 0 + q2")]
    public async Task What_a_wide_reduction_cannot_give_is_asked_of_the_engine(string wide, string narrow)
    {
        await using var store = await CountedAsync(complete: true);
        Assert.Null(WideRoots.Narrowed(await store.CrossProductsAsync(Spec(wide)), Spec(wide), Spec(narrow)));
    }

    [Fact]
    public async Task A_wide_reduction_that_left_rows_out_serves_no_other_model()
    {
        await using var store = await CountedAsync(complete: false);
        var wide = await store.CrossProductsAsync(Spec(Wide));
        Assert.True(wide.RowsIncomplete > 0);
        Assert.Null(WideRoots.Narrowed(wide, Spec(Wide), Spec("q1 ~ q2")));
        var other = Spec("q1 ~ q2") with { Where = [new RowFilter("gender", ["male"])] };
        Assert.Null(WideRoots.Narrowed(wide with { RowsIncomplete = 0 }, Spec(Wide), other));
    }

    private protected override async Task<IStudyStore> OpenAsync() => new CachedStudyStore(await DuckDbStudyStore.OpenAsync(Path.Combine(_folder, "store")));

    private async Task<IStudyStore> CountedAsync(bool complete)
    {
        var store = await OpenAsync();
        await LoadAsync(store, "s1", "a", [.. Enumerable.Range(0, 300).Select(row => $"w1 p{row} c{row % 7} {1 + row % 3} {(!complete && row == 9 ? "." : row % 2 == 0 ? "female" : "male")} {1 + row * row % 5} {1 + row % 4}")]);
        return store;
    }

    private static CrossProductSpec Spec(string formula) => new("responses", formula, null, "community", [], []);
}
