namespace CoProduction.Store;

/// <summary>The one place where a name or a text enters an SQL statement. Values of rows and filters go in as parameters instead.</summary>
internal static class Quoted
{
    /// <summary>An identifier in double quotes.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>An identifier within a schema or an attached file.</summary>
    public static string Name(string owner, string name) => $"{Name(owner)}.{Name(name)}";

    /// <summary>Identifiers, each in double quotes, with commas between.</summary>
    public static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(Name));

    /// <summary>A text in single quotes, where the engine takes no parameter: a path to attach, the levels of a type.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Texts, each in single quotes, with commas between.</summary>
    public static string Texts(IEnumerable<string> texts) => string.Join(", ", texts.Select(Text));
}
