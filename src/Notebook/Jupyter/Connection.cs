using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CoProduction.Notebook.Jupyter;

/// <summary>Where a kernel listens and the key of its messages, from the file that Jupyter writes for it.</summary>
/// <param name="Address">Address of this machine's loopback.</param>
/// <param name="Key">Key of the signatures; never empty.</param>
/// <param name="Shell">Port of requests.</param>
/// <param name="Control">Port of requests that do not wait for a cell.</param>
/// <param name="Publish">Port of outputs.</param>
/// <param name="Input">Port of questions to the user, of which there are none.</param>
/// <param name="Heartbeat">Port of the heartbeat.</param>
internal sealed record Connection(IPAddress Address, string Key, int Shell, int Control, int Publish, int Input, int Heartbeat)
{
    /// <summary>Reads a connection file.</summary>
    /// <exception cref="UsageException">The file is not there, is incomplete, or asks for more than this machine.</exception>
    public static Connection Read(string file)
    {
        if (!File.Exists(file)) throw NotebookFaults.NoConnection(file, "no file has that path");
        try
        {
            return Of(JsonNode.Parse(File.ReadAllText(file))!.AsObject(), file);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            throw NotebookFaults.NoConnection(file, "it is not the JSON that Jupyter writes");
        }
    }

    /// <summary>The address of a port, as the sockets take it.</summary>
    public string At(int port) => FormattableString.Invariant($"tcp://{(Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{Address}]" : Address)}:{port}");

    private static Connection Of(JsonObject json, string file)
    {
        string ip = Text("ip"), transport = Text("transport"), scheme = Text("signature_scheme"), key = Text("key");
        if (transport != "tcp") throw NotebookFaults.NoConnection(file, $"its transport is '{transport}', and tcp is spoken");
        if (ip != "localhost" && !(IPAddress.TryParse(ip, out var parsed) && IPAddress.IsLoopback(parsed))) throw NotebookFaults.NotLoopback(ip);
        if (scheme != "hmac-sha256") throw NotebookFaults.NoConnection(file, $"its signature scheme is '{scheme}', and hmac-sha256 is spoken");
        if (key.Length == 0) throw NotebookFaults.NoConnection(file, "it has no key, so that any program of this machine could run code");
        return new Connection(ip == "localhost" ? IPAddress.Loopback : IPAddress.Parse(ip), key, Port("shell_port"), Port("control_port"), Port("iopub_port"), Port("stdin_port"), Port("hb_port"));

        string Text(string name) => json[name]?.GetValue<string>() ?? throw NotebookFaults.NoConnection(file, $"it lacks '{name}'");
        int Port(string name) => json[name]?.GetValue<int>() is { } port and > 0 and < 65536 ? port : throw NotebookFaults.NoConnection(file, $"it lacks '{name}', a port");
    }
}
