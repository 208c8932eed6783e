using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>A text in the column of one field that stands for a reason instead of a value, such as 9 for «does not know».</summary>
/// <param name="Field">Field of the table: the item of a survey question.</param>
/// <param name="Text">Text in the file; compared as a number in numeric fields.</param>
/// <param name="Reason">What it stands for.</param>
public sealed record MissingCode(string Field, string Text, MissingReason Reason)
{
    /// <summary>The codes of one question, declared as <c>7=not_asked;8=refused;9=dont_know</c>.</summary>
    /// <param name="item">The item, which is the field of the responses.</param>
    /// <param name="declaration">The list; empty for none.</param>
    /// <exception cref="StudyException">The list cannot be read.</exception>
    public static ImmutableArray<MissingCode> Read(string item, string declaration) =>
        [.. MissingReasons.ParseCodes(declaration, $"questions, item {item}").Select(code => new MissingCode(item, code.Text, code.Reason))];
}
