using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoProduction.Reports;

namespace CoProduction.Notebook.Cells;

/// <summary>Reads and validates notebook files of nbformat 4; what is wrong is named by its place in the file.</summary>
internal sealed class IpynbReader
{
    private readonly string _file;

    private IpynbReader(string file) => _file = file;

    /// <summary>Reads a file.</summary>
    /// <exception cref="StudyException">The file is not there or is no notebook.</exception>
    public static Ipynb Read(string file)
    {
        if (!File.Exists(file)) throw NotebookFaults.Absent(file);
        return Parse(file, File.ReadAllBytes(file));
    }

    /// <summary>Reads the content of a file.</summary>
    /// <param name="file">Name for errors.</param>
    /// <param name="content">UTF-8 JSON.</param>
    /// <exception cref="StudyException">The content is no notebook.</exception>
    public static Ipynb Parse(string file, ReadOnlySpan<byte> content)
    {
        var reader = new IpynbReader(file);
        try
        {
            return reader.Notebook(JsonNode.Parse(content.StartsWith("\uFEFF"u8) ? content[3..] : content));
        }
        catch (JsonException wrong)
        {
            throw NotebookFaults.NoJson(file, wrong);
        }
    }

    private Ipynb Notebook(JsonNode? root)
    {
        var notebook = Expect<JsonObject>(root, "the file", "an object");
        int format = Number(notebook["nbformat"], "nbformat");
        if (format != Ipynb.Format) throw NotebookFaults.OtherFormat(_file, format);
        var cells = Expect<JsonArray>(notebook["cells"], "cells", "a list of cells");
        return new Ipynb([.. cells.Select((cell, i) => ReadCell(Expect<JsonObject>(cell, $"cells[{i}]", "a cell"), $"cells[{i}]"))], Metadata(notebook, "metadata"));
    }

    private Cell ReadCell(JsonObject cell, string at)
    {
        string type = Text(cell["cell_type"], $"{at}.cell_type");
        var kind = type switch
        {
            "code" => CellKind.Code,
            "markdown" => CellKind.Markdown,
            "raw" => CellKind.Raw,
            _ => throw NotebookFaults.NotThat(_file, $"{at}.cell_type", $"'{type}'", "code, markdown or raw"),
        };
        return new Cell(kind, Lines(cell["source"], $"{at}.source"))
        {
            Metadata = Metadata(cell, $"{at}.metadata"),
            Attachments = cell["attachments"] is JsonObject attachments ? (JsonObject)attachments.DeepClone() : null,
            ExecutionCount = cell["execution_count"] is { } count ? Number(count, $"{at}.execution_count") : null,
            Outputs = kind == CellKind.Code ? Outputs(cell["outputs"], $"{at}.outputs") : [],
        };
    }

    private ImmutableArray<CellOutput> Outputs(JsonNode? outputs, string at) => outputs is null ? []
        : [.. Expect<JsonArray>(outputs, at, "a list of outputs").Select((output, i) => Output(Expect<JsonObject>(output, $"{at}[{i}]", "an output"), $"{at}[{i}]"))];

    private CellOutput Output(JsonObject output, string at) => Text(output["output_type"], $"{at}.output_type") switch
    {
        "stream" => new CellOutput.Stream(Text(output["name"], $"{at}.name"), Lines(output["text"], $"{at}.text")),
        "display_data" => new CellOutput.Display(Bundle(output["data"], $"{at}.data")),
        "execute_result" => new CellOutput.Result(Bundle(output["data"], $"{at}.data"), output["execution_count"] is { } count ? Number(count, $"{at}.execution_count") : 0),
        "error" => new CellOutput.Error(Text(output["ename"], $"{at}.ename"), Text(output["evalue"], $"{at}.evalue"), [.. Expect<JsonArray>(output["traceback"], $"{at}.traceback", "a list of lines").Select(line => Text(line, $"{at}.traceback"))]),
        var type => throw NotebookFaults.NotThat(_file, $"{at}.output_type", $"'{type}'", "stream, display_data, execute_result or error"),
    };

    private MimeBundle Bundle(JsonNode? data, string at) => new(Expect<JsonObject>(data, at, "forms by MIME type")
        .ToImmutableSortedDictionary(form => form.Key, form => form.Value is JsonObject json ? json.ToJsonString() : Lines(form.Value, $"{at}['{form.Key}']"), StringComparer.Ordinal));

    private JsonObject Metadata(JsonObject owner, string at) => owner["metadata"] is { } metadata ? (JsonObject)Expect<JsonObject>(metadata, at, "an object").DeepClone() : [];

    private string Lines(JsonNode? text, string at) => text is JsonArray lines ? string.Concat(lines.Select(line => Text(line, at))) : Text(text, at);

    private string Text(JsonNode? node, string at) => node is JsonValue value && value.TryGetValue(out string? text) ? text : throw NotThat(node, at, "a text");

    private int Number(JsonNode? node, string at) => node is JsonValue value && value.TryGetValue(out int number) ? number : throw NotThat(node, at, "a whole number");

    private T Expect<T>(JsonNode? node, string at, string what) where T : JsonNode => node as T ?? throw NotThat(node, at, what);

    private StudyException NotThat(JsonNode? node, string at, string expected) => NotebookFaults.NotThat(_file, at, node is null ? "nothing" : Cut(node.ToJsonString()), expected);

    private static string Cut(string json) => json.Length <= 40 ? json : json[..40] + "…";
}
