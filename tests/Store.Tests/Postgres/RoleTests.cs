using CoProduction.Analysis;
using CoProduction.Tests;

namespace CoProduction.Store.Tests;

/// <summary>Least privilege: what each role may do, and what it may not; readers keep within their sub-districts.</summary>
public sealed class RoleTests
{
    private const string Study = "roles";

    private static readonly TableSchema Communities = new(
        "communities", "1", Label.Same("communities"),
        [Survey.Field("community", FieldType.Text, required: true), Survey.Field("subdistrict", FieldType.Text, required: true)], ["community"], []);

    private static readonly Lazy<Task> Prepared = new(PrepareAsync);

    [Fact]
    public async Task A_loader_loads_and_every_loader_may_replace_what_another_loaded()
    {
        await Prepared.Value;
        await using var other = await OpenAsync("loader_b");
        await LoadAsync(other, "extra", "x", "w9 p1 c1 1 female 1 2");
        await using var first = await OpenAsync("loader_a");
        Assert.False((await LoadAsync(first, "extra", "y", "w9 p1 c1 1 female 1 2")).Skipped);
        Assert.Equal(["extra"], await first.RetainAsync(["areas", "s1"]));
        Assert.Equal("0", Sql("SELECT count(*) FROM copro.loads l WHERE l.study = 'roles' AND l.source = 'extra' AND l.state <> 'removed'"));
    }

    [Fact]
    public async Task A_reader_sees_the_rows_of_its_sub_districts_only()
    {
        await Prepared.Value;
        Assert.Equal(["p1", "p2"], await RespondentsAsync("reader_east"));
        Assert.Equal(["p3"], await RespondentsAsync("reader_west"));
        Assert.Equal(["p1", "p2", "p3", "p4"], await RespondentsAsync("reader_all"));
        await using var east = await OpenAsync("reader_east");
        Assert.Equal(2, Assert.Single((await east.CellsAsync(new CellsSpec("responses", [], [], null, []))).Rows).Count);
        Assert.Equal(2, (await east.CrossProductsAsync(new CrossProductSpec("responses", "q1 ~ 1", null, null, [], []))).RowsRead);
    }

    [Fact]
    public async Task Only_a_reader_of_the_whole_study_sees_rejections()
    {
        await Prepared.Value;
        Assert.Equal((0, 1, 1), (await FaultsAsync("reader_east"), await FaultsAsync("reader_all"), await FaultsAsync("loader_a")));
    }

