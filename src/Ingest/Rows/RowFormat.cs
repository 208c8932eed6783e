using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>A format of files: one entry of <see cref="RowFormats"/>, one folder of this project.</summary>
/// <param name="Name">Its name, as a study file's <c>format:</c> writes it.</param>
/// <param name="Extensions">Extensions that mean it, in lower case with the dot; none for a layer, a way to understand the rows of another format.</param>
/// <param name="Open">Opens the rows and reads the header; throws a <see cref="StudyException"/> where the file cannot be used. A layer is given the file without the layer.</param>
internal sealed record RowFormat(string Name, ImmutableArray<string> Extensions, Func<RowFile, RowReader> Open)
{
    /// <summary>True when the file is a text whose encoding is found before it is opened.</summary>
    public bool IsText { get; init; }

    /// <summary>Full paths of the further files that it reads; null for none.</summary>
    public Func<RowFile, IEnumerable<string>>? Besides { get; init; }

    /// <summary>True for questionnaires and the answers to them, which know <c>form:</c> and <c>constructs:</c>.</summary>
    public bool IsQuestionnaire { get; init; }

    /// <summary>Looks through the file before its rows are trusted; throws a <see cref="StudyException"/>. Null for nothing to look for.</summary>
    public Action<RowFile>? Guard { get; init; }
}
