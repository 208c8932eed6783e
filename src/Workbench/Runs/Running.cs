using System.Collections.Immutable;
using CoProduction.Store;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench;

/// <summary>What a run did.</summary>
/// <param name="Load">What was loaded.</param>
/// <param name="Rejections">File of every rejection; null when there is none.</param>
/// <param name="Report">Path of the report.</param>
/// <param name="Record">The record kept beside the outputs.</param>
/// <param name="Unchanged">True when nothing had changed and every output still stood.</param>
public sealed record RunReport(LoadReport Load, string? Rejections, string Report, RunRecord Record, bool Unchanged);

/// <summary>Runs a study: load what changed, answer the questions, review, write. Only what changed is redone.</summary>
public static class Running
{
    /// <summary>Runs a study.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="output">Folder of the outputs.</param>
    /// <param name="progress">Steps for people.</param>
    /// <param name="cancellationToken">Stops the run; every output is there whole or not at all.</param>
    /// <exception cref="StudyException">A source or a model cannot be used.</exception>
    public static async Task<RunReport> RunAsync(StudyPlan plan, string output, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        await using var store = await StudyStores.OpenAsync(plan, cancellationToken).ConfigureAwait(false);
        var load = await Loading.LoadAsync(plan, store, progress, cancellationToken).ConfigureAwait(false);
        LoadAudit.Keep(plan, load);
        string? rejections = await Rejected.WriteAsync(store, load, Path.Combine(output, "rejections.csv"), cancellationToken).ConfigureAwait(false);
        var last = RunRecord.Read(output);
        string key = Key(Release.Build, plan, load);
        bool unchanged = last?.Key == key && last.Outputs.All(file => file.Stands(output));
        var record = unchanged ? last! : await RedoAsync(plan, store, load, output, key, last, progress, cancellationToken).ConfigureAwait(false);
        return new RunReport(load, rejections, Path.Combine(output, Outputs.Report), record, unchanged);
    }

    private static async Task<RunRecord> RedoAsync(
        StudyPlan plan, IStudyStore store, LoadReport load, string output, string key, RunRecord? last, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        var released = await ReleaseAsync(plan, store, load, progress, cancellationToken).ConfigureAwait(false);
        var stamps = load.Receipts.Select(receipt => receipt.Loaded.Stamp).OrderBy(stamp => stamp.Source, StringComparer.Ordinal).ToImmutableArray();
        var files = await Outputs.WriteAsync(plan, released, stamps, output, last, cancellationToken).ConfigureAwait(false);
        var record = new RunRecord(Release.Version, plan.Id, plan.Synthetic, key, stamps, released.Findings, files);
        foreach (var stale in last?.Outputs.Where(old => files.All(file => file.File != old.File)) ?? []) File.Delete(Path.Combine(output, stale.File));
        await StudyStores.PublishAsync(store, released.Tables, cancellationToken).ConfigureAwait(false);
        await WholeFile.WriteAsync(Path.Combine(output, RunRecord.FileName), record.Write, cancellationToken).ConfigureAwait(false);
        return record;
    }

    /// <summary>The study's sections, analysed and reviewed.</summary>
    internal static async Task<ReleasedStudy> ReleaseAsync(
        StudyPlan plan, IStudyStore store, LoadReport load, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        var tables = load.Receipts.Where(receipt => receipt.Loaded.Stamp.Accepted > 0).Select(receipt => receipt.Loaded.Table).ToImmutableHashSet();
        return ReleasedStudy.Of(await Gathering.AllAsync(new Loaded(plan, store, tables), progress, cancellationToken).ConfigureAwait(false), plan.Privacy);
    }

    /// <summary>Hash of everything the outputs depend on: the build of the platform, study file, the sources' contents and mappings.</summary>
    internal static string Key(string build, StudyPlan plan, LoadReport load) => Hash.OfText(
        [build, PlanText(plan), .. load.Receipts.Select(receipt => $"{receipt.Loaded.Source} {receipt.Loaded.Fingerprint}")]);

    private static string PlanText(StudyPlan plan) => string.Join('|',
        plan.Id, plan.Title.Zh, plan.Title.En, plan.Synthetic, plan.Place, plan.DataDate, plan.Currency, plan.Classification, plan.Privacy,
        string.Join(';', plan.Models.Select(model => $"{model} {ModelText.Of(model.Request.Formula, plan.Folder)}")), string.Join(';', plan.Figures), string.Join(';', plan.Rules), string.Join(';', plan.Sources.Select(source => $"{source.Id} {source.File} {source.Design}")));
}
