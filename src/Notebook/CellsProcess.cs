using System.Diagnostics;
using System.Text;

namespace CoProduction.Notebook;

/// <summary>
/// Cells run in a process of their own: one that calls itself without end, or ends the process, takes no more with it than that process, and is told by its cell. The child speaks on its standard output,
/// a line a word: results as they are, errors and places behind a mark. Its input closes when its parent ends or is interrupted, which interrupts it too.
/// </summary>
public static class CellsProcess
{
    private const string Mark = "COPRO_NOTEBOOK_CELLS", Done = "done";
    private const char Error = '\u0001', Place = '\u0002', End = '\u0003';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <summary>True in the child.</summary>
    public static bool IsThis { get; } = Environment.GetEnvironmentVariable(Mark) == "1";

    /// <summary>Runs this command line again in a child and passes on what it says.</summary>
    /// <param name="result">Takes each line of the results.</param>
    /// <param name="error">Takes each line of progress and errors.</param>
    /// <param name="cancellationToken">Interrupts the child.</param>
    /// <returns>Its exit code, and the fault when it ended in the middle of a cell.</returns>
    public static async Task<(int Code, Fault? Died)> SuperviseAsync(Action<string> result, Action<string> error, CancellationToken cancellationToken)
    {
        using var child = Process.Start(Again())!;
        var crash = child.StandardError.ReadToEndAsync(CancellationToken.None);
        await using var interrupt = cancellationToken.Register(() => Interrupt(child));
        string place = "";
        bool done = false;
        while (await child.StandardOutput.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith(Place)) place = line[1..];
            else if (line.StartsWith(End)) done = true;
            else if (line.StartsWith(Error)) error(line[1..]);
            else result(line);
        }
        await child.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return done ? (child.ExitCode, null) : (child.ExitCode, NotebookFaults.Died(place, How(await crash.ConfigureAwait(false), child.ExitCode)));
    }

    /// <summary>In the child: errors go the same way as results, and the parent's end is an interrupt.</summary>
    /// <returns>Cancelled when the parent ends or is interrupted.</returns>
    public static CancellationToken Begin()
    {
        Environment.SetEnvironmentVariable(Mark, null);
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.SetError(new MarkedLines(Console.Out));
        var parent = new CancellationTokenSource();
        var input = Console.OpenStandardInput();
        new Thread(() => Watch(input, parent)) { IsBackground = true }.Start();
        return parent.Token;
    }

    /// <summary>In the child: names the cell that runs from now on.</summary>
    public static void At(string place) => Console.Out.Write($"{Place}{place}\n");

    /// <summary>In the child: everything is said.</summary>
    public static void Ended() => Console.Out.Write($"{End}{Done}\n");

    private static ProcessStartInfo Again()
    {
        var command = ThisProgram.Command;
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. Environment.GetCommandLineArgs()[1..]]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        start.Environment[Mark] = "1";
        return start;
    }

    private static void Interrupt(Process child)
    {
        child.StandardInput.Close();
        if (!child.WaitForExit(Patience)) child.Kill(entireProcessTree: true);
    }

    private static void Watch(Stream input, CancellationTokenSource parent)
    {
        while (input.ReadByte() >= 0)
        {
        }
        parent.Cancel();
        Thread.Sleep(Patience);
        Environment.Exit(130);
    }

    private static string How(string crash, int code) => crash.Contains("Stack overflow", StringComparison.OrdinalIgnoreCase) ? "its calls went deeper than the stack"
        : crash.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) ? "the memory was used up" : FormattableString.Invariant($"a cell ended it, with code {code}");

    private sealed class MarkedLines(TextWriter lines) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        private readonly StringBuilder _line = new();

        public override Encoding Encoding => lines.Encoding;

        public override void Write(char value)
        {
            if (value != '\n')
            {
                _line.Append(value);
                return;
            }
            lines.Write($"{Error}{_line}\n");
            _line.Clear();
        }
    }
}
