using System.Globalization;
using System.Text;

namespace CoProduction.Benchmarks;

/// <summary>A results file: written by the comparison, never by hand.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    /// <summary>Starts with what was compared, when, and on what kind of machine.</summary>
    /// <param name="title">Title.</param>
    /// <param name="date">Date of the run.</param>
    /// <param name="command">Command that writes the file.</param>
    /// <param name="compared">True when programs ran in turn.</param>
    public Report(string title, string date, string command, bool compared = true)
    {
        Line($"# {title}");
        Line();
        Line($"Written by `{command}` on {date}; {Environment.ProcessorCount} cores, .NET {Environment.Version}. Not edited by hand.");
        if (compared) Line("Both sides ran in turn in one run on one machine, after one unmeasured round: the ratio is the result, the seconds are the machine's.");
        Line();
    }

    /// <summary>Adds a line.</summary>
    public Report Line(FormattableString text) => Line(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a line.</summary>
    public Report Line(string text = "")
    {
        _text.Append(text).Append('\n');
        return this;
    }

    /// <summary>Adds a table of series: times and memory.</summary>
    public Report Table(IEnumerable<Series> series)
    {
        Line("| program | median s | best s | runs | peak memory MB |");
        Line("| --- | --: | --: | --: | --: |");
        foreach (var one in series) Line($"| {one.Name} | {one.Median:F2} | {one.Best:F2} | {one.Runs.Count} | {one.Peak:F0} |");
        return Line();
    }

    /// <summary>Adds a demand and whether it was met.</summary>
    /// <returns>True when it was met.</returns>
    public bool Demand(bool met, FormattableString text)
    {
        Line($"- {(met ? "met" : "MISSED")}: {text.ToString(CultureInfo.InvariantCulture)}");
        return met;
    }

    /// <summary>Writes the file and shows it.</summary>
    public void Write(string path)
    {
        File.WriteAllText(path, _text.ToString());
        Show();
    }

    /// <summary>Shows what was added, and writes no file.</summary>
    public void Show() => Console.Write(_text.ToString());
}
