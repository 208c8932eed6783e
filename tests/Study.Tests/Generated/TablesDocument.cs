using System.Text;

namespace CoProduction.Tests.Generated;

/// <summary>Writes data-schema/TABLES.md: every table and field in both languages, from data-schema.</summary>
internal static class TablesDocument
{
    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("<!-- Written from data-schema by COPRO_REGENERATE=1 ./test --project tests/Study.Tests; do not edit. -->\n# 数据表 · Tables\n\n");
        text.Append("\\* 必填 required · PK 主键 primary key · FK 外键 foreign key. 表头可用字段名、中英文标题或别名 A header may be the field's name, either title or an alias.\n\n");
        text.Append("| 表 table | 标题 title | 来源键 source key | 版本 version |\n| --- | --- | --- | --- |\n");
        foreach (var table in DataSchema.Tables)
            text.Append($"| [{table.Name}](#{table.Name}) | {table.Title.Zh} · {table.Title.En} | `{table.SourceKey}` | {table.Version} |\n");
        foreach (var table in DataSchema.Tables) WriteTable(text, table);
        WriteFramework(text);
        WriteClassifications(text);
        return text.ToString();
    }

    private static void WriteTable(StringBuilder text, TableSchema table)
    {
        text.Append($"\n## {table.Name}\n\n**{table.Title.Zh} · {table.Title.En}.** {table.Description.Zh} {table.Description.En}\n\n");
        if (!table.Aliases.IsEmpty) text.Append($"又称 also known as: {string.Join(" · ", table.Aliases)}\n\n");
        text.Append($"PK {string.Join(" + ", table.PrimaryKey)}");
        foreach (var key in table.ForeignKeys) text.Append($" · FK {string.Join(" + ", key.Fields)} → {key.Table}{(key.Except.IsEmpty ? "" : $" (`{string.Join("`, `", key.Except)}` = none)")}");
        text.Append("\n\n| 字段 field | 类型 type | 标题 title | 取值 values | 别名 aliases |\n| --- | --- | --- | --- | --- |\n");
        foreach (var field in table.Fields)
            text.Append($"| {field.Name}{(field.Required ? "\\*" : "")} | {TypeText(field)} | {field.Title.Zh} · {field.Title.En} | {Values(field)} | {string.Join(" · ", field.Aliases)} |\n");
    }

    private static string TypeText(Field field) => $"{field.Type.ToString().ToLowerInvariant()}{(field.Unit.Length > 0 ? $" ({field.Unit})" : "")}";

    private static string Values(Field field)
    {
        string limits = (field.Minimum, field.Maximum) switch
        {
            (null, null) => "",
            ({ } low, null) => $"{(field.MinimumExcluded ? ">" : "≥")} {low}",
            (null, { } high) => $"≤ {high}",
            ({ } low, { } high) => $"{low}..{high}",
        };
        string levels = string.Join("; ", field.Levels.Select(level => $"`{level.Code}` {level.Label.Zh} {level.Label.En}"));
        string note = field.Description.En.Length > 0 ? $"{field.Description.Zh} {field.Description.En}" : "";
        return string.Join(" ", new[] { limits, levels, note }.Where(part => part.Length > 0));
    }

    private static void WriteFramework(StringBuilder text)
    {
        text.Append("\n## 框架 · Framework\n\n| 阶段 stage | 构念 construct | 标签 label | 题目 items | 代码 codes | 指标 indicators |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var construct in DataSchema.Framework.Constructs)
            text.Append($"| {construct.Stage}{(construct.Direction.Length > 0 ? $", {construct.Direction}" : "")} | {construct.Id} | {construct.Label.Zh} · {construct.Label.En} | ")
                .Append($"{string.Join(" ", construct.Items)} | {string.Join(" · ", construct.Codes)} | {string.Join(" · ", construct.Indicators)} |\n");
    }

    private static void WriteClassifications(StringBuilder text)
    {
        text.Append("\n## 分类体系 · Classifications\n");
        foreach (var list in DataSchema.Classifications)
        {
            text.Append($"\n**{list.Name}** {list.Title.Zh} · {list.Title.En}\n\n");
            foreach (var use in list.Classes) text.Append($"- `{use.Code}` {use.Label.Zh} · {use.Label.En}\n");
        }
    }
}
