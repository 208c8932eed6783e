using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoProduction.Notebook.Cells;

namespace CoProduction.Tests;

/// <summary>The kernel as Jupyter's own client and nbconvert see it.</summary>
public sealed class KernelTests
{
    // Each line of output is one step's answer as JSON; the steps are those of a session at a desk.
    private const string Session = $$"""
        import atexit, json, queue, signal, time
        from jupyter_client.manager import KernelManager
        km = KernelManager(kernel_name='copro')
        atexit.register(lambda: km.shutdown_kernel(now=True))
        km.start_kernel(); kc = km.client(); kc.start_channels(); kc.wait_for_ready(timeout=120)
        def say(name, **what): print(json.dumps(dict(step=name, **what)), flush=True)
        def run(name, code):
            seen = []
            reply = kc.execute_interactive(code, timeout=120, output_hook=lambda m: seen.append(dict(kind=m['msg_type'], content=m['content'])))
            say(name, reply=reply['content'], seen=seen)
        def ask(name, f, *a):
            f(*a); say(name, reply=kc.get_shell_msg(timeout=60)['content'])
        def stop(name, code, how):
            kc.execute(code); time.sleep(2); how(); begun = time.time()
            try: say(name, reply=kc.get_shell_msg(timeout=30)['content'], seconds=time.time() - begun)
            except queue.Empty: raise SystemExit(f'The cell goes on 30 s after it was {name}. {{Patience.IgnoredInterrupt}}')
        say('info', reply=kc.kernel_info(reply=True, timeout=60)['content'])
        run('first', 'var x = 20; Console.Write("a"); Console.Error.Write("b"); display(MimeBundle.Of("t").With("text/html", "<b>t</b>")); x + 1')
        run('fails', 'int y = 1;\nthrow new InvalidOperationException("bad");')
        ask('complete', kc.complete, 'var 😀 = x.Comp', 15)
        ask('complete after #r', kc.complete, '#r "nuget: CoProduction.Reports"\nMimeBundle.O', 45)
        ask('inspect', kc.inspect, 'MimeBundle.Of', 12)
        ask('inspect nothing', kc.inspect, '   ', 1)
        ask('incomplete', kc.is_complete, 'if (x > 1) {')
        ask('complete code', kc.is_complete, 'x + 1')
        ask('invalid', kc.is_complete, 'x + ) ;')
        ask('history', kc.history)
        ask('comms', kc.comm_info)
        stop('interrupted by message', 'while (true) { }', km.interrupt_kernel)
        stop('interrupted by signal', 'System.Threading.Thread.Sleep(-1);', lambda: km.signal_kernel(signal.SIGINT))
        time.sleep(3)
        run('afterwards', 'x')
        kc.execute('System.Threading.Thread.Sleep(500); throw new Exception("first");'); kc.execute('x = 99;')
        say('failed', reply=kc.get_shell_msg(timeout=60)['content']); say('aborted', reply=kc.get_shell_msg(timeout=60)['content'])
        say('heart', reply=dict(beating=kc.hb_channel.is_beating(), alive=km.is_alive()))
        km.restart_kernel(); kc.wait_for_ready(timeout=120)
        run('restarted', 'x')
        kc.execute('while (true) { }'); time.sleep(1)
        begun = time.time(); km.shutdown_kernel(); say('shut down', reply=dict(seconds=time.time() - begun, alive=km.is_alive()))
        """;

