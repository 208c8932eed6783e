using System.Text.RegularExpressions;

namespace CoProduction.Tests;

/// <summary>What looks like SQL.</summary>
internal static partial class Sql
{
    /// <summary>True for a text that a database would read as a statement or a clause of one.</summary>
    public static bool IsSql(string text) => IsStatement(text) || Clause().IsMatch(text);

    /// <summary>True for a text that a database would read as the start of a statement.</summary>
    public static bool IsStatement(string text) => Statement().IsMatch(text);

    [GeneratedRegex(@"^\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(OR\s+REPLACE\s+)?(TEMP\s+|TEMPORARY\s+)?(TABLE|VIEW|INDEX|SCHEMA|SEQUENCE)\s|DROP\s+(TABLE|VIEW|SCHEMA)\s|ALTER\s+TABLE\s|COPY\s+\S+\s+(FROM|TO)\s|ATTACH\s+'|WITH\s+\S+\s+AS\s*\(|PRAGMA\s|BEGIN\s+TRANSACTION)", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();

    // Clauses in capitals: in prose 'from' and 'where' are ordinary words.
    [GeneratedRegex(@"\b(SELECT|FROM|WHERE|GROUP BY|ORDER BY|LEFT JOIN|UNION ALL|VALUES \()\s")]
    private static partial Regex Clause();
}
