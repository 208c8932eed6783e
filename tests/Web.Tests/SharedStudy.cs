using CoProduction.Store;

namespace CoProduction.Tests;

/// <summary>The small study with its records in a database of a server of the tests'.</summary>
internal static class SharedStudy
{
    /// <summary>Makes the database, migrates it and loads the study into it.</summary>
    public static async Task<SmallStudy> LoadedAsync(PostgresCluster cluster, string database)
    {
        cluster.Program("createdb", database);
        await Migrations.ApplyAsync(PostgresAddress.Parse(cluster.Address(database)));
        var study = new SmallStudy();
        Point(study, cluster, database);
        await study.LoadAsync();
        return study;
    }

    /// <summary>Has the study file name a database.</summary>
    public static void Point(SmallStudy study, PostgresCluster cluster, string database)
    {
        var lines = File.ReadLines(study["study.yaml"]).Where(line => !line.StartsWith("store:", StringComparison.Ordinal));
        study.Write("study.yaml", string.Join('\n', lines) + $"\nstore: {{ postgres: '{cluster.Address(database)}' }}\n");
    }

    /// <summary>Waits until something holds; fails after a minute.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        for (int i = 0; i < 300; i++)
        {
            if (await holds()) return;
            await Task.Delay(200);
        }
        Assert.Fail("It did not come about within a minute.");
    }
}
