using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Hashes of what a source's records depend on.</summary>
internal static class Fingerprint
{
    /// <summary>Raised when the same file would be read differently by newer code.</summary>
    private const string ReaderVersion = "ingest 1";

    /// <summary>SHA-256 of a file's bytes, lower-case hexadecimal.</summary>
    public static string OfFile(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>SHA-256 of a text in UTF-8, lower-case hexadecimal.</summary>
    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>SHA-256 over the file's hash, that of its questionnaire (empty for none), its mapping, the schema and the keys it refers to.</summary>
    public static string Of(string sha256, SourcePlan plan, TableSchema schema, ParentKeys parents, ImmutableArray<MissingCode> codes, string form = "")
    {
        var text = new StringBuilder();
        Line(text, ReaderVersion, sha256);
        if (form.Length > 0) Line(text, "form", form);
        Mapping(text, plan);
        Schema(text, schema);
        foreach (var code in codes) Line(text, "code", code.Field, code.Text, code.Reason.ToString());
        foreach (string table in schema.ForeignKeys.Select(key => key.Table).Concat(schema.Name == "codings" ? ["interviews"] : []).Distinct().Order(StringComparer.Ordinal))
            if (parents[table] is { } keys) Parents(text, table, keys);
        return OfText(text.ToString());
    }

    private static void Mapping(StringBuilder text, SourcePlan plan)
    {
        Line(text, "plan", plan.Id, plan.Table, plan.File, plan.Sheet ?? "", plan.Encoding ?? "", plan.Instrument ?? "", plan.Design?.ToString() ?? "");
        if (plan.Format is { } format) Line(text, "format", format);
        Cleaning(text, plan.Cleaning);
        foreach (var (construct, item, reversed) in plan.Constructs) Line(text, "construct", construct, item, reversed.ToString());
        foreach (var (header, field) in plan.Columns) Line(text, "column", header, field);
        foreach (var (field, recodes) in plan.Recodes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            foreach (var (from, to) in recodes) Line(text, "recode", field, from, to);
        foreach (var (field, unit) in plan.Units.OrderBy(pair => pair.Key, StringComparer.Ordinal)) Line(text, "unit", field, unit);
        foreach (var (field, value) in plan.Constants.OrderBy(pair => pair.Key, StringComparer.Ordinal)) Line(text, "constant", field, value);
        foreach (var (code, reason) in plan.Missing) Line(text, "missing", code, reason.ToString());
    }

    private static void Cleaning(StringBuilder text, CleaningPlan plan)
    {
        foreach (var rule in plan.Rules)
        {
            Line(text, "rule", rule.File, rule.Action.ToString(), rule.Field, rule.As.ToString(), rule.Reason, rule.Author);
            foreach (var (from, to) in rule.Values) Line(text, "clean", from, to);
            foreach (var (field, texts) in rule.Where) Line(text, "where", [field, .. texts]);
        }
    }

    private static void Schema(StringBuilder text, TableSchema schema)
    {
        Line(text, "schema", schema.Name, schema.Version, string.Join(',', schema.PrimaryKey));
        foreach (var field in schema.Fields)
        {
            Line(text, "field", field.Name, field.Type.ToString(), field.Required.ToString(), field.Unit, Number(field.Minimum), Number(field.Maximum), field.Title.Zh, field.Title.En, string.Join('|', field.Aliases));
            foreach (var level in field.Levels) Line(text, "level", level.Code, level.Label.Zh, level.Label.En);
        }
        foreach (var key in schema.ForeignKeys) Line(text, "reference", string.Join(',', key.Fields), key.Table, string.Join(',', key.Keys));
    }

    private static void Parents(StringBuilder text, string table, ParentTable keys)
    {
        Line(text, "parent", [table, .. keys.Fields]);
        foreach (var row in keys.Rows) Line(text, "key", [.. row]);
    }

    private static string Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Lengths stand before the parts: no two different lists give one line.</summary>
    private static void Line(StringBuilder text, string kind, params string[] parts)
    {
        text.Append(kind);
        foreach (string part in parts) text.Append(CultureInfo.InvariantCulture, $" {part.Length}:{part}");
        text.Append('\n');
    }
}