    [Fact]
    public async Task A_reader_without_a_scope_is_told_so_and_one_without_a_role_too()
    {
        await Prepared.Value;
        Assert.Contains("may read no part", (await Assert.ThrowsAsync<StudyException>(() => OpenAsync("reader_none"))).Fault.What, StringComparison.Ordinal);
        Assert.Contains("This login may not", (await Assert.ThrowsAsync<StudyException>(() => OpenAsync("nobody_at_all"))).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_may_not_load_or_remove()
    {
        await Prepared.Value;
        await using var reader = await OpenAsync("reader_all");
        var fault = (await Assert.ThrowsAsync<StudyException>(() => LoadAsync(reader, "s9", "x", "w9 p1 c1 1 female 1 2"))).Fault;
        Assert.Contains("may not load", fault.What, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StudyException>(() => reader.RetainAsync([]));
        Assert.Equal(["p1", "p2", "p3", "p4"], await RespondentsAsync("reader_all"));
    }

    [Fact]
    public async Task Nobody_but_an_administrator_migrates()
    {
        await Prepared.Value;
        Sql("CREATE DATABASE roles_empty");
        foreach (string login in (string[])["loader_a", "reader_all", "public_site"])
            Assert.Contains("may not", (await Assert.ThrowsAsync<StudyException>(() => Migrations.ApplyAsync(PostgresAddress.Parse(PostgresCluster.Shared.Address("roles_empty", login))))).Fault.What, StringComparison.Ordinal);
    }

    /// <summary>Every statement that a role must not be able to run is refused by the server itself, whatever program sends it.</summary>
    [Theory]
    [InlineData("loader_a", "INSERT INTO copro.scopes VALUES ('roles', 'loader_a', '*')")]
    [InlineData("loader_a", "DELETE FROM copro.loads")]
    [InlineData("loader_a", "UPDATE copro.migrations SET number = 7")]
    [InlineData("loader_a", "CREATE TABLE copro.mine (a int)")]
    [InlineData("loader_a", "DROP TABLE copro.sources")]
    [InlineData("reader_east", "SELECT * FROM copro.rejections")]
    [InlineData("reader_east", "UPDATE copro.sources SET accepted = 0")]
    [InlineData("reader_east", "INSERT INTO copro.scopes VALUES ('roles', 'reader_east', '*')")]
    [InlineData("reader_east", "UPDATE copro.scopes SET subdistrict = '*'")]
    [InlineData("reader_east", "CREATE TABLE copro_data.mine (a int)")]
    [InlineData("reader_east", "SET ROLE copro_load")]
    [InlineData("reader_east", "ALTER TABLE {records} DISABLE ROW LEVEL SECURITY")]
    [InlineData("reader_east", "DELETE FROM {records}")]
    [InlineData("public_site", "SELECT * FROM {records}")]
    [InlineData("public_site", "SELECT * FROM copro.sources")]
    [InlineData("public_site", "SELECT * FROM copro.readable_rejections")]
    [InlineData("public_site", "SELECT * FROM copro.scopes")]
    [InlineData("public_site", "DELETE FROM copro.released")]
    public async Task The_server_refuses(string login, string statement)
    {
        await Prepared.Value;
        string records = Sql($"SELECT 'copro_data.r' || load_id FROM copro.sources WHERE study = '{Study}' AND source = 's1'");
        var refused = Assert.Throws<InvalidOperationException>(() => PostgresCluster.Shared.Sql(statement.Replace("{records}", records, StringComparison.Ordinal), "roles_test", login));
        Assert.Matches("permission denied|must be owner|not member", refused.Message);
    }

    [Fact]
    public async Task A_reader_of_released_tables_reads_them()
    {
        await Prepared.Value;
        Assert.Equal("0", PostgresCluster.Shared.Sql("SELECT count(*) FROM copro.released", "roles_test", "public_site").Trim());
        Assert.Equal("reader_east", PostgresCluster.Shared.Sql("SELECT string_agg(login, ',') FROM copro.scopes", "roles_test", "reader_east").Trim());
    }

    private static async Task PrepareAsync()
    {
        var server = PostgresCluster.Shared;
        server.Sql("CREATE DATABASE roles_test");
        await Migrations.ApplyAsync(PostgresAddress.Parse(server.Address("roles_test")));
        foreach (var (login, role) in ((string, string)[])[("loader_a", "copro_load"), ("loader_b", "copro_load"), ("reader_east", "copro_read"), ("reader_west", "copro_read"), ("reader_all", "copro_read"), ("reader_none", "copro_read"), ("public_site", "copro_released")])
            server.Sql($"CREATE ROLE {login} LOGIN IN ROLE {role}");
        server.Sql("CREATE ROLE nobody_at_all LOGIN");
        Sql("INSERT INTO copro.scopes VALUES ('roles', 'reader_east', 'East'), ('roles', 'reader_west', 'West'), ('roles', 'reader_all', '*')");
        await using var store = await OpenAsync("loader_a");
        await store.LoadAsync(Survey.Content("areas", Communities, "a", Survey.Block(Survey.Respondents(Communities, 2, "c1 East", "c2 West"))));
        await LoadAsync(store, "s1", "a", "w1 p1 c1 1 female 1 2", "w1 p2 c1 1 male 3 3", "w1 p3 c2 1 male 5 5", "w1 p4 c9 1 male 5 5", "w1 p1 c2 1 male 5 5");
    }

    private static async Task<IStudyStore> OpenAsync(string login) => await PostgresStudyStore.OpenAsync(PostgresAddress.Parse(PostgresCluster.Shared.Address("roles_test", login)), Study);

    private static Task<LoadReceipt> LoadAsync(IStudyStore store, string id, string fingerprint, params string[] lines) =>
        store.LoadAsync(Survey.Content(id, Survey.Responses("q1", "q2"), fingerprint, Survey.Block(Survey.Respondents(Survey.Responses("q1", "q2"), 2, lines))));

    private static async Task<IEnumerable<string>> RespondentsAsync(string login)
    {
        await using var store = await OpenAsync(login);
        return ((TextColumn)(await store.FrameAsync(new FrameSpec("responses", ["respondent"], [new RowFilter("_source", ["s1"])])))["respondent"]).Values;
    }

    private static async Task<int> FaultsAsync(string login)
    {
        await using var store = await OpenAsync(login);
        return await store.RejectionsAsync("s1").CountAsync();
    }

    private static string Sql(string statements) => PostgresCluster.Shared.Sql(statements, "roles_test").Trim();
}
