using System.Text;
using System.Text.Json;

namespace CoProduction.Ingest;

/// <summary>The tokens of a JSON stream, with lines, in memory that does not grow with the file.</summary>
internal sealed class JsonTokens(Stream stream, string shown) : IDisposable
{
    private byte[] _bytes = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _last;
    private bool _ended;
    private long _lines = 1;
    private JsonReaderState _state = new(new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
    private JsonTokenType _type;
    private string _text = "";

    /// <summary>Line of the current element's beginning.</summary>
    public long Line { get; private set; } = 1;

    public void Dispose() => stream.Dispose();

    /// <summary>The current value's text: strings unescaped, numbers as written, flags; empty for null.</summary>
    public string Text() => CellText.Quote(_text);

    /// <exception cref="StudyException">The file is no array.</exception>
    public void EnterArray()
    {
        if (!Next() || _type != JsonTokenType.StartArray) throw IngestFaults.BadJson(shown, _lines, null);
    }

    /// <summary>Goes to the next element of the array; false at its end.</summary>
    public bool NextElement()
    {
        if (_ended) return false;
        if (!Next()) throw IngestFaults.BadJson(shown, _lines, null);
        Line = _lines;
        if (_type != JsonTokenType.EndArray) return true;
        _ended = true;
        if (Next()) throw IngestFaults.BadJson(shown, _lines, null);
        return false;
    }

    /// <summary>Gives each key of the current object with its text; nested values are empty. False when the element is no object.</summary>
    public bool EachProperty(Action<string, string> property)
    {
        if (_type == JsonTokenType.StartArray) Skip();
        if (_type != JsonTokenType.StartObject) return false;
        while (Next() && _type != JsonTokenType.EndObject)
        {
            string key = _text;
            Next();
            property(key, Scalar());
        }
        return true;
    }

    private string Scalar()
    {
        if (_type is not (JsonTokenType.StartArray or JsonTokenType.StartObject)) return _text;
        Skip();
        return "";
    }

    /// <summary>Goes to the end of the nested value that has just begun.</summary>
    private void Skip()
    {
        for (int depth = 1; depth > 0 && Next();)
        {
            if (_type is JsonTokenType.StartArray or JsonTokenType.StartObject) depth++;
            else if (_type is JsonTokenType.EndArray or JsonTokenType.EndObject) depth--;
        }
    }

    private bool Next()
    {
        try
        {
            while (true)
            {
                if (Step()) return true;
                if (_last) return false;
                Fill();
            }
        }
        catch (JsonException failure)
        {
            throw IngestFaults.BadJson(shown, _lines + (failure.LineNumber ?? 0), failure);
        }
        catch (InvalidOperationException failure)
        {
            throw IngestFaults.BadJson(shown, _lines, failure);
        }
    }

    private bool Step()
    {
        var reader = new Utf8JsonReader(_bytes.AsSpan(_start, _end - _start), _last, _state);
        if (!reader.Read()) return false;
        _type = reader.TokenType;
        _text = TextOf(ref reader);
        int used = (int)reader.BytesConsumed;
        _lines += _bytes.AsSpan(_start, used).Count((byte)'\n');
        _start += used;
        _state = reader.CurrentState;
        return true;
    }

    private static string TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => reader.GetString() ?? "",
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "",
    };

    private void Fill()
    {
        int kept = _end - _start;
        if (_start > 0) _bytes.AsSpan(_start, kept).CopyTo(_bytes);
        else if (kept == _bytes.Length) Array.Resize(ref _bytes, _bytes.Length * 2);
        (_start, _end) = (0, kept);
        int read = stream.Read(_bytes, _end, _bytes.Length - _end);
        _end += read;
        _last = read == 0;
    }
}
