using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Store.Tests;

/// <summary>What every store does, whatever its engine.</summary>
public abstract partial class StudyStoreBehaviour
{
    private protected static readonly TableSchema TwoItems = Survey.Responses("q1", "q2");

    /// <summary>Opens the store under test once more; every call of one test sees the same store.</summary>
    private protected abstract Task<IStudyStore> OpenAsync();

    [Fact]
    public async Task A_new_store_is_empty()
    {
        await using var store = await OpenAsync();
        Assert.Empty(await store.SourcesAsync());
        var fault = (await Assert.ThrowsAsync<StudyException>(() => store.FrameAsync(new FrameSpec("responses", [], [])))).Fault;
        Assert.Contains("responses", fault.What, StringComparison.Ordinal);
        Assert.Contains("nothing is loaded", fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_come_back_typed_and_in_order()
    {
        await using var store = await OpenAsync();
        var schema = Survey.FundEntries;
        var rows = Survey.Respondents(schema, 2,
            "e1 锦绣社区 2018 paid 12.50 2018-01-31 维护 1", "e2 c02 2018 paid 0.0000000001 . . 0", "e3 a-community-with-a-long-name 2019 budgeted -79228162514264.33 1969-12-31 other .");
        await store.LoadAsync(Survey.Content("fund", schema, "a", Survey.Block(rows)));

        var frame = await store.FrameAsync(new FrameSpec("fund_entries", [], []));

        Assert.Equal(["entry", "community", "year", "phase", "amount", "date", "use_class", "joint", "_source", "_row"], frame.Names);
        Assert.Equal(["锦绣社区", "c02", "a-community-with-a-long-name"], ((TextColumn)frame["community"]).Values);
        Assert.Equal([12.5m, 0.0000000001m, -79228162514264.33m], ((MoneyColumn)frame["amount"]).Values);
        Assert.Equal([new DateOnly(2018, 1, 31), default, new DateOnly(1969, 12, 31)], ((DateColumn)frame["date"]).Values);
        Assert.Equal([2018L, 2018L, 2019L], ((IntegerColumn)frame["year"]).Values);
        var phase = (CategoryColumn)frame["phase"];
        Assert.Equal(["budgeted", "approved", "paid", "accepted"], phase.Levels);
        Assert.Equal([2, 2, 0], phase.Codes);
        var use = (CategoryColumn)frame["use_class"];
        Assert.Equal(["other", "维护"], use.Levels);
        Assert.Equal([1, -1, 0], use.Codes);
        Assert.Equal([MissingReason.Present, MissingReason.Blank, MissingReason.Present], use.Reasons);
        Assert.Equal([2L, 3L, 4L], ((IntegerColumn)frame["_row"]).Values);
        Assert.Equal(["fund", "fund", "fund"], ((TextColumn)frame["_source"]).Values);
    }

    [Fact]
    public async Task Reasons_for_missing_values_survive()
    {
        await using var store = await OpenAsync();
        await LoadAsync(store, "s1", "a", "w1 p1 c1 1 female 1 n", "w1 p2 c1 r male d l", "w1 p3 c1 2.5 . . 5");

        var frame = await store.FrameAsync(new FrameSpec("responses", ["weight", "gender", "q1", "q2"], []));

        Assert.Equal([MissingReason.Present, MissingReason.Refused, MissingReason.Present], frame["weight"].Reasons);
        Assert.Equal([MissingReason.Present, MissingReason.Present, MissingReason.Blank], frame["gender"].Reasons);
        Assert.Equal([MissingReason.Present, MissingReason.DontKnow, MissingReason.Blank], frame["q1"].Reasons);
        Assert.Equal([MissingReason.NotAsked, MissingReason.Lost, MissingReason.Present], frame["q2"].Reasons);
        Assert.Equal([0L, 0L, 5L], ((IntegerColumn)frame["q2"]).Values);
    }

    [Fact]
    public async Task Reasons_of_many_fields_do_not_mix()
    {
        await using var store = await OpenAsync();
        string[] kinds = ["3", ".", "n", "r", "d", "l"];
        string[] items = [.. Enumerable.Range(1, 40).Select(item => $"q{item}")];
        await LoadAsync(store, "s1", "a", Survey.Responses([.. items]), [.. Enumerable.Range(0, 6).Select(row => $"w1 p{row} c1 1 male {string.Join(' ', items.Select((_, item) => kinds[(row + item) % 6]))}")]);

        var frame = await store.FrameAsync(new FrameSpec("responses", [.. items], []));

        foreach (var (name, item) in items.Select((name, item) => (name, item)))
            Assert.Equal(Enumerable.Range(0, 6).Select(row => (MissingReason)((row + item) % 6)), frame[name].Reasons);
    }

    [Fact]
    public async Task Fields_without_a_column_in_the_file_come_back_as_the_others()
    {
        await using var store = await OpenAsync();
        var schema = Survey.FundEntries with { Fields = Survey.FundEntries.Fields.Add(Survey.Field("note", FieldType.Text)) };
        string[] lines = [.. Enumerable.Range(1, 3).Select(entry => $"e{entry} c'1 2020 paid 1.5 2020-02-29 roads 1 l")];
        var content = Survey.Content("s1", schema, "a", Survey.Block(Survey.Respondents(schema, 2, lines[..2])), Survey.Block(Survey.Respondents(schema, 4, lines[2])));
        await store.LoadAsync(content with { Uniform = [.. schema.Fields.Select(field => field.Name).Where(name => name != "entry")] });

        var (given, frame) = (Survey.Respondents(schema, 2, lines), await store.FrameAsync(new FrameSpec("fund_entries", [], [])));

        foreach (var field in schema.Fields)
            Assert.Equal(Enumerable.Range(0, 3).Select(row => (given[field.Name].Text(row), given[field.Name].Reason(row))), Enumerable.Range(0, 3).Select(row => (frame[field.Name].Text(row), frame[field.Name].Reason(row))));
        Assert.Equal(3, Assert.Single((await store.CellsAsync(new CellsSpec("fund_entries", ["community", "phase", "note"], [], null, [new RowFilter("use_class", ["roads"])]))).Rows).Count);
    }

    [Fact]
    public async Task A_table_is_the_union_of_its_sources_in_order_of_id()
    {
        await using var store = await OpenAsync();
        await LoadAsync(store, "wave-2", "b", Survey.Responses("q2", "q3"), "w2 p1 c1 1 female 4 5");
        await LoadAsync(store, "wave-1", "a", TwoItems, "w1 p1 c1 1 female 1 2", "w1 p2 c2 1 male 3 .");

        var frame = await store.FrameAsync(new FrameSpec("responses", ["_source", "_row", "q1", "q2", "q3"], []));

        Assert.Equal(["wave-1", "wave-1", "wave-2"], ((TextColumn)frame["_source"]).Values);
        Assert.Equal([2L, 3L, 2L], ((IntegerColumn)frame["_row"]).Values);
        Assert.Equal([2L, 0L, 4L], ((IntegerColumn)frame["q2"]).Values);
        Assert.Equal([MissingReason.Present, MissingReason.Present, MissingReason.NotAsked], frame["q1"].Reasons);
        Assert.Equal([MissingReason.NotAsked, MissingReason.NotAsked, MissingReason.Present], frame["q3"].Reasons);
    }

    [Fact]
    public async Task Conditions_take_stored_values_and_the_empty_one_for_missing()
    {
        await using var store = await OpenAsync();
        await LoadAsync(store, "s1", "a", "w1 p1 c1 1 female 1 2", "w1 p2 c1 1.5 male 2 2", "w1 p3 o'c 1 . 3 2");
        async Task<IEnumerable<long>> Rows(params RowFilter[] where) => ((IntegerColumn)(await store.FrameAsync(new FrameSpec("responses", ["_row"], [.. where])))["_row"]).Values;

        Assert.Equal(new long[] { 2L }, await Rows(new RowFilter("gender", ["female"])));
        Assert.Equal(new long[] { 3L, 4L }, await Rows(new RowFilter("gender", ["male", ""])));
        Assert.Equal(new long[] { 4L }, await Rows(new RowFilter("community", ["o'c"])));
        Assert.Equal(new long[] { 3L }, await Rows(new RowFilter("q1", ["2", "not a number"]), new RowFilter("weight", ["1.50"])));
        Assert.Equal(new long[] { 2L, 3L, 4L }, await Rows(new RowFilter("_source", ["s1", "other"])));
        Assert.Empty(await Rows(new RowFilter("gender", [])));
        Assert.Empty(await Rows(new RowFilter("q1", ["2'; DROP TABLE records; --"])));
    }

    [Fact]
    public async Task An_unknown_field_is_named_with_the_nearest()
    {
        await using var store = await OpenAsync();
        await LoadAsync(store, "s1", "a", "w1 p1 c1 1 female 1 2");
        var field = await Assert.ThrowsAsync<StudyException>(() => store.FrameAsync(new FrameSpec("responses", ["comunity"], [])));
        Assert.Contains("'community'", field.Fault.Mend, StringComparison.Ordinal);
        var filter = await Assert.ThrowsAsync<StudyException>(() => store.CellsAsync(new CellsSpec("responses", [], [], null, [new RowFilter("gendre", ["x"])])));
        Assert.Contains("'gender'", filter.Fault.Mend, StringComparison.Ordinal);
        var table = await Assert.ThrowsAsync<StudyException>(() => store.FrameAsync(new FrameSpec("response", [], [])));
        Assert.Contains("'responses'", table.Fault.Mend, StringComparison.Ordinal);
    }

    private protected static Task<LoadReceipt> LoadAsync(IStudyStore store, string id, string fingerprint, params string[] lines) =>
        LoadAsync(store, id, fingerprint, TwoItems, lines);

    private protected static Task<LoadReceipt> LoadAsync(IStudyStore store, string id, string fingerprint, TableSchema schema, params string[] lines) =>
        store.LoadAsync(Survey.Content(id, schema, fingerprint, Survey.Block(Survey.Respondents(schema, 2, lines))));

    private protected static async Task<string[]> RespondentsAsync(IStudyStore store) =>
        [.. ((TextColumn)(await store.FrameAsync(new FrameSpec("responses", ["respondent"], [])))["respondent"]).Values];
}
