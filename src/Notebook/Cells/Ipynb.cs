using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace CoProduction.Notebook.Cells;

/// <summary>What a cell holds.</summary>
internal enum CellKind
{
    /// <summary>C#.</summary>
    Code,

    /// <summary>Text in Markdown.</summary>
    Markdown,

    /// <summary>Text that is passed through.</summary>
    Raw,
}

/// <summary>One cell.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Source">Its text.</param>
internal sealed record Cell(CellKind Kind, string Source)
{
    /// <summary>Metadata as the file has it; never changed in place.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>Pictures that a Markdown cell brings along; null for none.</summary>
    public JsonObject? Attachments { get; init; }

    /// <summary>In which order the cell was run; null when it was not.</summary>
    public int? ExecutionCount { get; init; }

    /// <summary>What it showed.</summary>
    public ImmutableArray<CellOutput> Outputs { get; init; } = [];

    /// <summary>True when the metadata carry the tag.</summary>
    public bool HasTag(string tag) => Metadata["tags"] is JsonArray tags && tags.Any(each => each is JsonValue value && value.TryGetValue(out string? text) && text == tag);

    /// <summary>The cell with one more entry in its metadata.</summary>
    public Cell With(string key, JsonNode value)
    {
        var metadata = (JsonObject)Metadata.DeepClone();
        metadata[key] = value;
        return this with { Metadata = metadata };
    }
}

/// <summary>A notebook file, nbformat 4.</summary>
/// <param name="Cells">Its cells in order.</param>
/// <param name="Metadata">Metadata as the file has it; never changed in place.</param>
internal sealed record Ipynb(ImmutableArray<Cell> Cells, JsonObject Metadata)
{
    /// <summary>Main version of the format, read and written.</summary>
    public const int Format = 4;

    /// <summary>Minor version written: the last without cell identifiers, which every host reads.</summary>
    public const int Minor = 4;
}
