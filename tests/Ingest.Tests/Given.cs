using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>Small tables, plans and files for the tests.</summary>
internal static class Given
{
    public static Field Field(string name, FieldType type, bool required = false, decimal? minimum = null, decimal? maximum = null, string? zh = null, string[]? aliases = null, params Level[] levels) =>
        new(name, type, new Label(zh ?? name, name), required, "", minimum, maximum, [.. levels], [.. aliases ?? []]);

    public static Level Level(string code, string zh) => new(code, new Label(zh, code));

    public static TableSchema Table(string name, params Field[] fields) => new(name, "1", Label.Same(name), [.. fields], [], []);

    public static SourcePlan Plan(string file = "rows.csv", string table = "rows") => new(
        "source", table, file, null, null, [], ImmutableDictionary<string, ImmutableArray<(string, string)>>.Empty, ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, string>.Empty, [], null, null, 1);

    /// <summary>A file of these bytes in a folder of its own.</summary>
    public static string File(string name, byte[] bytes)
    {
        string folder = Directory.CreateTempSubdirectory("ingest").FullName;
        System.IO.File.WriteAllBytes(Path.Combine(folder, name), bytes);
        return Path.Combine(folder, name);
    }

    public static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    public static Task<Loaded> Load(TableSchema schema, string csv, SourcePlan? plan = null, ParentKeys? parents = null, params MissingCode[] codes) =>
        Load(schema, Encoding.UTF8.GetBytes(csv), plan, parents, codes);

    public static Task<Loaded> Load(TableSchema schema, byte[] bytes, SourcePlan? plan = null, ParentKeys? parents = null, params MissingCode[] codes)
    {
        plan ??= Plan(table: schema.Name);
        return LoadFile(schema, File(plan.File, bytes), plan, parents, codes);
    }

    public static async Task<Loaded> LoadFile(TableSchema schema, string path, SourcePlan? plan = null, ParentKeys? parents = null, params MissingCode[] codes)
    {
        plan = (plan ?? Plan(table: schema.Name)) with { File = Path.GetFileName(path) };
        var content = SourceReader.Open(plan, Path.GetDirectoryName(path)!, schema, parents ?? ParentKeys.None, [.. codes]);
        var loaded = new Loaded(content);
        await foreach (var block in content.Blocks) loaded.Add(block);
        return loaded;
    }
}

/// <summary>All rows of a source.</summary>
internal sealed class Loaded(SourceContent content)
{
    private readonly List<SourceBlock> _blocks = [];

    public SourceContent Content => content;

    public long Read => _blocks.Sum(block => block.RowsRead);

    public long Rejected => _blocks.Sum(block => block.RowsRejected);

    public long Accepted => _blocks.Sum(block => block.Accepted.Rows);

    public ImmutableArray<Rejection> Rejections => [.. _blocks.SelectMany(block => block.Rejections)];

    public void Add(SourceBlock block) => _blocks.Add(block);

    /// <summary>The rows as one frame of texts; missing values are empty.</summary>
    public Frame Whole() => new([.. content.Schema.Fields.Select(field => (Column)new TextColumn(field.Name, [.. _blocks.SelectMany(block => Enumerable.Range(0, block.Accepted.Rows).Select(row => block.Accepted[field.Name].Text(row)))], []))]);

    /// <summary>The values of a field as texts: levels of categories, reasons in brackets.</summary>
    public ImmutableArray<string> Texts(string field) => [.. _blocks.SelectMany(block => Enumerable.Range(0, block.Accepted.Rows).Select(row => Text(block.Accepted[field], row)))];

    private static string Text(Column column, int row) => column.IsMissing(row) ? $"[{column.Reason(row)}]" : FormattableString.Invariant(column switch
    {
        NumberColumn number => $"{number.Values[row]}",
        IntegerColumn whole => $"{whole.Values[row]}",
        MoneyColumn money => $"{money.Values[row]}",
        TextColumn text => $"{text.Values[row]}",
        CategoryColumn category => $"{category.Levels[category.Codes[row]]}",
        DateColumn date => $"{date.Values[row]:yyyy-MM-dd}",
        _ => throw new InvalidOperationException(column.GetType().Name),
    });
}
