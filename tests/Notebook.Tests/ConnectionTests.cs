using System.Text;
using System.Text.Json.Nodes;
using CoProduction.Notebook.Jupyter;
using NetMQ;
using NetMQ.Sockets;

namespace CoProduction.Tests;

/// <summary>Who may speak with the kernel: this machine, with the key.</summary>
public sealed class ConnectionTests : IDisposable
{
    private const string Key = "a-key-of-the-test";
    private readonly Scratch _scratch = new();

    [Theory]
    [InlineData("ip", "0.0.0.0", "will not listen at '0.0.0.0'")]
    [InlineData("ip", "192.168.1.5", "will not listen at '192.168.1.5'")]
    [InlineData("ip", "::", "will not listen at '::'")]
    [InlineData("ip", "*", "will not listen at '*'")]
    [InlineData("ip", "example.org", "will not listen at 'example.org'")]
    [InlineData("transport", "ipc", "'ipc'")]
    [InlineData("signature_scheme", "hmac-md5", "'hmac-md5'")]
    [InlineData("key", "", "no key")]
    public void AConnectionThatOthersCouldUseIsRefused(string field, string value, string says) => Refused(File(json => json[field] = value), says);

    [Fact]
    public void AFileThatIsNoConnectionIsRefused()
    {
        Refused("absent.json", "no file has that path");
        Refused(_scratch.Write("cut.json", "{ \"ip\": "), "not the JSON that Jupyter writes");
        Refused(_scratch.Write("list.json", "[]"), "not the JSON that Jupyter writes");
        Refused(File(json => json.Remove("hb_port")), "'hb_port'");
        Refused(File(json => json["shell_port"] = "many"), "not the JSON that Jupyter writes");
        Refused(File(json => json["shell_port"] = 70_000), "'shell_port'");
    }

    [Fact]
    public void AMessageIsReadWithItsKeyAndNoOther()
    {
        var frames = Message.Make("execute_request", new JsonObject { ["code"] = "1" }, null, "s", [[7]]).Frames("key"u8.ToArray());
        Assert.Equal("1", Message.Read(frames, "key"u8.ToArray())!.Content["code"]!.GetValue<string>());
        Assert.Null(Message.Read(frames, "other"u8.ToArray()));
        for (int frame = 0; frame < frames.FrameCount; frame++)
        {
            var changed = new NetMQMessage(frames.Select((each, i) => i == frame ? "{\"code\":\"2\"}"u8.ToArray() : each.ToByteArray()));
            if (frame > 0) Assert.Null(Message.Read(changed, "key"u8.ToArray()));
        }
        for (int kept = 0; kept < frames.FrameCount; kept++) Assert.Null(Message.Read(new NetMQMessage(frames.Take(kept).Select(each => each.ToByteArray())), "key"u8.ToArray()));
    }

    // One socket, three requests: of the wrong key, of garbage, of the right key. Only the last is answered, and it is the first answer.
    [Fact]
    public void AMessageOfAnotherKeyIsIgnored()
    {
        string file = File(_ => { });
        int port = JsonNode.Parse(System.IO.File.ReadAllText(file))!["shell_port"]!.GetValue<int>();
        using var kernel = Copro.Start(_scratch.Folder, "notebook", "kernel", file);
        try
        {
            using var client = new DealerSocket($">tcp://127.0.0.1:{port}");
            client.SendMultipartMessage(Asked("wrong").Frames(Encoding.UTF8.GetBytes("another key")));
            client.SendFrame("garbage");
            client.SendMultipartMessage(Asked("right").Frames(Encoding.UTF8.GetBytes(Key)));
            NetMQMessage? answer = null;
            Assert.True(client.TryReceiveMultipartMessage(TimeSpan.FromSeconds(60), ref answer));
            var read = Message.Read(answer!, Encoding.UTF8.GetBytes(Key))!;
            Assert.Equal("kernel_info_reply", read.Kind);
            Assert.Equal("right", read.Parent["session"]!.GetValue<string>());
            Assert.False(client.TryReceiveMultipartMessage(TimeSpan.FromMilliseconds(300), ref answer));
        }
        finally
        {
            kernel.Kill();
            kernel.WaitForExit();
        }
    }

    public void Dispose() => _scratch.Dispose();

    private static Message Asked(string session) => Message.Make("kernel_info_request", [], null, session, []);

    private static void Refused(string file, string says)
    {
        var wrong = Assert.Throws<UsageException>(() => Connection.Read(file));
        Assert.Contains(says, wrong.Message, StringComparison.Ordinal);
        Assert.NotEmpty(wrong.Fault.Mend);
    }

    private string File(Action<JsonObject> change)
    {
        var json = new JsonObject { ["ip"] = "127.0.0.1", ["transport"] = "tcp", ["signature_scheme"] = "hmac-sha256", ["key"] = Key };
        foreach (string name in new[] { "shell_port", "control_port", "iopub_port", "stdin_port", "hb_port" }) json[name] = FreePort();
        change(json);
        return _scratch.Write("connection.json", json.ToJsonString());
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
