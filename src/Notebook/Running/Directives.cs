using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CoProduction.Notebook.Running;

/// <summary>One step of a cell.</summary>
internal abstract record CellStep
{
    private CellStep()
    {
    }

    /// <summary>C# to compile and run; lines count as in the cell.</summary>
    /// <param name="Text">The text, with blank lines in the place of what is not C#.</param>
    internal sealed record Code(string Text) : CellStep;

    /// <summary><c>#r "…"</c>: an assembly or a package.</summary>
    /// <param name="Name">What stands between the quotes.</param>
    /// <param name="Line">Line in the cell, from 1.</param>
    internal sealed record Reference(string Name, int Line) : CellStep;

    /// <summary><c>#!import FILE</c>.</summary>
    /// <param name="File">The file as written.</param>
    /// <param name="Line">Line in the cell, from 1.</param>
    internal sealed record Import(string File, int Line) : CellStep;
}

/// <summary>Parts a cell into C# and the lines that speak to the host.</summary>
internal static partial class Directives
{
    /// <summary>The steps of a cell in order.</summary>
    /// <param name="source">Text of the cell.</param>
    /// <param name="place">Name of the cell for errors.</param>
    /// <exception cref="UsageException">A directive that this host does not have.</exception>
    public static ImmutableArray<CellStep> Parse(string source, string place)
    {
        var steps = ImmutableArray.CreateBuilder<CellStep>();
        var code = new List<string>();
        string[] lines = source.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            var step = Directive(lines[i], place, i + 1);
            if (step is CellStep.Import) Flush(code, steps, i);
            if (step is not null) steps.Add(step);
            code.Add(step is not null || IsPassedOver(lines[i]) ? "" : lines[i]);
        }
        Flush(code, steps, 0);
        return steps.ToImmutable();
    }

    private static CellStep? Directive(string line, string place, int number)
    {
        if (Referenced().Match(line) is { Success: true } reference) return new CellStep.Reference(reference.Groups[1].Value.Trim(), number);
        if (Imported().Match(line) is { Success: true } import) return new CellStep.Import(import.Groups[1].Value.Trim(), number);
        return Magic().Match(line) is { Success: true } magic && !IsPassedOver(line) ? throw NotebookFaults.UnknownDirective(magic.Value, place, number) : null;
    }

    // The language of a cell, sources of packages, and what belongs to a script that is run by itself.
    private static bool IsPassedOver(string line) => PassedOver().IsMatch(line);

    private static void Flush(List<string> code, ImmutableArray<CellStep>.Builder steps, int linesBefore)
    {
        if (code.Any(line => line.Trim().Length > 0)) steps.Add(new CellStep.Code(string.Join('\n', code)));
        code.Clear();
        code.AddRange(Enumerable.Repeat("", linesBefore));
    }

    [GeneratedRegex("""^\s*#r\s+"([^"]+)"\s*(?://.*)?$""")]
    private static partial Regex Referenced();

    [GeneratedRegex("""^\s*#!import\s+"?([^"]+?)"?\s*$""")]
    private static partial Regex Imported();

    [GeneratedRegex("""^\s*#![\w#-]*""")]
    private static partial Regex Magic();

    [GeneratedRegex("""^\s*(#!(csharp|c#)\s*$|#!/|#i\s+"|#:)""")]
    private static partial Regex PassedOver();
}
