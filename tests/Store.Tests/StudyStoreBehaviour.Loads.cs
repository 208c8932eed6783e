using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CoProduction.Analysis;

namespace CoProduction.Store.Tests;

/// <summary>Loading: whole or not at all, once, and never in a reader's way.</summary>
public abstract partial class StudyStoreBehaviour
{
    [Fact]
    public async Task An_unchanged_source_is_skipped_and_a_changed_one_replaces()
    {
        await using var store = await OpenAsync();
        var first = await LoadAsync(store, "s1", "a", "w1 p1 c1 1 female 1 2");
        Assert.False(first.Skipped);
        Assert.Equal(new SourceStamp("s1", "s1.csv", "sha-a", 1, 0), first.Loaded.Stamp);

        var untouched = Survey.Content("s1", TwoItems, "a", Broken(0));
        var again = await store.LoadAsync(untouched);
        Assert.True(again.Skipped);
        Assert.Equal(first.Loaded, again.Loaded);

        Assert.False((await LoadAsync(store, "s1", "b", "w1 p7 c1 1 female 1 2", "w1 p8 c1 1 female 1 2")).Skipped);
        Assert.Equal(["p7", "p8"], await RespondentsAsync(store));
        Assert.Equal(["b"], (await store.SourcesAsync()).Select(source => source.Fingerprint));
    }

    [Fact]
    public async Task A_stream_that_breaks_midway_changes_nothing()
    {
        await using var store = await OpenAsync();
        await LoadAsync(store, "s1", "a", "w1 p1 c1 1 female 1 2");
        await Assert.ThrowsAsync<InvalidDataException>(() => store.LoadAsync(Survey.Content("s1", TwoItems, "b", Broken(3))));
        Assert.Equal(["p1"], await RespondentsAsync(store));
        await LoadAsync(store, "s1", "c", "w1 p2 c1 1 female 1 2");
        Assert.Equal(["p2"], await RespondentsAsync(store));
    }

    [Fact]
    public async Task A_cancelled_load_changes_nothing()
    {
        await using var store = await OpenAsync();
        await LoadAsync(store, "s1", "a", "w1 p1 c1 1 female 1 2");
        using var stop = new CancellationTokenSource();
        async IAsyncEnumerable<SourceBlock> Stopping([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return One(0);
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.LoadAsync(Survey.Content("s1", TwoItems, "b", Stopping()), stop.Token));
        Assert.Equal(["p1"], await RespondentsAsync(store));
        Assert.Equal("a", (await store.SourcesAsync())[0].Fingerprint);
    }

    [Fact]
    public async Task Readers_go_on_with_the_version_they_opened()
    {
        await using var writer = await OpenAsync();
        await LoadAsync(writer, "s1", "a", "w1 p1 c1 1 female 1 2");
        await using var reader = await OpenAsync();
        string[] during = [];
        async IAsyncEnumerable<SourceBlock> Watched()
        {
            yield return One(0);
            during = await RespondentsAsync(reader);
        }
        await writer.LoadAsync(Survey.Content("s1", TwoItems, "b", Watched()));

        Assert.Equal(["p1"], during);
        Assert.Equal(["p1"], await RespondentsAsync(reader));
        Assert.Equal(["p-0"], await RespondentsAsync(writer));
        await using var later = await OpenAsync();
        Assert.Equal(["p-0"], await RespondentsAsync(later));
    }

    [Fact]
    public async Task A_second_load_at_the_same_time_is_refused()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        StudyException? refused = null;
        async IAsyncEnumerable<SourceBlock> Meanwhile()
        {
            yield return One(0);
            refused = await Assert.ThrowsAsync<StudyException>(() => LoadAsync(second, "s2", "x", "w2 p1 c1 1 female 1 2"));
        }
        await first.LoadAsync(Survey.Content("s1", TwoItems, "a", Meanwhile()));
        Assert.Contains("Another load", refused!.Fault.What, StringComparison.Ordinal);
        Assert.Contains("Wait", refused.Fault.Mend, StringComparison.Ordinal);
        await LoadAsync(second, "s2", "x", "w2 p1 c1 1 female 1 2");
        Assert.Equal(["s1", "s2"], (await second.SourcesAsync()).Select(source => source.Source));
    }

