namespace CoProduction.Tests;

/// <summary>The shape of an estimator's folder: <c>XSpec</c>, <c>X</c>, <c>XResult</c>, or <c>XSpec</c>, <c>XModel</c>, <c>XFit</c> for a statistical model.</summary>
internal static class MethodFolders
{
    /// <summary>What is missing in a folder of src/Analysis that holds a method; a folder without a <c>Fit</c> holds none.</summary>
    /// <param name="folder">Name of the folder, such as <c>Linear</c> or <c>Scales</c>.</param>
    /// <param name="files">Names of the files in it.</param>
    /// <param name="fits">Names of the files that declare a static <c>Fit</c>.</param>
    /// <param name="tests">Names of the files in the mirrored folder of tests/Analysis.Tests.</param>
    public static IEnumerable<string> Gaps(string folder, IReadOnlyCollection<string> files, IReadOnlyCollection<string> fits, IReadOnlyCollection<string> tests)
    {
        if (fits.Count == 0) yield break;
        var stems = Stems(folder);
        if (!Holds(files, stems, "Spec.cs")) yield return $"src/Analysis/{folder}/{folder}Spec.cs is missing";
        if (!Holds(fits, stems, ".cs", "Model.cs")) yield return $"src/Analysis/{folder}: Fit stands in {string.Join(", ", fits)}, not in {folder}.cs or {folder}Model.cs";
        if (!Holds(files, stems, "Result.cs", "Fit.cs")) yield return $"src/Analysis/{folder}/{folder}Result.cs or {folder}Fit.cs is missing";
        if (!tests.Any(file => file.EndsWith("CertifiedTests.cs", StringComparison.Ordinal))) yield return $"tests/Analysis.Tests/{folder}/{folder}CertifiedTests.cs is missing";
    }

    // The folder Scales may hold a ScaleSpec: a folder may be the plural of its types.
    private static string[] Stems(string folder) => folder.EndsWith('s') ? [folder, folder[..^1]] : [folder];

    private static bool Holds(IReadOnlyCollection<string> files, string[] stems, params string[] endings) =>
        stems.Any(stem => endings.Any(ending => files.Contains(stem + ending)));
}