    [Fact]
    public void TheProtocolsOwnClientIsServed()
    {
        using var jupyter = new Jupyter();
        var steps = jupyter.Run("-c", Session).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToDictionary(step => step["step"]!.GetValue<string>());
        JsonNode Reply(string step) => steps[step]["reply"]!;
        string Status(string step) => Reply(step)["status"]!.GetValue<string>();

        Assert.Equal("5.3", Reply("info")["protocol_version"]!.GetValue<string>());
        Assert.Equal("C#", Reply("info")["language_info"]!["name"]!.GetValue<string>());
        Assert.Equal(["status", "execute_input", "stream", "stream", "display_data", "execute_result", "status"], steps["first"]["seen"]!.AsArray().Select(seen => seen!["kind"]!.GetValue<string>()));
        Assert.Equal("<b>t</b>", steps["first"]["seen"]![4]!["content"]!["data"]!["text/html"]!.GetValue<string>());
        Assert.Equal("21", steps["first"]["seen"]![5]!["content"]!["data"]!["text/plain"]!.GetValue<string>());
        Assert.Equal(1, Reply("first")["execution_count"]!.GetValue<int>());
        Assert.Equal("error", Status("fails"));
        Assert.Contains("bad (cell 2, line 2)", Reply("fails")["evalue"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("error", steps["fails"]["seen"]![2]!["kind"]!.GetValue<string>());
        Assert.Contains("CompareTo", Reply("complete")["matches"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal((10, 14), (Reply("complete")["cursor_start"]!.GetValue<int>(), Reply("complete")["cursor_end"]!.GetValue<int>()));
        Assert.Equal(["Of"], Reply("complete after #r")["matches"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Equal("MimeBundle MimeBundle.Of(string text)\nA bundle of one plain text.", Reply("inspect")["data"]!["text/plain"]!.GetValue<string>());
        Assert.False(Reply("inspect nothing")["found"]!.GetValue<bool>());
        Assert.Equal(["incomplete", "complete", "invalid"], new[] { "incomplete", "complete code", "invalid" }.Select(Status));
        Assert.Empty(Reply("history")["history"]!.AsArray());
        Assert.Empty(Reply("comms")["comms"]!.AsObject());
        Assert.All(new[] { "interrupted by message", "interrupted by signal" }, step => Assert.Equal("Interrupted", Reply(step)["ename"]!.GetValue<string>()));
        Assert.Equal("20", steps["afterwards"]["seen"]!.AsArray().Single(seen => seen!["kind"]!.GetValue<string>() == "execute_result")!["content"]!["data"]!["text/plain"]!.GetValue<string>());
        Assert.Equal(["error", "aborted"], new[] { "failed", "aborted" }.Select(Status));
        Assert.True(Reply("heart")["beating"]!.GetValue<bool>() && Reply("heart")["alive"]!.GetValue<bool>());
        Assert.Contains("CS0103", Reply("restarted")["evalue"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.False(Reply("shut down")["alive"]!.GetValue<bool>());
    }

    // The same cells, the same outputs, whether we run the notebook or Jupyter does.
    [Fact]
    public void NbconvertExecutesANotebookAndItsOutputsEqualThoseOfTheRunner()
    {
        using var jupyter = new Jupyter();
        jupyter.Scratch.Notebook("n.ipynb", "#r \"nuget: CoProduction.Workbench\"\nvar x = 20; Console.WriteLine(\"中\");", "display(x); new[] { new { x, Half = x / 2.0 } }", "new Label(\"甲\", \"a\").In(Language.Zh)");
        Copro.RunIn(jupyter.Scratch.Folder, "notebook", "run", "n.ipynb", "--out", "ours", "--quiet").Ended(0);
        jupyter.Run("-m", "nbconvert", "--execute", "--to", "notebook", "--output-dir", "theirs", "ours/n.ipynb");
        var ours = IpynbReader.Read(jupyter.Scratch["ours/n.ipynb"]);
        var theirs = IpynbReader.Read(jupyter.Scratch["theirs/n.ipynb"]);
        Assert.Equal(ours.Cells.Select(Shown), theirs.Cells.Select(Shown));
        Assert.Equal("中\n", ours.Text());
        jupyter.Run("-c", "import nbformat; nbformat.validate(nbformat.read('ours/n.ipynb', as_version=nbformat.NO_CONVERT))");
    }

    [Fact]
    public void NbconvertStopsAtTheCellThatFails()
    {
        using var jupyter = new Jupyter();
        jupyter.Scratch.Notebook("n.ipynb", "1", "int.Parse(\"x\")");
        using var process = jupyter.Start("-m", "nbconvert", "--execute", "--to", "notebook", "--ExecutePreprocessor.kernel_name=copro", "n.ipynb");
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains("cell 2, line 1", errors, StringComparison.Ordinal);
    }

    // A kernel that dies in a cell: the client says so, the file is as it was.
    [Fact]
    public async Task AKernelThatIsKilledInACellLeavesTheNotebookWhole()
    {
        using var jupyter = new Jupyter();
        string file = jupyter.Scratch.Notebook("n.ipynb", "1", "File.WriteAllText(\"pid\", Environment.ProcessId.ToString()); while (true) { }"), before = File.ReadAllText(file);
        using var process = jupyter.Start("-m", "nbconvert", "--execute", "--to", "notebook", "--inplace", "--ExecutePreprocessor.kernel_name=copro", "n.ipynb");
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string pid = jupyter.Scratch["pid"];
        while (!process.HasExited && (!File.Exists(pid) || new FileInfo(pid).Length == 0)) Thread.Sleep(50);
        Process.Start("kill", ["-KILL", File.ReadAllText(pid)]).WaitForExit();
        Assert.Contains("Kernel died", await errors, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(file));
    }

    [Fact]
    public void InstallWritesTheKernelsDescription()
    {
        using var scratch = new Scratch();
        string file = Copro.RunIn(scratch.Folder, "notebook", "install", "--prefix", "env", "--lang", "zh").Ended(0).Output.Trim();
        Assert.Equal(Path.Combine("env", "share", "jupyter", "kernels", "copro", "kernel.json"), file);
        using var json = JsonDocument.Parse(File.ReadAllText(scratch[file]));
        Assert.Equal("C# (copro)", json.RootElement.GetProperty("display_name").GetString());
        string[] argv = [.. json.RootElement.GetProperty("argv").EnumerateArray().Select(word => word.GetString()!)];
        Assert.Equal(["notebook", "kernel", "{connection_file}", "--lang", "zh"], argv[^5..]);
        Assert.True(File.Exists(argv[^6]));
        Copro.RunIn(scratch.Folder, "notebook", "install", "--prefix", "env", "--user").Ended(2);
    }

    private static string Shown(Cell cell) => string.Join('\n', cell.Outputs.Select(output => IpynbWriter.Json(output).ToJsonString()));
}
