using CoProduction.Tests;

namespace CoProduction.Store.Tests;

/// <summary>The migrated database of the tests' server.</summary>
internal static class SharedStore
{
    private static readonly Lazy<PostgresAddress> Migrated = new(() =>
    {
        var address = PostgresAddress.Parse(PostgresCluster.Shared.Address());
        Migrations.ApplyAsync(address).Wait();
        return address;
    });

    /// <summary>Its address, as the superuser; skips the test where PostgreSQL is not installed.</summary>
    public static PostgresAddress Address()
    {
        _ = PostgresCluster.Shared;
        return Migrated.Value;
    }
}
