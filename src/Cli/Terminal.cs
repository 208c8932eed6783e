using System.Globalization;
using CoProduction.Workbench;

namespace CoProduction.Cli;

/// <summary>Results go to stdout, progress and faults to stderr; <c>--quiet</c> silences progress only.</summary>
internal sealed class Terminal(bool quiet, Language language)
{
    /// <summary>Language of the texts for people.</summary>
    public Language Language { get; } = language;

    /// <summary>A line of the result.</summary>
    public static void Result(string line = "") => Console.Out.Write(line + "\n");

    /// <summary>A text in the chosen language.</summary>
    public string In(Label label) => label.In(Language);

    /// <summary>Steps of long work, as <c>[i/N] text</c>.</summary>
    public IProgress<WorkStep> Steps() => new Reporter<WorkStep>(step =>
    {
        if (!quiet) Console.Error.Write($"[{step.Index}/{step.Of}] {In(step.What)}\n");
    });

    /// <summary>Rows read so far; nothing before two seconds have passed, then once a second.</summary>
    public IProgress<long> Rows(string what) => new PacedRows(rows =>
    {
        if (!quiet) Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"{what}: {rows:N0}\n"));
    });

    /// <summary>An error in its four parts.</summary>
    public static void Fault(Fault fault) => Console.Error.Write($"copro: {fault}\n");

    private sealed class Reporter<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
