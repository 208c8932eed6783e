namespace CoProduction.Store.Tests;

/// <summary>The embedded store in a folder of its own per test.</summary>
public sealed partial class DuckDbStudyStoreTests : StudyStoreBehaviour, IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("copro-store-").FullName, "store");

    /// <summary>Removes the folder.</summary>
    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    private protected override async Task<IStudyStore> OpenAsync() => await DuckDbStudyStore.OpenAsync(_folder);
}
