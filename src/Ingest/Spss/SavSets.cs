using System.Globalization;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Reads the texts that declare response sets: <c>$name=D1 1 5 Label a b c</c>, texts behind their lengths in bytes.</summary>
internal sealed class SavSets
{
    private readonly byte[] _text;
    private readonly Encoding _encoding;
    private readonly Func<string, string?> _column;
    private int _at;

    private SavSets(byte[] text, Encoding encoding, Func<string, string?> column) => (_text, _encoding, _column) = (text, encoding, column);

    /// <summary>The sets of one record; what cannot be read ends them.</summary>
    /// <param name="text">The record.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <param name="column">Header of the column of a name; null when there is none.</param>
    public static List<ResponseSet> Of(byte[] text, Encoding encoding, Func<string, string?> column)
    {
        var reader = new SavSets(text, encoding, column);
        var sets = new List<ResponseSet>();
        while (reader.Next() is { } set) sets.Add(set);
        return sets;
    }

    private ResponseSet? Next()
    {
        while (_at < _text.Length && _text[_at] is (byte)'\n' or (byte)'\r' or 0) _at++;
        if (Until((byte)'=') is not { } name || _at >= _text.Length) return null;
        int kind = _text[_at++];
        if (kind == 'E' && (Until((byte)' ') is null || Until((byte)' ') is null)) return null;
        string? counted = kind is 'D' or 'E' ? Counted() : null;
        Over((byte)' ');
        return (kind is 'C' || counted is not null) && Counted() is { } label ? new ResponseSet(name, label, [.. Members()], counted) : null;
    }

    private List<string> Members()
    {
        string line = Until((byte)'\n') ?? Rest();
        return [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(_column).OfType<string>()];
    }

    /// <summary>A length, a blank and so many bytes.</summary>
    private string? Counted()
    {
        if (Until((byte)' ') is not { } digits || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int length) || length > _text.Length - _at) return null;
        _at += length;
        return _encoding.GetString(_text, _at - length, length);
    }

    private string? Until(byte end)
    {
        int length = _text.AsSpan(_at).IndexOf(end);
        if (length < 0) return null;
        _at += length + 1;
        return _encoding.GetString(_text, _at - length - 1, length);
    }

    private void Over(byte letter)
    {
        if (_at < _text.Length && _text[_at] == letter) _at++;
    }

    private string Rest()
    {
        int from = _at;
        _at = _text.Length;
        return _encoding.GetString(_text, from, _at - from);
    }
}
