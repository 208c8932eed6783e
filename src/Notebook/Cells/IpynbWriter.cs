using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoProduction.Reports;
using CoProduction.Workbench;

namespace CoProduction.Notebook.Cells;

/// <summary>Writes notebooks as Jupyter does (nbformat 4.4, one blank of indentation, texts as lists of lines), so that a version history shows what changed.</summary>
internal static class IpynbWriter
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a notebook to a file, whole or not at all.</summary>
    public static Task WriteAsync(string file, Ipynb notebook, CancellationToken cancellationToken) => WholeFile.WriteAsync(file, stream => Write(notebook, stream), cancellationToken);

    /// <summary>Writes a notebook to a stream.</summary>
    public static void Write(Ipynb notebook, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Layout)) Json(notebook).WriteTo(json);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>One output as Jupyter's messages and files have it.</summary>
    public static JsonObject Json(CellOutput output) => output switch
    {
        CellOutput.Stream stream => new() { ["name"] = stream.Name, ["output_type"] = "stream", ["text"] = Lines(stream.Text) },
        CellOutput.Display display => new() { ["data"] = Json(display.Bundle, Lines), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" },
        CellOutput.Result result => new() { ["data"] = Json(result.Bundle, Lines), ["execution_count"] = result.Count, ["metadata"] = new JsonObject(), ["output_type"] = "execute_result" },
        CellOutput.Error error => new() { ["ename"] = error.Name, ["evalue"] = error.Value, ["output_type"] = "error", ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]) },
        _ => throw new InvalidOperationException($"{output.GetType()} is no output."),
    };

    /// <summary>The forms of a bundle; those that are JSON are objects, as the format demands.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="text">How a text stands in JSON.</param>
    public static JsonObject Json(MimeBundle bundle, Func<string, JsonNode> text)
    {
        var forms = new JsonObject();
        foreach (var (type, content) in bundle.Forms) forms[type] = IsJson(type) ? JsonNode.Parse(content) : type == MimeBundle.Png ? content : text(content);
        return forms;
    }

    private static bool IsJson(string type) => type == "application/json" || (type.StartsWith("application/", StringComparison.Ordinal) && type.EndsWith("+json", StringComparison.Ordinal));

    private static JsonObject Json(Ipynb notebook) => new()
    {
        ["cells"] = new JsonArray([.. notebook.Cells.Select(Json)]),
        ["metadata"] = notebook.Metadata.DeepClone(),
        ["nbformat"] = Ipynb.Format,
        ["nbformat_minor"] = Ipynb.Minor,
    };

    private static JsonObject Json(Cell cell)
    {
        var json = new JsonObject();
        if (cell.Attachments is { } attachments) json["attachments"] = attachments.DeepClone();
        json["cell_type"] = cell.Kind switch { CellKind.Code => "code", CellKind.Markdown => "markdown", _ => "raw" };
        if (cell.Kind == CellKind.Code) json["execution_count"] = cell.ExecutionCount;
        json["metadata"] = cell.Metadata.DeepClone();
        if (cell.Kind == CellKind.Code) json["outputs"] = new JsonArray([.. cell.Outputs.Select(Json)]);
        json["source"] = Lines(cell.Source);
        return json;
    }

    private static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = text.IndexOf('\n', start) + 1;
            if (end == 0) end = text.Length;
            lines.Add((JsonNode)text[start..end]);
        }
        return lines;
    }
}
