using NetMQ;
using NetMQ.Sockets;

namespace CoProduction.Notebook.Jupyter;

/// <summary>The five sockets of a kernel. They are touched by one thread alone, the poller's; others give it messages to send.</summary>
internal sealed class Sockets : IDisposable
{
    private readonly byte[] _key;
    private readonly RouterSocket _shell = new(), _control = new(), _input = new();
    private readonly PublisherSocket _publish = new();
    private readonly ResponseSocket _heartbeat = new();
    private readonly NetMQQueue<(NetMQSocket Socket, Message Message)> _sending = new();
    private readonly NetMQPoller _poller;

    /// <summary>Listens.</summary>
    /// <param name="connection">Where, and with which key.</param>
    /// <param name="shell">Takes requests.</param>
    /// <param name="control">Takes requests that do not wait.</param>
    public Sockets(Connection connection, Action<Message> shell, Action<Message> control)
    {
        _key = System.Text.Encoding.UTF8.GetBytes(connection.Key);
        Listen(_shell, connection.At(connection.Shell));
        Listen(_control, connection.At(connection.Control));
        Listen(_input, connection.At(connection.Input));
        Listen(_publish, connection.At(connection.Publish));
        Listen(_heartbeat, connection.At(connection.Heartbeat));
        _shell.ReceiveReady += (_, _) => Received(_shell, shell);
        _control.ReceiveReady += (_, _) => Received(_control, control);
        _input.ReceiveReady += (_, _) => Received(_input, _ => { });
        _heartbeat.ReceiveReady += (_, _) => _heartbeat.SendFrame(_heartbeat.ReceiveFrameBytes());
        _sending.ReceiveReady += (_, _) => Send();
        _poller = [_shell, _control, _input, _publish, _heartbeat, _sending];
    }

    /// <summary>Answers a request of the shell or of control.</summary>
    public void Answer(Message answer, bool onControl) => _sending.Enqueue((onControl ? _control : _shell, answer));

    /// <summary>Sends an output to everybody who listens.</summary>
    public void Publish(Message output) => _sending.Enqueue((_publish, output));

    /// <summary>Serves until <see cref="Stop"/>.</summary>
    public void Serve() => _poller.Run();

    /// <summary>Ends <see cref="Serve"/>.</summary>
    public void Stop() => _poller.StopAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        Send();
        _poller.Dispose();
        _sending.Dispose();
        foreach (NetMQSocket socket in new NetMQSocket[] { _shell, _control, _input, _publish, _heartbeat }) socket.Dispose();
        NetMQConfig.Cleanup(block: true);
    }

    // What is under way when the kernel ends is still sent, for a second at most.
    private static void Listen(NetMQSocket socket, string address)
    {
        socket.Options.Linger = TimeSpan.FromSeconds(1);
        socket.Bind(address);
    }

    private void Received(RouterSocket socket, Action<Message> take)
    {
        var frames = socket.ReceiveMultipartMessage();
        if (Message.Read(frames, _key) is { } message) take(message);
    }

    private void Send()
    {
        while (_sending.TryDequeue(out var next, TimeSpan.Zero)) next.Socket.SendMultipartMessage(next.Message.Frames(_key));
    }
}
