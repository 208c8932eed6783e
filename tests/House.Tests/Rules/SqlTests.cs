namespace CoProduction.Tests;

public sealed class SqlTests
{
    private static readonly Rule Parameters = new(
        "SQL is made of constants, numbers and quoted names only",
        "a community called Robert'); DROP TABLE is a community",
        $"give values as parameters, and names through {SqlOrigins.Quoter}, the one place where a text enters a statement");

    private static readonly Rule OneHome = new("SQL stands in src/Store only", "two homes of SQL are two dialects", "ask IStudyStore for Cells, CrossProducts or Frame");

    private const string Frame = """
        static class Quoted { public static string Name(string name) => name; public static string Names(System.Collections.Generic.IEnumerable<string> names) => string.Join(",", names.Select(Name)); }
        class Command { public string CommandText { get; set; } = ""; }
        record Statement(string Text);
        static class Store
        {
            static void Execute(string statement) => new Command().Run(statement, 1);
            static void BeginRawBinaryCopy(this Command command, string statement) { }
            static void Run(this Command command, string statement, params object[] values) => command.CommandText = statement;
        """;

    [Fact]
    public void Sql_is_made_of_constants_numbers_and_quoted_names_only()
    {
        var sources = new CompiledSources("CoProduction.Store", House.Sources("src/Store"));
        Assert.Empty(sources.Errors);
        Parameters.Holds(new SqlOrigins(sources).Unsafe());
    }

    [Fact]
    public void Sql_stands_in_the_store_only() => OneHome.Holds(
        from project in House.Projects
        where project != "Store"
        from literal in CompiledAssembly.Read(House.AssemblyFile(project)).Literals
        where Sql.IsStatement(literal.Text)
        select $"{literal.Method}: \"{literal.Text}\"");

    [Theory]
    [InlineData("public static void A(string table) => Execute($\"SELECT 1 FROM {table}\"); ", "table")]
    [InlineData("public static void A(string table) => Execute(\"SELECT 1 FROM \" + table); ", "table")]
    [InlineData("public static void A(string[] parts) => Execute(string.Join(\", \", parts)); ", "parts")]
    [InlineData("public static void A(string[] parts) => Execute(string.Join(\", \", parts.Select(part => part + \" DESC\"))); ", "parts")]
    [InlineData("public static void A(string table) { string from = Quoted.Name(table); from += table; Execute(from); }", "table")]
    [InlineData("public static void A(string table) => B(new Statement(table)); static void B(Statement it) => Execute(it.Text);", "table")]
    [InlineData("public static void A(string table) { Execute(\"SELECT 1\"); new Command().BeginRawBinaryCopy($\"COPY {table} FROM STDIN\"); }", "table")]
    [InlineData("public static void A(string table) { if (table is { } name) Execute(name); }", "table")]
    [InlineData("public static void A() => Execute(System.IO.File.ReadAllText(\"a.sql\"));", "System.IO.File.ReadAllText(\"a.sql\")")]
    public void The_rule_sees_a_text_that_was_not_quoted(string code, string origin) =>
        Assert.Equal(["a.cs:9 " + origin], Unsafe(code));

    [Theory]
    [InlineData("public static void A(string table, int limit) => Execute($\"SELECT 1 FROM {Quoted.Name(table)} LIMIT {limit}\");")]
    [InlineData("const string Name = \"x\"; public static void A(bool all) => Execute(\"SELECT 1\" + (all ? \"\" : \" LIMIT \" + Name));")]
    [InlineData("public static void A(string[] names) => Execute(string.Join(\", \", names.Where(name => name != \"\").Select(name => $\"{Quoted.Name(name)} DESC\").Append(\"1\")));")]
    [InlineData("public static void A(string table) { if (B(table) is not { } name) return; Execute(name); } static string? B(string table) => table.Length > 0 ? Quoted.Name(table) : null;")]
    [InlineData("public static void A(string table) => B(new Statement(C(table))); static void B(Statement it) => Execute(it.Text); static string C(string table) { string name = Quoted.Name(table); return name; }")]
    public void The_rule_lets_parameters_constants_and_quoted_names_pass(string code) => Assert.Empty(Unsafe(code));

    [Theory]
    [InlineData("SELECT * FROM x", true)]
    [InlineData("create or replace table x (a int)", true)]
    [InlineData("the rows that come from the file", false)]
    [InlineData("Updated on", false)]
    public void The_rule_knows_sql_when_it_sees_it(string text, bool isSql) => Assert.Equal(isSql, Sql.IsSql(text));

    private static IEnumerable<string> Unsafe(string code)
    {
        var sources = new CompiledSources("Fixture", [SourceFile.Of("a.cs", Frame + "\n" + code + "\n}")]);
        Assert.Empty(sources.Errors);
        return new SqlOrigins(sources).Unsafe();
    }
}
