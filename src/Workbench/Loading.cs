using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Ingest;
using CoProduction.Store;

namespace CoProduction.Workbench;

/// <summary>Loads a study's sources into a store, in an order in which every table comes after those it refers to.</summary>
public static class Loading
{
    /// <summary>Loads what changed; sources that the study no longer names are removed.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="store">The store to load into.</param>
    /// <param name="progress">One step a source.</param>
    /// <param name="cancellationToken">Stops the loading; the source under way keeps its previous version.</param>
    /// <exception cref="StudyException">A source cannot be used at all.</exception>
    public static async Task<LoadReport> LoadAsync(StudyPlan plan, IStudyStore store, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        RefuseAbsentFiles(plan, cancellationToken);
        var hashes = HashesAhead.Begin(plan.Sources, plan.Folder);
        await store.RetainAsync([.. plan.Sources.Select(source => source.Id)], cancellationToken).ConfigureAwait(false);
        var receipts = ImmutableArray.CreateBuilder<LoadReceipt>();
        var parents = ParentKeys.None;
        foreach (var source in plan.Sources)
        {
            var step = new WorkStep(receipts.Count + 1, plan.Sources.Length, new Label($"读取 {source.File}", $"reading {source.File}"));
            progress?.Report(step);
            receipts.Add(await LoadAsync(plan, source, store, parents, hashes, Rows(step, progress), Notices(step, progress), cancellationToken).ConfigureAwait(false));
            parents = await WithKeysAsync(parents, source.Table, store, cancellationToken).ConfigureAwait(false);
        }
        return new LoadReport(receipts.ToImmutable()) { Unmapped = await Unmapped.OfAsync(plan, store, cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>A long source says its rows as it goes.</summary>
    private static PacedRows Rows(WorkStep step, IProgress<WorkStep>? progress) => new(rows =>
        progress?.Report(step with { What = new(FormattableString.Invariant($"{step.What.Zh}：{rows:N0} 行"), FormattableString.Invariant($"{step.What.En}: {rows:N0} rows")) }));

    /// <summary>What a source holds and is left out is a line of its own.</summary>
    private static Action<Label> Notices(WorkStep step, IProgress<WorkStep>? progress) => notice => progress?.Report(step with { What = new($"{step.What.Zh}：{notice.Zh}", $"{step.What.En}: {notice.En}") });

    /// <summary>A missing file is found before the first source is loaded; the reader words the error.</summary>
    private static void RefuseAbsentFiles(StudyPlan plan, CancellationToken cancellationToken)
    {
        foreach (var source in plan.Sources.Where(source => !File.Exists(Path.Combine(plan.Folder, source.File))))
            SourceReader.Open(source, plan.Folder, DataSchema.Table(source.Table), ParentKeys.None, [], cancellationToken: cancellationToken);
    }

    private static async Task<LoadReceipt> LoadAsync(StudyPlan plan, SourcePlan source, IStudyStore store, ParentKeys parents, HashesAhead hashes, PacedRows rows, Action<Label> notices, CancellationToken cancellationToken)
    {
        var questions = await Surveys.QuestionsAsync(store, source, cancellationToken).ConfigureAwait(false);
        var schema = source.Instrument is null ? DataSchema.Table(source.Table) : DataSchema.Responses(questions);
        source.CheckFields(schema);
        schema = source.Cleaning.Extend(schema);
        var codes = questions.SelectMany(question => question.MissingCodes.Select(code => new MissingCode(question.Item, code.Text, code.Reason)));
        return await store.LoadAsync(SourceReader.Open(source, plan.Folder, schema, parents, [.. codes], rows, notices, hashes, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ParentKeys> WithKeysAsync(ParentKeys parents, string table, IStudyStore store, CancellationToken cancellationToken)
    {
        if (!DataSchema.Tables.Any(schema => schema.ForeignKeys.Any(key => key.Table == table))) return parents;
        var fields = DataSchema.Table(table).PrimaryKey;
        var rows = await store.FrameAsync(new FrameSpec(table, fields, []), cancellationToken).ConfigureAwait(false);
        var columns = fields.Select(field => rows[field]).ToArray();
        return parents.With(table, fields, Enumerable.Range(0, rows.Rows).Select(row => columns.Select(column => column.Text(row)).ToImmutableArray()));
    }
}

/// <summary>What loading a study did, source by source.</summary>
/// <param name="Receipts">One receipt per source, in loading order.</param>
public sealed record LoadReport(ImmutableArray<LoadReceipt> Receipts)
{
    /// <summary>Categories that the crosswalks of the sources have no entry for.</summary>
    public ImmutableArray<Unmapped> Unmapped { get; init; } = [];

    /// <summary>Rows accepted; accepted + rejected = rows read.</summary>
    public long Accepted => Receipts.Sum(receipt => receipt.Loaded.Stamp.Accepted);

    /// <summary>Rows rejected, each with at least one fault.</summary>
    public long Rejected => Receipts.Sum(receipt => receipt.Loaded.Stamp.Rejected);

    /// <summary>Faults of the rejected rows.</summary>
    public long Faults => Receipts.Sum(receipt => receipt.Faults);

    /// <summary>The first faults in loading order, at most 20.</summary>
    public ImmutableArray<Rejection> FirstRejections => [.. Receipts.SelectMany(receipt => receipt.FirstRejections).Take(20)];
}
