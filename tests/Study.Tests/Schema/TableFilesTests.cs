using System.Text.Json;
using System.Text.RegularExpressions;

namespace CoProduction.Tests.Schema;

/// <summary>Every file of data-schema/tables keeps to the Frictionless subset that data-schema/README.md documents.</summary>
public sealed partial class TableFilesTests
{
    private static readonly string[] _tableKeys =
        ["$schema", "name", "version", "title", "title_zh", "description", "description_zh", "source_key", "aliases", "fields", "primaryKey", "foreignKeys", "missingValues"];

    private static readonly string[] _fieldKeys =
        ["name", "title", "title_zh", "type", "kind", "unit", "constraints", "labels", "aliases", "description", "description_zh", "lenient"];

    private static readonly string[] _constraintKeys = ["required", "minimum", "exclusiveMinimum", "maximum", "enum"];

    private static readonly string[] _types = ["string", "integer", "number", "date", "boolean"];

    public static TheoryData<string> Tables => [.. DataSchema.TableNames];

    [Fact]
    public void Every_file_is_a_known_table()
    {
        var files = Directory.GetFiles(Path.Combine(RealFiles.Root, "data-schema", "tables"), "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);
        Assert.Equal(DataSchema.TableNames.Order(StringComparer.Ordinal), files);
    }

    [Theory, MemberData(nameof(Tables))]
    public void Keys_are_known(string table)
    {
        using var document = Open(table);
        Assert.Empty(Keys(document.RootElement).Except(_tableKeys));
        foreach (var field in Fields(document))
        {
            Assert.Empty(Keys(field).Except(_fieldKeys));
            if (field.TryGetProperty("constraints", out var constraints)) Assert.Empty(Keys(constraints).Except(_constraintKeys));
        }
    }

    [Theory, MemberData(nameof(Tables))]
    public void Names_and_types_are_Frictionless(string table)
    {
        using var document = Open(table);
        Assert.Equal(table, document.RootElement.GetProperty("name").GetString());
        Assert.Matches(VersionPattern(), document.RootElement.GetProperty("version").GetString()!);
        foreach (var field in Fields(document))
        {
            Assert.Matches(NamePattern(), field.GetProperty("name").GetString()!);
            Assert.Contains(field.GetProperty("type").GetString(), _types);
        }
    }

    [Theory, MemberData(nameof(Tables))]
    public void Every_enumerated_code_has_its_labels(string table)
    {
        using var document = Open(table);
        foreach (var field in Fields(document).Where(field => field.TryGetProperty("kind", out var kind) && kind.GetString() == "category"))
        {
            var codes = field.GetProperty("constraints").GetProperty("enum").EnumerateArray().Select(code => code.GetString());
            Assert.Equal(codes, Keys(field.GetProperty("labels")));
        }
    }

    [Theory, MemberData(nameof(Tables))]
    public void Titles_are_given_in_both_languages(string table)
    {
        var schema = DataSchema.Table(table);
        var labels = schema.Fields.SelectMany(field => field.Levels.Select(level => level.Label).Prepend(field.Title)).Append(schema.Title).Append(schema.Description);
        Assert.All(labels, label => Assert.True(label.Zh.Length > 0 && label.En.Length > 0, $"{table}: {label}"));
    }

    [Theory, MemberData(nameof(Tables))]
    public void A_header_names_one_field(string table)
    {
        var headers = DataSchema.Table(table).Fields
            .SelectMany(field => field.Aliases.Append(field.Name).Append(field.Title.Zh).Append(field.Title.En).Distinct(StringComparer.OrdinalIgnoreCase));
        var repeated = headers.GroupBy(header => header, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key);
        Assert.Empty(repeated);
    }

    [Theory, MemberData(nameof(Tables))]
    public void A_text_names_one_code(string table)
    {
        foreach (var field in DataSchema.Table(table).Fields)
        {
            var texts = field.Levels.SelectMany(level => new[] { level.Code, level.Label.Zh, level.Label.En }.Distinct(StringComparer.OrdinalIgnoreCase));
            Assert.Equal(texts.Distinct(StringComparer.OrdinalIgnoreCase), texts);
        }
    }

    [Theory, MemberData(nameof(Tables))]
    public void Keys_name_required_fields_and_references_hit_keys(string table)
    {
        var schema = DataSchema.Table(table);
        Assert.NotEmpty(schema.PrimaryKey);
        Assert.All(schema.PrimaryKey, name => Assert.True(schema[name].Required, $"{table}.{name}"));
        foreach (var reference in schema.ForeignKeys)
        {
            var target = DataSchema.Table(reference.Table);
            Assert.All(reference.Fields, name => Assert.NotNull(schema[name]));
            Assert.Equal(target.PrimaryKey, reference.Keys);
            Assert.Equal(reference.Fields.Select(name => schema[name].Type), reference.Keys.Select(name => target[name].Type));
        }
    }

    [Fact]
    public void A_table_loads_after_the_tables_it_refers_to()
    {
        foreach (var schema in DataSchema.Tables)
            foreach (var reference in schema.ForeignKeys.Where(reference => reference.Table != schema.Name))
                Assert.True(DataSchema.TableNames.IndexOf(reference.Table) < DataSchema.TableNames.IndexOf(schema.Name), $"{schema.Name} before {reference.Table}");
    }

    private static JsonDocument Open(string table) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "data-schema", "tables", table + ".json")));

    private static IEnumerable<string> Keys(JsonElement owner) => owner.EnumerateObject().Select(property => property.Name);

    private static JsonElement.ArrayEnumerator Fields(JsonDocument document) => document.RootElement.GetProperty("fields").EnumerateArray();

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex VersionPattern();
}