    [Fact]
    public async Task The_later_of_two_rows_with_one_key_is_rejected()
    {
        await using var store = await OpenAsync();
        var receipt = await LoadAsync(store, "s1", "a", "w1 p1 c1 1 female 1 2", "w1 p2 c1 1 male 3 3", "w1 p1 c2 1 male 5 5", "w1 p1 c3 1 male 4 4");

        Assert.Equal((2L, 2L, 2L), (receipt.Loaded.Stamp.Accepted, receipt.Loaded.Stamp.Rejected, receipt.Faults));
        Assert.Equal(["p1", "p2"], await RespondentsAsync(store));
        Assert.Equal([4L, 5L], receipt.FirstRejections.Select(rejection => rejection.Row));
        var rejection = receipt.FirstRejections[0];
        Assert.Equal(("s1", "s1.csv", "instrument, respondent", "w1, p1"), (rejection.Source, rejection.File, rejection.Column, rejection.Value));
        Assert.Contains("row 2", rejection.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_source_is_rejected_and_judged_again_when_that_source_changes()
    {
        await using var store = await OpenAsync();
        await LoadAsync(store, "s1", "a", "w1 p1 c1 1 female 1 2");
        await LoadAsync(store, "s3", "z", "w9 p1 c1 1 female 1 2");
        var receipt = await LoadAsync(store, "s2", "b", "w1 p1 c1 1 male 1 2", "w1 p3 c1 1 male 1 2");
        Assert.Equal((1L, 1L), (receipt.Loaded.Stamp.Accepted, receipt.Loaded.Stamp.Rejected));
        Assert.Contains("source 's1', row 2", Assert.Single(receipt.FirstRejections).Rule, StringComparison.Ordinal);
        Assert.True((await LoadAsync(store, "s2", "b")).Skipped);

        await LoadAsync(store, "s1", "c", "w1 p2 c1 1 female 1 2");
        var again = await LoadAsync(store, "s2", "b", "w1 p1 c1 1 male 1 2", "w1 p3 c1 1 male 1 2");
        Assert.False(again.Skipped);
        Assert.Equal((2L, 0L), (again.Loaded.Stamp.Accepted, again.Loaded.Stamp.Rejected));
    }

    [Fact]
    public async Task Rejections_are_kept_all_and_the_first_twenty_are_shown()
    {
        await using var store = await OpenAsync();
        ImmutableArray<Rejection> faults = [.. Enumerable.Range(3, 25).Select(row => new Rejection("s1", "s1.csv", row, "q1", "七", "not in 1..5", "Correct it"))];
        var receipt = await store.LoadAsync(Survey.Content("s1", TwoItems, "a", Survey.Block(Survey.Respondents(TwoItems, 2, "w1 p1 c1 1 female 1 2"), faults)));

        Assert.Equal((1L, 25L, 25L), (receipt.Loaded.Stamp.Accepted, receipt.Loaded.Stamp.Rejected, receipt.Faults));
        Assert.Equal(faults.Take(20), receipt.FirstRejections);
        var kept = new List<Rejection>();
        await foreach (var rejection in store.RejectionsAsync("s1")) kept.Add(rejection);
        Assert.Equal(faults, kept);
        await using var reader = await OpenAsync();
        Assert.Equal(receipt.Loaded, Assert.Single(await reader.SourcesAsync()));
    }

    [Fact]
    public async Task A_value_that_cannot_be_held_exactly_is_rejected_not_rounded()
    {
        await using var store = await OpenAsync();
        var rows = Survey.Respondents(Survey.FundEntries, 2, "e1 c1 2018 paid 0.000000000000001 . . 1", "e2 c1 2018 paid 1.1000000000000000 . . 1", "e3 c1 2018 paid 2 . . 300");
        var receipt = await store.LoadAsync(Survey.Content("fund", Survey.FundEntries, "a", Survey.Block(rows)));
        Assert.Equal((1L, 2L), (receipt.Loaded.Stamp.Accepted, receipt.Loaded.Stamp.Rejected));
        Assert.Equal([(2L, "amount"), (4L, "joint")], receipt.FirstRejections.Select(rejection => (rejection.Row, rejection.Column)));
    }

    [Fact]
    public async Task Counts_that_do_not_add_up_are_a_fault()
    {
        await using var store = await OpenAsync();
        var block = Survey.Block(Survey.Respondents(TwoItems, 2, "w1 p1 c1 1 female 1 2")) with { RowsRead = 2 };
        var fault = await Assert.ThrowsAsync<StudyException>(() => store.LoadAsync(Survey.Content("s1", TwoItems, "a", block)));
        Assert.Contains("1 accepted and 0 rejected rows of 2 read", fault.Fault.What, StringComparison.Ordinal);
        Assert.Empty(await store.SourcesAsync());
    }

    [Fact]
    public async Task Sources_that_are_no_longer_named_are_removed()
    {
        await using var store = await OpenAsync();
        await LoadAsync(store, "s1", "a", "w1 p1 c1 1 female 1 2");
        await LoadAsync(store, "s2", "b", "w2 p2 c1 1 female 1 2");
        Assert.Equal(["s1"], await store.RetainAsync(["s2", "never-there"]));
        Assert.Equal(["p2"], await RespondentsAsync(store));
        Assert.Empty(await store.RetainAsync(["s2"]));
        Assert.Equal(["s2"], (await store.SourcesAsync()).Select(source => source.Source));
    }

    [Fact]
    public async Task Blocks_of_any_size_keep_every_row_in_order()
    {
        await using var store = await OpenAsync();
        int[] sizes = [1, 2047, 2048, 2049, 0, 5000];
        int next = 0;
        var blocks = sizes.Select(size => Survey.Block(Survey.Respondents(TwoItems, next + 2, [.. Enumerable.Range(0, size).Select(_ => $"w1 respondent-{next} c{next % 7} 1 {(next++ % 3 == 0 ? "." : "male")} 3 d")])));
        await store.LoadAsync(Survey.Content("s1", TwoItems, "a", [.. blocks]));

        var frame = await store.FrameAsync(new FrameSpec("responses", ["respondent", "_row", "gender", "q2"], []));
        Assert.Equal(Enumerable.Range(0, next).Select(row => $"respondent-{row}"), ((TextColumn)frame["respondent"]).Values);
        Assert.Equal(Enumerable.Range(2, next).Select(row => (long)row), ((IntegerColumn)frame["_row"]).Values);
        Assert.Equal(Enumerable.Range(0, next).Select(row => row % 3 == 0 ? MissingReason.Blank : MissingReason.Present), frame["gender"].Reasons);
        Assert.All(frame["q2"].Reasons, reason => Assert.Equal(MissingReason.DontKnow, reason));
    }

    private static SourceBlock One(int number) => Survey.Block(Survey.Respondents(TwoItems, number + 2, $"w1 p-{number} c1 1 female 1 2"));

    private static async IAsyncEnumerable<SourceBlock> Broken(int after)
    {
        for (int number = 0; number < after; number++)
        {
            await Task.Yield();
            yield return One(number);
        }
        throw new InvalidDataException("the file ends in the middle of a row");
    }
}
