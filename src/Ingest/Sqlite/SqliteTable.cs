using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>A table of a database.</summary>
/// <param name="Root">Page where its tree begins.</param>
/// <param name="Columns">Names of its columns.</param>
/// <param name="Alias">Index of the column that is the row's number and is not stored; -1 for none.</param>
internal sealed record SqliteTable(int Root, ImmutableArray<string> Columns, int Alias)
{
    private static readonly string[] Constraints = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];

    /// <summary>Reads the columns from the statement that made the table.</summary>
    public static SqliteTable Parse(int root, string statement)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        string? key = null;
        int open = statement.IndexOf('(', StringComparison.Ordinal);
        var definitions = Split(open < 0 ? "" : statement[(open + 1)..]).ToList();
        foreach (string definition in definitions)
        {
            var (name, rest) = First(definition);
            if (Constraints.Contains(name.ToUpperInvariant()) && !IsQuoted(definition)) key ??= KeyOf(definition);
            else
            {
                names.Add(name);
                if (IsInteger(rest) && rest.Contains("PRIMARY KEY", StringComparison.OrdinalIgnoreCase)) key = name;
            }
        }
        var integers = definitions.Select(First).Where(definition => IsInteger(definition.Type)).Select(definition => definition.Name);
        return new SqliteTable(root, names.ToImmutable(), key is not null && integers.Contains(key, StringComparer.OrdinalIgnoreCase) ? names.ToList().FindIndex(name => string.Equals(name, key, StringComparison.OrdinalIgnoreCase)) : -1);
    }

    private static bool IsInteger(string rest) => rest.Equals("INTEGER", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("INTEGER ", StringComparison.OrdinalIgnoreCase);

    /// <summary>The column of <c>PRIMARY KEY (column)</c>; null when there are several, or another constraint.</summary>
    private static string? KeyOf(string definition)
    {
        int at = definition.IndexOf("PRIMARY KEY", StringComparison.OrdinalIgnoreCase), open = definition.IndexOf('(', StringComparison.Ordinal), close = definition.LastIndexOf(')');
        if (at < 0 || open < at || close < open) return null;
        string[] columns = [.. Split(definition[(open + 1)..close] + ")")];
        return columns.Length == 1 ? First(columns[0]).Name : null;
    }

    private static bool IsQuoted(string definition) => definition.TrimStart() is ['"' or '`' or '[' or '\'', ..];

    /// <summary>The definitions between commas, up to the bracket that closes them.</summary>
    private static IEnumerable<string> Split(string text)
    {
        int depth = 0, start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '"' or '`' or '\'' or '[') i = Closing(text, i);
            else if (text[i] == '(') depth++;
            else if (text[i] is ')' or ',' && depth == 0)
            {
                yield return text[start..i].Trim();
                start = i + 1;
                if (text[i] == ')') yield break;
            }
            else if (text[i] == ')') depth--;
        }
    }

    private static int Closing(string text, int open)
    {
        int close = text.IndexOf(text[open] == '[' ? ']' : text[open], open + 1);
        return close < 0 ? text.Length - 1 : close;
    }

    /// <summary>The first word of a definition, without its quotes, and the rest with single blanks.</summary>
    private static (string Name, string Type) First(string definition)
    {
        definition = string.Join(' ', definition.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (definition.Length == 0) return ("", "");
        int end = IsQuoted(definition) ? Closing(definition, 0) + 1 : definition.IndexOfAny([' ', '(']);
        if (end < 0) end = definition.Length;
        return (definition[..end].Trim('"', '`', '[', ']', '\''), definition[end..].Trim());
    }
}
