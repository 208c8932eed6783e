using System.Text.RegularExpressions;

namespace CoProduction.Store.Tests;

/// <summary>What a Citus coordinator refuses, found by reading statements word by word: texts, comments and quoted names do not count.</summary>
internal static partial class CitusRules
{
    private static readonly (string Words, string Why)[] Refused =
    [
        ("GROUPING SETS", "grouping sets"), ("ROLLUP (", "grouping sets"), ("CUBE (", "grouping sets"), ("WITH RECURSIVE", "recursive CTEs"), ("CREATE TRIGGER", "triggers"), ("CREATE CONSTRAINT TRIGGER", "triggers"),
        ("CREATE OR REPLACE TRIGGER", "triggers"), ("MERGE INTO", "MERGE"), ("FOREIGN KEY", "foreign keys"), ("REFERENCES", "foreign keys"), ("CTID", "places of rows, which differ by worker"),
    ];

    /// <summary>Why a statement could not run there; empty when it could.</summary>
    public static IEnumerable<string> Broken(string statement)
    {
        string words = $" {string.Join(' ', Words(statement))} ";
        foreach (var (refused, why) in Refused)
            if (words.Contains($" {refused} ", StringComparison.Ordinal)) yield return why;
        if (words.Contains(" LATERAL ", StringComparison.Ordinal) && words.Contains(" LIMIT ", StringComparison.Ordinal)) yield return "lateral joins with a limit";
        if (CreatesRecords().IsMatch(words) && (words.Contains(" PRIMARY KEY ", StringComparison.Ordinal) || words.Contains(" UNIQUE ", StringComparison.Ordinal))) yield return "unique keys without the column of distribution";
    }

    /// <summary>The words of a statement in capitals, each bracket a word.</summary>
    public static IEnumerable<string> Words(string statement) => Token().Matches(statement)
        .Where(token => !token.Groups["skip"].Success)
        .Select(token => token.Groups["name"].Success ? token.Groups["name"].Value.ToLowerInvariant() : token.Value.ToUpperInvariant());

    // Comments, texts and dollar-quoted bodies' marks; quoted names; words; single signs.
    [GeneratedRegex("""(?<skip>--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\$\w*\$)|"(?<name>(?:[^"]|"")*)"|\w+|\S""", RegexOptions.Singleline)]
    private static partial Regex Token();

    [GeneratedRegex("CREATE TABLE copro_data |CREATE TABLE COPRO_DATA ")]
    private static partial Regex CreatesRecords();
}
