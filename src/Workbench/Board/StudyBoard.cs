using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Store;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench.Board;

/// <summary>What a dashboard shows of one version of a study: released tables and figures, for a viewer.</summary>
public sealed class StudyBoard
{
    private readonly ReleasedStudy _study;

    private StudyBoard(StudyPlan plan, string version, ReleasedStudy study) => (Plan, Version, _study) = (plan, version, study);

    /// <summary>The study.</summary>
    public StudyPlan Plan { get; }

    /// <summary>Version of the loaded records and of what is asked of them: the same version, the same content.</summary>
    public string Version { get; }

    /// <summary>The tables that a viewer may see.</summary>
    public ImmutableArray<ReleasedTable> Tables(Viewer viewer) => viewer.Role >= Role.Public ? [.. _study.Tables] : [];

    /// <summary>The figures that a viewer may see.</summary>
    public ImmutableArray<ReleasedFigure> Figures(Viewer viewer) => viewer.Role >= Role.Public ? [.. _study.Figures] : [];

    /// <summary>What was found, one sentence each.</summary>
    public ImmutableArray<Label> Findings(Viewer viewer) => viewer.Role >= Role.Public ? _study.Findings : [];

    /// <summary>Opens the current version of the study's store, for reading.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="progress">Steps for people.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="StudyException">The store or a model cannot be used.</exception>
    public static async Task<StudyBoard> OpenAsync(StudyPlan plan, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        await using var store = await DuckDbStudyStore.OpenAsync(StudyFolder.Store(plan), cancellationToken).ConfigureAwait(false);
        var sources = await store.SourcesAsync(cancellationToken).ConfigureAwait(false);
        var tables = sources.Where(source => source.Stamp.Accepted > 0).Select(source => source.Table).ToImmutableHashSet();
        var sections = await Gathering.AllAsync(new Loaded(plan, store, tables), progress, cancellationToken).ConfigureAwait(false);
        return new StudyBoard(plan, VersionOf(sources), ReleasedStudy.Of(sections, plan.Privacy));
    }

    /// <summary>The version that <see cref="OpenAsync"/> would open now; cheap, to be asked often.</summary>
    /// <exception cref="StudyException">The store cannot be read.</exception>
    public static async Task<string> VersionAsync(StudyPlan plan, CancellationToken cancellationToken)
    {
        await using var store = await DuckDbStudyStore.OpenAsync(StudyFolder.Store(plan), cancellationToken).ConfigureAwait(false);
        return VersionOf(await store.SourcesAsync(cancellationToken).ConfigureAwait(false));
    }

    private static string VersionOf(ImmutableArray<LoadedSource> sources) =>
        Hash.OfText([Release.Version, .. sources.Select(source => $"{source.Source} {source.Fingerprint}")])[..16];
}
