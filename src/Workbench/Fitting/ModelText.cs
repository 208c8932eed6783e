namespace CoProduction.Workbench;

/// <summary>The text of a model: as given, or from the file that <c>@file</c> names, whose lines keep their numbers.</summary>
internal static class ModelText
{
    private const int LongestFile = 100_000;

    /// <param name="text">A formula, or <c>@</c> and a file name.</param>
    /// <param name="folder">Folder that the file name is relative to.</param>
    /// <exception cref="UsageException">The file is not there, or is no model.</exception>
    public static string Of(string text, string folder)
    {
        if (!text.StartsWith('@')) return text;
        string file = Path.Combine(folder, text[1..]);
        if (!File.Exists(file)) throw new UsageException(new Fault($"The model's file '{text[1..]}' is not there", text, "the formula begins with @, which names a file", "Correct the name, or write the formula itself"));
        if (new FileInfo(file).Length > LongestFile) throw new UsageException(new Fault($"'{text[1..]}' is longer than {LongestFile:N0} bytes", text, "a model is a few lines", "Name the file of the model, not of the data"));
        return string.Join('\n', File.ReadAllLines(file).Select(WithoutComment)).TrimEnd();
    }

    // As in R and lavaan, # begins a comment.
    private static string WithoutComment(string line) => line.IndexOf('#', StringComparison.Ordinal) is var at and >= 0 ? line[..at] : line;
}
