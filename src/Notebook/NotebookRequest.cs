using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Notebook;

/// <summary>What <c>copro notebook run</c> is asked.</summary>
/// <param name="Files">The notebooks.</param>
public sealed record NotebookRequest(ImmutableArray<string> Files)
{
    /// <summary>The longest a cell may be allowed, in seconds.</summary>
    public const double LongestTimeout = 86_400;

    /// <summary>Values for the notebooks' parameters; a name that comes several times makes a run of each value.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>Folder to write to; null writes each notebook in its place.</summary>
    public string? Out { get; init; }

    /// <summary>True to write an HTML page beside each notebook.</summary>
    public bool Html { get; init; }

    /// <summary>Time that a cell may take; null for any.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Language of what is shown.</summary>
    public Language Language { get; init; } = Language.En;

    /// <summary>Parameters from words such as <c>community=A12</c>; <c>name=@FILE</c> takes each line of a file, <c>name=@STUDY</c> the id of each community of a study.</summary>
    /// <exception cref="UsageException">A word has no '=', or what it names is not there.</exception>
    public static ImmutableArray<KeyValuePair<string, string>> ParametersOf(IEnumerable<string> words) => [.. words.SelectMany(Parsed)];

    /// <summary>A time limit from seconds.</summary>
    /// <exception cref="UsageException">The number is no time limit.</exception>
    public static TimeSpan? TimeoutOf(double? seconds) => seconds is not { } limit ? null
        : limit is > 0 and <= LongestTimeout ? TimeSpan.FromSeconds(limit) : throw NotebookFaults.Timeout(limit);

    private static IEnumerable<KeyValuePair<string, string>> Parsed(string word)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) throw NotebookFaults.ParameterForm(word);
        string name = word[..equals].Trim(), value = word[(equals + 1)..];
        return value.StartsWith('@') ? Listed(value[1..]).Select(one => new KeyValuePair<string, string>(name, one)) : [new(name, value)];
    }

    private static IEnumerable<string> Listed(string path)
    {
        if (Directory.Exists(path) || (File.Exists(path) && Path.GetExtension(path) is ".yaml" or ".yml")) return Communities(path);
        return File.Exists(path) ? File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)
            : throw new UsageException(new Fault($"'{path}' is not there", "--param", "'@' takes the values from the lines of a file, or the communities of a study's folder", "Check the spelling and the folder"));
    }

    private static IEnumerable<string> Communities(string path)
    {
        using var study = Workbench.Study.Open(path);
        return [.. study.Communities.Select(community => community.Id)];
    }
}

/// <summary>What became of one run.</summary>
/// <param name="File">The notebook that was written.</param>
/// <param name="Html">The page that was written; null for none.</param>
/// <param name="Cells">Cells that were run.</param>
/// <param name="Seconds">Time of the cells.</param>
/// <param name="Failure">What stopped it; null when every cell ran.</param>
public sealed record NotebookResult(string File, string? Html, int Cells, double Seconds, Fault? Failure)
{
    /// <summary>One line for the reader.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}{(Html is null ? "" : $"  {Html}")}  {Cells} cells  {Seconds:0.0} s");
}
