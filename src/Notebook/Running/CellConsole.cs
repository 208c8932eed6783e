using System.Text;

namespace CoProduction.Notebook.Running;

/// <summary>The process's console, routed: inside a cell to the cell's scope, elsewhere to where it went before.</summary>
internal sealed class CellConsole : TextWriter
{
    private static readonly Lock Once = new();
    private static bool _routed;
    private readonly string _stream;
    private readonly TextWriter _outside;

    private CellConsole(string stream, TextWriter outside) : base(System.Globalization.CultureInfo.InvariantCulture)
    {
        _stream = stream;
        _outside = outside;
        CoreNewLine = ['\n'];
    }

    /// <inheritdoc/>
    public override Encoding Encoding => _outside.Encoding;

    /// <summary>Routes the console of this process from now on; cells have no input.</summary>
    public static void Route()
    {
        lock (Once)
        {
            if (_routed) return;
            Console.SetOut(new CellConsole("stdout", Console.Out));
            Console.SetError(new CellConsole("stderr", Console.Error));
            Console.SetIn(Null);
            _routed = true;
        }
    }

    private static new TextReader Null => TextReader.Null;

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        if (CellScope.Current is { } cell) cell.Write(_stream, value ?? "");
        else _outside.Write(value);
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + "\n");

    /// <inheritdoc/>
    public override void WriteLine() => Write("\n");

    /// <inheritdoc/>
    public override void Flush()
    {
        if (CellScope.Current is null) _outside.Flush();
    }
}
