using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>A column of answers as the study reads it, made of the cells of a row of the platform's file.</summary>
/// <param name="variable">What it is.</param>
internal abstract class AnswerColumn(FileVariable variable)
{
    /// <summary>Stands for a question that was not put to the respondent.</summary>
    public const string NotAsked = "(跳过)";

    /// <summary>What every column of answers says of absent answers.</summary>
    public static ImmutableArray<MissingValues> Absent { get; } = [new(NotAsked, null, MissingReason.NotAsked, NotAsked)];

    public FileVariable Variable => variable;

    /// <summary>Its cell of a row.</summary>
    public abstract string Cell(AnswerCells row);

    /// <summary>What an option list says of values.</summary>
    public static ImmutableArray<ValueLabel> Labels(FormItem item) => [.. item.Options.Select(option => new ValueLabel(option.Code.ToString(CultureInfo.InvariantCulture), option.Label.Zh))];
}

/// <summary>The cells of the current row of a platform's file.</summary>
internal sealed class AnswerCells(Func<int, string> text, PersonalValues personal)
{
    /// <summary>Text of a cell, trimmed, with the marks of absent answers in their standard form.</summary>
    public string this[int index] => text(index);

    /// <summary>A text as it may be read: one with a telephone number, identity card or e-mail address in it is withheld.</summary>
    public string Free(string answer) => personal.Withhold(answer);
}

/// <summary>A cell as it stands.</summary>
internal sealed class PlainAnswer(int index, FileVariable variable) : AnswerColumn(variable)
{
    public override string Cell(AnswerCells row) => row.Free(row[index]);
}

/// <summary>A cell rewritten by a function of its text.</summary>
internal sealed class RewrittenAnswer(int index, FileVariable variable, Func<string, string> rewrite) : AnswerColumn(variable)
{
    public override string Cell(AnswerCells row) => row.Free(rewrite(row[index]));
}

/// <summary>Whole seconds between two moments of a submission; empty where one is missing or no moment, or the end lies before the start.</summary>
internal sealed class ElapsedAnswer(int start, int end, FileVariable variable) : AnswerColumn(variable)
{
    public override string Cell(AnswerCells row) => Moment(row[start]) is { } from && Moment(row[end]) is { } to && to >= from ? Math.Floor((to - from).TotalSeconds).ToString(CultureInfo.InvariantCulture) : "";

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}

/// <summary>One option of a list: its code; texts that are no option stand as they are.</summary>
internal sealed class CodedAnswer(int index, FileVariable variable, OptionTexts options, Func<string, string>? bare = null) : AnswerColumn(variable)
{
    public override string Cell(AnswerCells row)
    {
        string text = row[index];
        if (text is "" or NotAsked) return text;
        return options.CodeOf(Typed.Without(text)) ?? (bare is null ? null : options.CodeOf(bare(text))) ?? row.Free(Typed.Without(text));
    }
}

/// <summary>Whether one option is among those chosen in a cell: 1 or 0.</summary>
internal sealed class ChosenAnswer(int index, FileVariable variable, OptionTexts options, int option, Func<string, string[]> split) : AnswerColumn(variable)
{
    public override string Cell(AnswerCells row)
    {
        string text = row[index];
        if (text is "" or NotAsked) return text;
        foreach (string part in split(text))
            if (options.IndexOf(Typed.Without(part)) == option) return "1";
        return "0";
    }
}

/// <summary>Whether an option with a column of its own was chosen: 1 or 0; an empty cell is 0 where another option of the question was chosen.</summary>
internal sealed class TickedAnswer(int index, FileVariable variable, ImmutableArray<int> all) : AnswerColumn(variable)
{
    public override string Cell(AnswerCells row) => Tick(row[index]) is { Length: > 0 } tick ? tick : all.Any(other => Tick(row[other]) is { Length: > 0 } said && said != NotAsked) ? "0" : "";

    private static string Tick(string text) => text.ToUpperInvariant() switch
    {
        "1" or "Y" or "YES" or "TRUE" or "是" or "1.0" or "√" or "JA" or "OUI" or "SÍ" => "1",
        "0" or "N" or "NO" or "FALSE" or "否" or "0.0" or "NEIN" or "NON" => "0",
        "" => "",
        NotAsked or "N/A" => NotAsked,
        _ => "1",
    };
}

/// <summary>The place of one option in an order: 1 for the first.</summary>
internal sealed class PlacedAnswer(int index, FileVariable variable, OptionTexts options, int option, Func<string, string[]> split) : AnswerColumn(variable)
{
    public override string Cell(AnswerCells row)
    {
        string text = row[index];
        if (text is "" or NotAsked) return text;
        int place = Array.FindIndex(split(text), part => options.IndexOf(Typed.Without(part)) == option);
        return place < 0 ? "" : (place + 1).ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>The place of one option in an order whose places have a column each.</summary>
internal sealed class RankedAnswer(ImmutableArray<int> places, FileVariable variable, OptionTexts options, int option) : AnswerColumn(variable)
{
    public override string Cell(AnswerCells row)
    {
        for (int place = 0; place < places.Length; place++)
            if (row[places[place]] is { Length: > 0 } text && options.IndexOf(text) == option) return (place + 1).ToString(CultureInfo.InvariantCulture);
        return "";
    }
}

/// <summary>What was typed behind options.</summary>
internal sealed class TypedAnswer(int index, FileVariable variable) : AnswerColumn(variable)
{
    public override string Cell(AnswerCells row) => row.Free(Typed.Of(row[index]));
}

/// <summary>Text that a respondent typed behind an option: <c>其他〖广场舞〗</c>.</summary>
internal static partial class Typed
{
    public static bool Is(string text) => text.Contains('〖', StringComparison.Ordinal);

    /// <summary>The option alone.</summary>
    public static string Without(string text) => Is(text) ? CellText.Trim(Mark().Replace(text, "")) : CellText.Trim(text);

    /// <summary>The typed texts, parted by '┋'.</summary>
    public static string Of(string text) => Is(text) ? string.Join('┋', Mark().Matches(text).Select(match => CellText.Trim(match.Groups["text"].Value))) : "";

    [GeneratedRegex(@"〖(?<text>[^〖〗]*)(?:〗|$)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();
}
