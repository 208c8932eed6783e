using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Store;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Tests.Evidence;

/// <summary>The survey's section is made in one pass over blocks of respondents, and says the same whatever the blocks are.</summary>
public sealed class SurveyEvidenceTests : IDisposable
{
    private readonly SmallStudy _study = new();

    public void Dispose() => _study.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(", exclusions: [ { rule: \"tru2 = 5\", reason: not in earnest }, { rule: \"satisfaction > 3.5\", reason: by score }, { rule: \"duplicate(sat1, tru1, tru2)\", reason: twice } ]")]
    public async Task RespondentsAreNeverHeldTogether(string exclusions)
    {
        _study.Write("study.yaml", File.ReadAllText(_study["study.yaml"]).Replace("design: { cluster: community } }", $"design: {{ cluster: community }}{exclusions} }}", StringComparison.Ordinal));
        await _study.LoadAsync();
        await using var store = await _study.OpenAsync();
        string[] expected = await SaidAsync(store);
        Assert.True(expected.Length > 10);
        Assert.Equal(expected, await SaidAsync(new InBlocks(store, 7)));
    }

    private async Task<string[]> SaidAsync(IStudyStore store)
    {
        var section = (await SurveyEvidence.OfAsync(new Loaded(_study.Plan, store, ["responses"]), TestContext.Current.CancellationToken))!;
        return [.. section.Tables.Concat(section.Figures.Select(figure => figure.Data)).SelectMany(Lines)];
    }

    // Sums in another order may differ in the last digits.
    private static IEnumerable<string> Lines(CandidateTable table) => table.Rows.Select(row =>
        $"{table.Id} {string.Join(' ', row.Key)} {row.Base} {string.Join(' ', row.Values.Select(value => value.State == ValueState.Number ? value.Number.ToString("G12", System.Globalization.CultureInfo.InvariantCulture) : value.ToString()))}");

    /// <summary>A store whose respondents come in small blocks and never whole.</summary>
    private sealed class InBlocks(IStudyStore store, int size) : IStudyStore
    {
        public Task<T> ReduceRowsAsync<T>(FrameSpec spec, Func<IEnumerable<Frame>, T> reduce, CancellationToken cancellationToken = default) =>
            store.ReduceRowsAsync(spec, blocks => reduce(blocks.SelectMany(block => Enumerable.Range(0, block.Rows).Chunk(size).Select(rows => block.Picked(rows)))), cancellationToken);

        public Task<Frame> FrameAsync(FrameSpec spec, CancellationToken cancellationToken = default) =>
            spec.Table == "responses" ? throw new InvalidOperationException("All respondents were asked for at once.") : store.FrameAsync(spec, cancellationToken);

        public Task<ImmutableArray<LoadedSource>> SourcesAsync(CancellationToken cancellationToken = default) => store.SourcesAsync(cancellationToken);

        public Task<LoadReceipt> LoadAsync(SourceContent content, CancellationToken cancellationToken = default) => store.LoadAsync(content, cancellationToken);

        public Task<ImmutableArray<string>> RetainAsync(ImmutableArray<string> sources, CancellationToken cancellationToken = default) => store.RetainAsync(sources, cancellationToken);

        public IAsyncEnumerable<Rejection> RejectionsAsync(string source, CancellationToken cancellationToken = default) => store.RejectionsAsync(source, cancellationToken);

        public Task<T> ReduceCellsAsync<T>(CellsSpec spec, Func<IEnumerable<Cells>, T> reduce, CancellationToken cancellationToken = default) => store.ReduceCellsAsync(spec, reduce, cancellationToken);

        public Task<Cells> CellsAsync(CellsSpec spec, CancellationToken cancellationToken = default) => store.CellsAsync(spec, cancellationToken);

        public Task<CommunityRoots> CrossProductsAsync(CrossProductSpec spec, CancellationToken cancellationToken = default) => store.CrossProductsAsync(spec, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
