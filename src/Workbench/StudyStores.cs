using CoProduction.Store;

namespace CoProduction.Workbench;

/// <summary>The one place that opens the store a study names.</summary>
public static class StudyStores
{
    /// <summary>Opens the study's store at its current version; a reader keeps that version, whatever a load does meanwhile. Open anew to see a later one.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="StudyException">The store cannot be read, or is of a newer format than this program.</exception>
    public static async Task<IStudyStore> OpenAsync(StudyPlan plan, CancellationToken cancellationToken = default) => plan.Store.Address is { } address
        ? await PostgresStudyStore.OpenAsync(PostgresAddress.Parse(address), plan.Id, cancellationToken).ConfigureAwait(false)
        : await DuckDbStudyStore.OpenAsync(StudyFolder.Store(plan), cancellationToken).ConfigureAwait(false);

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
}
