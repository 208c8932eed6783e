using CoProduction.Tests;

namespace CoProduction.Store.Tests;

/// <summary>Migrations: by the command alone, once, and never backwards.</summary>
public sealed class MigrationTests
{
    [Fact]
    public async Task A_database_without_a_store_is_refused_and_left_as_it_is()
    {
        string address = NewDatabase("migrations_none");
        var fault = (await Assert.ThrowsAsync<StudyException>(() => PostgresStudyStore.OpenAsync(PostgresAddress.Parse(address), "s"))).Fault;
        Assert.Contains("holds no store", fault.What, StringComparison.Ordinal);
        Assert.Contains("copro store migrate", fault.Mend, StringComparison.Ordinal);
        Assert.Equal("0", PostgresCluster.Shared.Sql("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'copro%'", "migrations_none").Trim());
    }

    [Fact]
    public async Task Run_again_or_by_two_at_once_they_change_nothing()
    {
        var address = PostgresAddress.Parse(NewDatabase("migrations_twice"));
        var both = await Task.WhenAll(Migrations.ApplyAsync(address), Migrations.ApplyAsync(address));
        Assert.Equal(both[0], both[1]);
        Assert.Equal(both[0], await Migrations.ApplyAsync(address));
        Assert.Equal(both[0], await Migrations.AppliedAsync(address));
        Assert.Equal(Enumerable.Range(1, Migrations.Known), both[0].Select(migration => migration.Number));
    }

    [Fact]
    public async Task Two_databases_of_one_new_server_may_be_migrated_at_once()
    {
        var server = PostgresCluster.Own("-c fsync=off");
        try
        {
            string[] names = [.. Enumerable.Range(0, 6).Select(number => $"twin{number}")];
            foreach (string name in names) server.Sql($"CREATE DATABASE {name}");
            var applied = await Task.WhenAll(names.Select(name => Migrations.ApplyAsync(PostgresAddress.Parse(server.Address(name)))));
            Assert.All(applied, one => Assert.Equal(Migrations.Known, one.Length));
        }
        finally
        {
            server.Stop();
        }
    }

