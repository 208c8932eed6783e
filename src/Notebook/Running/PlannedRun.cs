using System.Collections.Immutable;
using CoProduction.Notebook.Cells;

namespace CoProduction.Notebook.Running;

/// <summary>One notebook, once, with its values: read and checked before the first cell of any is run.</summary>
/// <param name="Source">Its file, as it was named.</param>
/// <param name="Target">The file to write.</param>
/// <param name="Notebook">The notebook with the values given to its parameters.</param>
internal sealed record PlannedRun(string Source, string Target, Ipynb Notebook)
{
    /// <summary>The runs of a request: each notebook with each combination of values.</summary>
    /// <exception cref="StudyException">A notebook or a parameter is wrong.</exception>
    public static ImmutableArray<PlannedRun> All(NotebookRequest request)
    {
        var combinations = Combinations(request.Parameters);
        var runs = request.Files.SelectMany(file => Of(file, request.Out, combinations)).ToImmutableArray();
        if (runs.GroupBy(run => Path.GetFullPath(run.Target)).FirstOrDefault(same => same.Count() > 1) is { } twice) throw NotebookFaults.SameOutput(twice.First().Target);
        return runs;
    }

    private static IEnumerable<PlannedRun> Of(string file, string? folder, ImmutableArray<ImmutableArray<KeyValuePair<string, string>>> combinations)
    {
        var notebook = IpynbReader.Read(file);
        foreach (var values in combinations)
            yield return new PlannedRun(file, TargetOf(file, folder, combinations.Length > 1 ? values : []), Parameters.Give(notebook, values, file));
    }

    private static string TargetOf(string file, string? folder, ImmutableArray<KeyValuePair<string, string>> values)
    {
        if (folder is null) return file;
        string name = string.Join('.', values.Select(value => string.Concat(value.Value.Select(letter => Path.GetInvalidFileNameChars().Contains(letter) ? '_' : letter))).Prepend(Path.GetFileNameWithoutExtension(file)));
        return Path.Combine(folder, name + ".ipynb");
    }

    private static ImmutableArray<ImmutableArray<KeyValuePair<string, string>>> Combinations(ImmutableArray<KeyValuePair<string, string>> parameters)
    {
        ImmutableArray<ImmutableArray<KeyValuePair<string, string>>> all = [[]];
        foreach (var name in parameters.GroupBy(parameter => parameter.Key, StringComparer.Ordinal))
            all = [.. all.SelectMany(start => name.Distinct().Select(value => start.Add(value)))];
        return all;
    }
}
