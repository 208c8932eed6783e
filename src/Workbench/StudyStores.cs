using System.Collections.Immutable;
using System.Text;
using CoProduction.Analysis;
using CoProduction.Reports;
using CoProduction.Store;

namespace CoProduction.Workbench;

/// <summary>The one place that opens the store a study names.</summary>
public static class StudyStores
{
    /// <summary>Opens the study's store at its current version; a reader keeps that version, whatever a load does meanwhile. Open anew to see a later one. Its reductions are remembered (see <see cref="CachedStudyStore"/>).</summary>
    /// <param name="plan">The study.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="StudyException">The store cannot be read, or is of a newer format than this program.</exception>
    public static async Task<IStudyStore> OpenAsync(StudyPlan plan, CancellationToken cancellationToken = default) =>
        new CachedStudyStore(await EngineAsync(plan, cancellationToken).ConfigureAwait(false));

    /// <summary>The data version that <see cref="OpenAsync"/> would give now: cheap, to ask whether an open store has been overtaken.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <returns>See <see cref="DataVersion"/>.</returns>
    /// <exception cref="StudyException">The store cannot be read, or is of a newer format than this program.</exception>
    public static async Task<DataVersion> VersionAsync(StudyPlan plan, CancellationToken cancellationToken = default)
    {
        await using var store = await OpenAsync(plan, cancellationToken).ConfigureAwait(false);
        return DataVersion.Of(await store.SourcesAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The last loads of a study in a shared store, the newest first, unfinished ones among them; none for a folder, which keeps no history.</summary>
    /// <param name="store">A store that <see cref="OpenAsync"/> opened.</param>
    /// <param name="count">At most so many.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<ImmutableArray<LoadRecord>> LoadsAsync(IStudyStore store, int count, CancellationToken cancellationToken = default) =>
        store is CachedStudyStore { Engine: PostgresStudyStore shared } ? await shared.LoadsAsync(count, cancellationToken).ConfigureAwait(false) : [];

    /// <summary>Puts a run's released tables where other systems may read them: into a shared store; a folder has its outputs instead.</summary>
    internal static async Task PublishAsync(IStudyStore store, IEnumerable<ReleasedTable> tables, CancellationToken cancellationToken)
    {
        if (store is not CachedStudyStore { Engine: PostgresStudyStore shared }) return;
        var version = DataVersion.Of(await store.SourcesAsync(cancellationToken).ConfigureAwait(false));
        await shared.PublishAsync([.. tables.Select(table => (table, Csv(table)))], version, cancellationToken).ConfigureAwait(false);
    }

    private static string Csv(ReleasedTable table)
    {
        using var bytes = new MemoryStream();
        CsvTable.Write(table, CsvStyle.Machine, Language.En, bytes);
        return Encoding.UTF8.GetString(bytes.ToArray()).TrimStart('\uFEFF');
    }

    private static async Task<IStudyStore> EngineAsync(StudyPlan plan, CancellationToken cancellationToken) => plan.Store.Address is { } address
        ? await PostgresStudyStore.OpenAsync(PostgresAddress.Parse(address), plan.Id, cancellationToken).ConfigureAwait(false)
        : await DuckDbStudyStore.OpenAsync(StudyFolder.Store(plan), cancellationToken).ConfigureAwait(false);
}
