using CoProduction.Analysis;
using CoProduction.Tests;

namespace CoProduction.Store.Tests;

/// <summary>The way past one machine: every statement that the store sends is one that a Citus coordinator takes.</summary>
public sealed class CitusTests
{
    private const string Mark = "@@";

    [Fact]
    public async Task Every_statement_the_server_receives_is_one_that_Citus_takes()
    {
        var server = PostgresCluster.Own($"-c fsync=off -c log_statement=all -c log_line_prefix={Mark}");
        try
        {
            await UseEverythingAsync(PostgresAddress.Parse(server.Address()));
            string[] statements = [.. Statements(server.Log)];
            string[] kinds = ["CREATE SCHEMA", "CREATE TABLE", "COPY", "GROUP BY", "ORDER BY", "DELETE FROM", "CREATE POLICY", "ON CONFLICT", "WINDOW", "JOIN", "DROP TABLE", "DISTINCT"];
            Assert.All(kinds, kind => Assert.Contains(statements, statement => statement.Contains(kind, StringComparison.Ordinal)));
            Assert.Empty(statements.SelectMany(statement => CitusRules.Broken(statement).Select(why => $"{why}: {statement}")));
        }
        finally
        {
            server.Stop();
        }
    }

    [Theory]
    [InlineData("SELECT a, count(*) FROM r GROUP BY GROUPING SETS ((a), ())")]
    [InlineData("SELECT a FROM r GROUP BY rollup (a)")]
    [InlineData("WITH RECURSIVE t AS (SELECT 1) SELECT * FROM t")]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON r EXECUTE FUNCTION f()")]
    [InlineData("merge into r using s on true when matched then delete")]
    [InlineData("CREATE TABLE a (b int REFERENCES c)")]
    [InlineData("ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES c")]
    [InlineData("SELECT * FROM a, LATERAL (SELECT * FROM b WHERE b.x = a.x LIMIT 1) c")]
    [InlineData("CREATE TABLE \"copro_data\".\"r1\" (respondent text PRIMARY KEY)")]
    [InlineData("DELETE FROM r WHERE ctid = '(0,1)'")]
    public void The_rules_see_what_Citus_refuses(string statement) => Assert.NotEmpty(CitusRules.Broken(statement));

    [Theory]
    [InlineData("SELECT 'WITH RECURSIVE', \"MERGE INTO\" FROM r -- FOREIGN KEY")]
    [InlineData("CREATE TABLE copro.x (study text, a text, PRIMARY KEY (study, a))")]
    [InlineData("SELECT a FROM r ORDER BY a LIMIT 3")]
    public void The_rules_let_the_rest_pass(string statement) => Assert.Empty(CitusRules.Broken(statement));

    private static async Task UseEverythingAsync(PostgresAddress address)
    {
        await Migrations.ApplyAsync(address);
        await using var store = await PostgresStudyStore.OpenAsync(address, "every");
        var schema = Survey.Responses("q1", "q2");
        await LoadAsync(store, schema, "s1", "a", "w1 p1 c1 1 female 1 2", "w1 p1 c1 1 male 3 3", "w1 p2 c2 2 . 4 d");
        await LoadAsync(store, schema, "s2", "b", "w1 p1 c1 1 female 1 2", "w1 p3 c1 1 male 1 2");
        await LoadAsync(store, schema, "s1", "c", "w1 p1 c1 1 female 1 2", "w1 p2 c2 2 male 4 5");
        await store.LoadAsync(Survey.Content("fund", Survey.FundEntries, "a", Survey.Block(Survey.Respondents(Survey.FundEntries, 2, "e1 c1 2018 paid 1.5 2018-01-31 维护 1", "e2 c2 2018 paid 2 . . 0"))));
        await store.FrameAsync(new FrameSpec("responses", [], [new RowFilter("gender", ["female", ""]), new RowFilter("q1", ["1"])]));
        await store.CellsAsync(new CellsSpec("fund_entries", ["community", "use_class", "date"], ["amount"], "joint", [new RowFilter("phase", ["paid"])]));
        await store.CrossProductsAsync(new CrossProductSpec("responses", "q1 ~ gender + factor(q2) + both", "weight", "community", [new("both", [new("q1", false, 1, 5), new("q2", true, 1, 5)], 1)], []));
        Assert.NotEmpty(await store.RejectionsAsync("s2").ToListAsync());
        await store.LoadsAsync(5);
        await store.RetainAsync(["s2"]);
    }

    private static Task<LoadReceipt> LoadAsync(PostgresStudyStore store, TableSchema schema, string id, string fingerprint, params string[] lines) =>
        store.LoadAsync(Survey.Content(id, schema, fingerprint, Survey.Block(Survey.Respondents(schema, 2, lines))));

    // «@@LOG:  statement: …» and «@@LOG:  execute <unnamed>: …»; the further lines of a statement begin with a tab.
    private static IEnumerable<string> Statements(string log) => log.Split($"{Mark}LOG:  ").Skip(1)
        .Where(entry => entry.StartsWith("statement: ", StringComparison.Ordinal) || entry.StartsWith("execute ", StringComparison.Ordinal))
        .Select(entry => entry[(entry.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split(Mark)[0].Trim()).Distinct();
}

/// <summary>The behaviour of every store against the Citus coordinator that COPRO_CITUS names, in a database made for the tests.</summary>
public sealed class CitusStudyStoreTests : StudyStoreBehaviour
{
    private const string Variable = "COPRO_CITUS";
    private static int _studies;

    private static readonly Lazy<PostgresAddress> Migrated = new(() =>
    {
        var address = PostgresAddress.Parse(Environment.GetEnvironmentVariable(Variable)!);
        Migrations.ApplyAsync(address, citus: true).Wait();
        return address;
    });

    private readonly string _study = FormattableString.Invariant($"citus-{Environment.ProcessId}-{Interlocked.Increment(ref _studies)}");

    private protected override async Task<IStudyStore> OpenAsync()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 }, $"needs {Variable}, the address of a database of a Citus coordinator");
        return await PostgresStudyStore.OpenAsync(Migrated.Value, _study);
    }
}
