namespace CoProduction.Store.Tests;

/// <summary>The shared store on a server of the tests' own: the same behaviour as the embedded one, test for test. Every test has a study of its own in one database.</summary>
public sealed class PostgresStudyStoreTests : StudyStoreBehaviour
{
    private static int _studies;
    private readonly string _study = FormattableString.Invariant($"study-{Interlocked.Increment(ref _studies)}");

    private protected override async Task<IStudyStore> OpenAsync() => await PostgresStudyStore.OpenAsync(SharedStore.Address(), _study);
}
