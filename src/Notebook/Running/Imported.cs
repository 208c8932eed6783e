using System.Globalization;
using CoProduction.Notebook.Cells;

namespace CoProduction.Notebook.Running;

/// <summary>Files that <c>#!import</c> takes in.</summary>
internal static class Imported
{
    /// <summary>The pieces of code of a file, each with its name in errors.</summary>
    /// <param name="file">A .cs, .csx or .ipynb file, full path.</param>
    /// <param name="from">The cell and line that asked.</param>
    /// <exception cref="StudyException">The file is not there, or is of no kind that can be taken in.</exception>
    public static IEnumerable<(string Source, string Place)> Read(string file, string from)
    {
        if (!File.Exists(file)) throw NotebookFaults.NoImport(file, from);
        return Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".cs" or ".csx" => [(File.ReadAllText(file), file)],
            ".ipynb" => IpynbReader.Read(file).Cells.Where(cell => cell.Kind == CellKind.Code).Select((cell, i) => (cell.Source, string.Create(CultureInfo.InvariantCulture, $"{file}, cell {i + 1}"))),
            var kind => throw NotebookFaults.ImportKind(kind, from),
        };
    }
}
