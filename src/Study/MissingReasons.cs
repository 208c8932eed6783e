using System.Collections.Immutable;

namespace CoProduction;

/// <summary>The names of the reasons for missing values, as study files and questionnaires write them.</summary>
public static class MissingReasons
{
    private static readonly ImmutableArray<(MissingReason Reason, string Name)> _names =
    [
        (MissingReason.NotAsked, "not_asked"), (MissingReason.Refused, "refused"), (MissingReason.DontKnow, "dont_know"),
        (MissingReason.Lost, "lost"), (MissingReason.Blank, "blank"),
    ];

    /// <summary>Every name, in the order of the documentation: not_asked, refused, dont_know, lost, blank.</summary>
    public static ImmutableArray<string> Names { get; } = [.. _names.Select(pair => pair.Name)];

    /// <summary>The reason of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="where">Place of the name, for the error.</param>
    /// <exception cref="StudyException">No such reason; names the nearest.</exception>
    public static MissingReason Parse(string name, string where = "") =>
        TryParse(name, out var reason) ? reason : throw StudyFaults.UnknownReason(name, where);

    /// <summary>True, with the reason, when the name is one of <see cref="Names"/>.</summary>
    public static bool TryParse(string name, out MissingReason reason)
    {
        var found = _names.FirstOrDefault(pair => pair.Name == name);
        reason = found.Reason;
        return found.Name is not null;
    }

    /// <summary>The name of a reason; <c>present</c> for a value that is there.</summary>
    public static string Name(MissingReason reason) => _names.FirstOrDefault(pair => pair.Reason == reason).Name ?? "present";

    /// <summary>A reason for people.</summary>
    public static Label LabelOf(MissingReason reason) => reason switch
    {
        MissingReason.NotAsked => new("未询问", "not asked"),
        MissingReason.Refused => new("拒答", "refused"),
        MissingReason.DontKnow => new("不知道", "don't know"),
        MissingReason.Lost => new("遗失", "lost"),
        MissingReason.Blank => new("空白", "blank"),
        _ => new("有值", "present"),
    };

    /// <summary>Reads a declaration such as <c>7=not_asked;8=refused;9=dont_know</c>; empty gives none.</summary>
    /// <param name="declaration">Pairs code=reason, parted by ';' or '；'.</param>
    /// <param name="where">Place of the declaration, for the error.</param>
    /// <exception cref="StudyException">A pair has no '=' or an unknown reason.</exception>
    public static ImmutableArray<(string Text, MissingReason Reason)> ParseCodes(string declaration, string where = "") =>
        [.. declaration.Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => ParseCode(part, where))];

    /// <summary>Writes a declaration that <see cref="ParseCodes"/> reads.</summary>
    public static string PrintCodes(ImmutableArray<(string Text, MissingReason Reason)> codes) =>
        string.Join(';', codes.Select(code => $"{code.Text}={Name(code.Reason)}"));

    private static (string Text, MissingReason Reason) ParseCode(string part, string where) =>
        part.Split('=', StringSplitOptions.TrimEntries) is [{ Length: > 0 } text, var name]
            ? (text, Parse(name, where))
            : throw StudyFaults.MalformedMissingCodes(part, where);
}
