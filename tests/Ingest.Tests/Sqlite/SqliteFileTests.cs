using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;

namespace CoProduction.Ingest.Tests;

/// <summary>Our reader of database files sees what SQLite wrote.</summary>
public class SqliteFileTests
{
    [Fact]
    public void RowsOfEveryKindAreReadAsTheyWereWritten()
    {
        var value = Gen.OneOf(
            ArbMap.Default.GeneratorFor<long>().Select(number => (object)number), Gen.Choose(-130, 130).Select(number => (object)(long)number), ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite).Select(number => (object)number),
            ArbMap.Default.GeneratorFor<string>().Where(text => text is not null && !text.Contains('\0', StringComparison.Ordinal) && text.All(letter => !char.IsSurrogate(letter))).Select(text => (object)text),
            Gen.Choose(1, 9000).Select(length => (object)new string('居', length)), Gen.Constant((object)DBNull.Value));
        Prop.ForAll(Gen.ListOf(Gen.Zip(value, value)).ToArbitrary(), rows => Matches([.. rows], Gen.Choose(0, 3).Sample(1).Single())).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(20261129, 7));
    }

    [Theory]
    [InlineData("id INTEGER PRIMARY KEY, name TEXT", true)]
    [InlineData("id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(30) DEFAULT 'a, (b)'", true)]
    [InlineData("id INTEGER NOT NULL, name TEXT NOT NULL, CONSTRAINT pk_t PRIMARY KEY (id), UNIQUE (name)", true)]
    [InlineData("\"id\" INTEGER, [name] TEXT, PRIMARY KEY (\"id\"), CHECK (id > 0)", true)]
    [InlineData("id INT PRIMARY KEY, name TEXT", false)]
    [InlineData("id INTEGER, name TEXT, PRIMARY KEY (id, name)", false)]
    public void ColumnsAreNamedAsTheTableWasMade(string columns, bool isRowNumber)
    {
        string path = GivenDatabase.Of("t.db", $"CREATE TABLE t ({columns})", "INSERT INTO t (id, name) VALUES (7, 'x')");
        using var file = new SqliteFile(File.OpenRead(path), "t.db");
        var row = file.Rows("t").Single();
        Assert.Equal((7L, "x"), (row.Integer("id"), row.Text("name")));
        Assert.Equal(isRowNumber ? 7 : 1, row.Number);
    }

    [Fact]
    public void ColumnsAddedLaterAreEmptyInOldRows()
    {
        string path = GivenDatabase.Of("t.db", "CREATE TABLE t (a TEXT)", "INSERT INTO t VALUES ('old')", "ALTER TABLE t ADD COLUMN b TEXT", "INSERT INTO t VALUES ('new', 'b')");
        using var file = new SqliteFile(File.OpenRead(path), "t.db");
        Assert.Equal(["old:", "new:b"], file.Rows("t").Select(row => $"{row.Text("a")}:{row.Text("b")}"));
    }

    [Theory]
    [InlineData("UTF-16le")]
    [InlineData("UTF-16be")]
    [InlineData("UTF-8")]
    public void TextsAreOfTheDatabasesEncoding(string encoding)
    {
        string path = GivenDatabase.Of("t.db", $"PRAGMA encoding = '{encoding}'", "CREATE TABLE t (a TEXT)", "INSERT INTO t VALUES ('居民\U00020000')");
        using var file = new SqliteFile(File.OpenRead(path), "t.db");
        Assert.Equal("居民\U00020000", file.Rows("t").Single().Text("a"));
    }

    [Fact]
    public void AViewOfATablesNameIsNone()
    {
        string path = GivenDatabase.Of("t.db", "CREATE TABLE a (x TEXT)", "CREATE VIEW code_name AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n");
        using var file = new SqliteFile(File.OpenRead(path), "t.db");
        Assert.False(file.Has("code_name"));
        Assert.Empty(file.Rows("code_name"));
    }

    private static bool Matches((object First, object Second)[] rows, int pageSize)
    {
        string path = GivenDatabase.Of("t.db", $"PRAGMA page_size = {512 << pageSize}", "CREATE TABLE other (x)", "CREATE TABLE t (a, b)");
        using (var connection = GivenDatabase.Open(path))
        using (var all = connection.BeginTransaction())
        {
            for (int copy = 0; copy < 8; copy++)
                foreach (var (first, second) in rows) Insert(connection, first, second);
            all.Commit();
        }
        using var file = new SqliteFile(File.OpenRead(path), "t.db");
        string[] expected = [.. Enumerable.Repeat(rows, 8).SelectMany(block => block).Select(row => Shown(row.First) + "|" + Shown(row.Second))];
        Assert.Equal(expected, file.Rows("t").Select(row => row.Text("a") + "|" + row.Text("b")));
        return true;
    }

    private static void Insert(SqliteConnection connection, object first, object second)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO t VALUES ($a, $b)";
        command.Parameters.AddWithValue("$a", first);
        command.Parameters.AddWithValue("$b", second);
        command.ExecuteNonQuery();
    }

    /// <summary>SQLite keeps whole doubles of untyped columns as doubles.</summary>
    private static string Shown(object value) => value switch { DBNull => "", double number => number.ToString("R", CultureInfo.InvariantCulture), _ => Convert.ToString(value, CultureInfo.InvariantCulture)! };
}
