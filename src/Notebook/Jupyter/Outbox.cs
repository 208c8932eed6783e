using System.Text;
using System.Text.Json.Nodes;
using CoProduction.Notebook.Cells;

namespace CoProduction.Notebook.Jupyter;

/// <summary>Sends a cell's outputs as they come; console text is gathered for a moment, so that a loop that prints is not a message a line.</summary>
internal sealed class Outbox : IDisposable
{
    private const int Full = 8192;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private readonly Action<string, JsonObject> _publish;
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly Timer _timer;
    private string _stream = "stdout";

    /// <summary>An outbox of one cell.</summary>
    /// <param name="publish">Sends a kind of message with its content.</param>
    public Outbox(Action<string, JsonObject> publish)
    {
        _publish = publish;
        _timer = new Timer(_ => Flush(), null, Moment, Moment);
    }

    /// <summary>Takes an output.</summary>
    public void Add(CellOutput output)
    {
        lock (_lock)
        {
            if (output is CellOutput.Stream stream) Text(stream);
            else Other(output);
        }
    }

    /// <summary>Sends what is gathered.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            if (_text.Length > 0) _publish("stream", new JsonObject { ["name"] = _stream, ["text"] = _text.ToString() });
            _text.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        Flush();
    }

    private void Text(CellOutput.Stream stream)
    {
        if (stream.Name != _stream) Flush();
        _stream = stream.Name;
        _text.Append(stream.Text);
        if (_text.Length >= Full) Flush();
    }

    private void Other(CellOutput output)
    {
        Flush();
        var (kind, content) = output switch
        {
            CellOutput.Display display => ("display_data", new JsonObject { ["data"] = IpynbWriter.Json(display.Bundle, text => text), ["metadata"] = new JsonObject() }),
            CellOutput.Result result => ("execute_result", new JsonObject { ["data"] = IpynbWriter.Json(result.Bundle, text => text), ["metadata"] = new JsonObject(), ["execution_count"] = result.Count }),
            CellOutput.Error error => ("error", Content(error)),
            _ => throw new InvalidOperationException($"{output.GetType()} is no output."),
        };
        _publish(kind, content);
    }

    /// <summary>What messages say of an error.</summary>
    public static JsonObject Content(CellOutput.Error error) => new()
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Value,
        ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
    };
}
