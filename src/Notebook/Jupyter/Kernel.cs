using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CoProduction.Notebook.Running;
using CoProduction.Workbench;

namespace CoProduction.Notebook.Jupyter;

/// <summary>
/// A Jupyter kernel on the runner of <c>copro notebook run</c>. Requests of the shell are worked off one after the other on a thread of their own, so that interrupt, shutdown and heartbeat are answered
/// while a cell runs.
/// </summary>
public sealed class Kernel : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly string _session = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly BlockingCollection<Message> _requests = [];
    private readonly Sockets _sockets;
    private readonly Requests _answers;
    private readonly Language _language;
    private readonly Lock _lock = new();
    private readonly Thread _worker;
    private CancellationTokenSource? _cell;
    private bool _abort;

    private Kernel(Connection connection, Language language)
    {
        _language = language;
        _answers = new Requests(Environment.CurrentDirectory);
        _sockets = new Sockets(connection, _requests.Add, Control);
        _worker = new Thread(Work) { IsBackground = true, Name = "requests" };
    }

    /// <summary>Serves until the client shuts it down or the process is told to end. An interrupt (SIGINT) stops the cell that runs, and nothing else.</summary>
    /// <param name="connectionFile">The file that Jupyter writes.</param>
    /// <param name="language">Language of what is shown.</param>
    /// <exception cref="UsageException">The file cannot be used, or asks for more than this machine.</exception>
    public static void Serve(string connectionFile, Language language)
    {
        ReaderLanguage.Choose(language);
        var connection = Connection.Read(connectionFile);
        CellConsole.Route();
        using var kernel = new Kernel(connection, language);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            kernel.Interrupt();
        });
        using var end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            kernel._sockets.Stop();
        });
        kernel._worker.Start();
        kernel._sockets.Serve();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Interrupt();
        _requests.CompleteAdding();
        if (!_worker.Join(Patience)) Environment.Exit(0);
        _sockets.Dispose();
        _requests.Dispose();
    }

    private void Work()
    {
        Publish("status", new JsonObject { ["execution_state"] = "starting" }, null);
        foreach (var request in _requests.GetConsumingEnumerable())
        {
            _abort = false;
            Busy(request, onControl: false, () => Shell(request));
            if (_abort) AbortWaiting();
        }
    }

    private void Control(Message request) => Busy(request, onControl: true, () => request.Kind switch
    {
        "interrupt_request" => Interrupt(),
        "shutdown_request" => Shutdown(request),
        _ => _answers.Answer(request),
    });

    private JsonObject? Shell(Message request) => request.Kind switch
    {
        "execute_request" => Execute(request),
        "shutdown_request" => Shutdown(request),
        _ => _answers.Answer(request),
    };

    // Every request is busy, its answer, idle; one of a kind that is not known has no answer.
    private void Busy(Message request, bool onControl, Func<JsonObject?> answer)
    {
        Publish("status", new JsonObject { ["execution_state"] = "busy" }, request);
        if (Answered(answer) is { } content) _sockets.Answer(Message.Make(request.Kind.Replace("_request", "_reply", StringComparison.Ordinal), content, request, _session, request.Routes), onControl);
        Publish("status", new JsonObject { ["execution_state"] = "idle" }, request);
        if (request.Kind == "shutdown_request") _sockets.Stop();
    }

    private static JsonObject? Answered(Func<JsonObject?> answer)
    {
        try
        {
            return answer();
        }
        catch (Exception wrong)
        {
            return new JsonObject { ["status"] = "error", ["ename"] = wrong.GetType().Name, ["evalue"] = wrong.Message, ["traceback"] = new JsonArray() };
        }
    }

    private JsonObject Execute(Message request)
    {
        string code = request.Content["code"]?.GetValue<string>() ?? "";
        bool silent = request.Content["silent"]?.GetValue<bool>() ?? false;
        int number = _answers.Next(silent);
        if (!silent) Publish("execute_input", new JsonObject { ["code"] = code, ["execution_count"] = number }, request);
        using var outbox = new Outbox((kind, content) =>
        {
            if (!silent) Publish(kind, content, request);
        });
        var failure = Run(code, number, outbox);
        if (failure is not null) outbox.Add(failure.Output);
        var answer = failure is null ? new JsonObject { ["status"] = "ok", ["payload"] = new JsonArray(), ["user_expressions"] = new JsonObject() } : Outbox.Content(failure.Output);
        answer["execution_count"] = number;
        if (failure is not null) answer["status"] = "error";
        _abort = failure is not null && request.Content["stop_on_error"]?.GetValue<bool>() != false;
        return answer;
    }

    private CellFailure? Run(string code, int number, Outbox outbox)
    {
        using var cell = new CancellationTokenSource();
        lock (_lock) _cell = cell;
        try
        {
            return new CellRunner(_answers.Script, "", _language).Run(code, number, outbox.Add, null, cell.Token).Failure;
        }
        catch (OperationCanceledException)
        {
            return CellFailure.Interrupted(FormattableString.Invariant($"cell {number}"));
        }
        finally
        {
            lock (_lock) _cell = null;
        }
    }

    // Cells that were sent behind one that failed are not run.
    private void AbortWaiting()
    {
        while (_requests.TryTake(out var waiting))
            if (waiting.Kind == "execute_request") Busy(waiting, onControl: false, () => new JsonObject { ["status"] = "aborted" });
            else Busy(waiting, onControl: false, () => Shell(waiting));
    }

    private JsonObject Interrupt()
    {
        lock (_lock) _cell?.Cancel();
        return new JsonObject { ["status"] = "ok" };
    }

    private JsonObject Shutdown(Message request)
    {
        Interrupt();
        return new JsonObject { ["status"] = "ok", ["restart"] = request.Content["restart"]?.GetValue<bool>() ?? false };
    }

    private void Publish(string kind, JsonObject content, Message? asked) => _sockets.Publish(Message.Make(kind, content, asked, _session, [Encoding.UTF8.GetBytes(kind)]));
}