    [Fact]
    public async Task A_schema_that_is_newer_or_older_is_refused()
    {
        var address = PostgresAddress.Parse(NewDatabase("migrations_other"));
        await Migrations.ApplyAsync(address);
        PostgresCluster.Shared.Sql("INSERT INTO copro.migrations (number, name, sha256) VALUES (99, 'later', 'x')", "migrations_other");
        Assert.Contains("is 99", (await Assert.ThrowsAsync<StudyException>(() => PostgresStudyStore.OpenAsync(address, "s"))).Fault.What, StringComparison.Ordinal);
        Assert.Contains("newer program", (await Assert.ThrowsAsync<StudyException>(() => Migrations.ApplyAsync(address))).Fault.Mend, StringComparison.Ordinal);
        PostgresCluster.Shared.Sql("DELETE FROM copro.migrations; INSERT INTO copro.migrations (number, name, sha256) VALUES (0, 'earlier', 'x')", "migrations_other");
        Assert.Contains("no store", (await Assert.ThrowsAsync<StudyException>(() => PostgresStudyStore.OpenAsync(address, "s"))).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_was_changed_after_it_was_applied_is_refused()
    {
        var address = PostgresAddress.Parse(NewDatabase("migrations_changed"));
        await Migrations.ApplyAsync(address);
        PostgresCluster.Shared.Sql("UPDATE copro.migrations SET sha256 = 'other'", "migrations_changed");
        Assert.Contains("is not the one that was applied", (await Assert.ThrowsAsync<StudyException>(() => Migrations.ApplyAsync(address))).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Citus_is_asked_for_only_where_it_is()
    {
        var address = PostgresAddress.Parse(NewDatabase("migrations_citus"));
        var fault = (await Assert.ThrowsAsync<StudyException>(() => Migrations.ApplyAsync(address, citus: true))).Fault;
        Assert.Contains("'citus' is not installed", fault.Why, StringComparison.Ordinal);
        Assert.Contains("CREATE EXTENSION", fault.Mend, StringComparison.Ordinal);
        Assert.Empty(await Migrations.AppliedAsync(address));
    }

    [Fact]
    public async Task An_administrator_who_is_no_superuser_may_make_the_store()
    {
        string address = NewDatabase("migrations_owner");
        PostgresCluster.Shared.Sql("CREATE ROLE office LOGIN CREATEROLE; ALTER DATABASE migrations_owner OWNER TO office");
        var owner = PostgresAddress.Parse(address.Replace("Username=postgres", "Username=office", StringComparison.Ordinal));
        Assert.NotEmpty(await Migrations.ApplyAsync(owner));
    }

    [Theory]
    [InlineData("", "names no host")]
    [InlineData("Host=db;Wrong Word=1;Password=hidden", "not known to the driver")]
    [InlineData("postgresql://wu:hidden@/study", "not known to the driver")]
    public void An_address_that_cannot_be_read_is_not_repeated(string address, string why)
    {
        var fault = Assert.Throws<StudyException>(() => PostgresAddress.Parse(address)).Fault;
        Assert.Contains(why, fault.Why, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Both_forms_of_an_address_are_read_and_printed_without_login()
    {
        Assert.Equal("PostgreSQL database 'study' on db", PostgresAddress.Parse("postgresql://wu:hidden@db:5433/study?sslmode=verify-full&connect_timeout=3").ToString());
        Assert.Equal("PostgreSQL database 'study' on db", PostgresAddress.Parse("Host=db;Database=study;Username=wu;Password=hidden;SSL Mode=VerifyFull").ToString());
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("require")]
    public async Task A_mode_of_TLS_is_honoured(string mode)
    {
        // The socket speaks no TLS, so that a demand for it must fail, and only that.
        var address = PostgresAddress.Parse($"{PostgresCluster.Shared.Address()};SSL Mode={mode}");
        if (mode == "disable") Assert.False((await Migrations.AppliedAsync(address)).IsDefault);
        else await Assert.ThrowsAsync<StudyException>(() => Migrations.AppliedAsync(address));
    }

    [Fact]
    public async Task A_dump_restores_the_store_with_its_roles_scopes_and_history()
    {
        var server = PostgresCluster.Shared;
        string address = NewDatabase("dumped"), dump = Path.Combine(Path.GetTempPath(), $"copro-dump-{Environment.ProcessId}");
        await Migrations.ApplyAsync(PostgresAddress.Parse(address));
        var schema = Survey.Responses("q1");
        await using (var store = await PostgresStudyStore.OpenAsync(PostgresAddress.Parse(address), "s"))
            await store.LoadAsync(Survey.Content("s1", schema, "a", Survey.Block(Survey.Respondents(schema, 2, "w1 p1 c1 1 female 4", "w1 p1 c1 1 male 4", "w1 p2 c2 1 . d"))));
        server.Sql("INSERT INTO copro.scopes VALUES ('s', 'wu', '*')", "dumped");
        try
        {
            server.Program("pg_dump", "-Fc", "-f", dump, "dumped");
            string restored = NewDatabase("restored");
            server.Program("pg_restore", "--exit-on-error", "-d", "restored", dump);
            await using var store = await PostgresStudyStore.OpenAsync(PostgresAddress.Parse(restored), "s");
            Assert.Equal(2, Assert.Single((await store.CellsAsync(new CoProduction.Analysis.CellsSpec("responses", [], [], null, []))).Rows).Count);
            Assert.Single(await store.RejectionsAsync("s1").ToListAsync());
            Assert.Equal("loaded", Assert.Single(await store.LoadsAsync(9)).State);
            Assert.Equal("wu", server.Sql("SELECT login FROM copro.scopes", "restored").Trim());
            Assert.Equal(1, (await store.LoadAsync(Survey.Content("s1", schema, "b", Survey.Block(Survey.Respondents(schema, 2, "w1 p9 c1 1 female 4"))))).Loaded.Stamp.Accepted);
        }
        finally
        {
            File.Delete(dump);
        }
    }

    private static string NewDatabase(string name)
    {
        PostgresCluster.Shared.Sql($"DROP DATABASE IF EXISTS {name}");
        PostgresCluster.Shared.Sql($"CREATE DATABASE {name}");
        return PostgresCluster.Shared.Address(name);
    }
}
