using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace CoProduction.Ingest;

/// <summary>
/// Rows of a JSON array of objects. The header is every key in order of first appearance, found by a first pass. Strings, numbers and flags are cells; null, lists and nested objects are empty.
/// </summary>
internal sealed class JsonRowReader : BuiltRowReader
{
    private readonly JsonTokens _tokens;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly string[] _cells;

    private JsonRowReader(JsonTokens tokens, ImmutableArray<string> keys)
    {
        _tokens = tokens;
        Header = [.. keys.Select(CellText.Trim)];
        for (int i = 0; i < keys.Length; i++) _columns.Add(keys[i], i);
        _cells = new string[keys.Length];
    }

    /// <exception cref="StudyException">Not valid JSON, or not an array of objects.</exception>
    public static JsonRowReader Open(Func<Stream> open, string shown)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using (var tokens = new JsonTokens(open(), shown))
            for (tokens.EnterArray(); tokens.NextElement();)
                tokens.EachProperty((key, _) =>
                {
                    if (seen.Add(key)) keys.Add(key);
                });
        if (keys.Count == 0) throw IngestFaults.EmptyFile(shown);
        var rows = new JsonTokens(open(), shown);
        rows.EnterArray();
        return new JsonRowReader(rows, keys.ToImmutable());
    }

    public override bool Read()
    {
        while (_tokens.NextElement())
        {
            (Row, Fault) = (_tokens.Line, null);
            Array.Fill(_cells, "");
            ReadElement();
            if (Fault is not null || !IsBlank()) return true;
        }
        return false;
    }

    protected override void Dispose(bool disposing) => _tokens.Dispose();

    private void ReadElement()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        bool isObject = _tokens.EachProperty((key, text) =>
        {
            _cells[_columns[key]] = text;
            if (!seen.Add(key)) Fault = IngestFaults.RepeatedKey(CellText.Quote(text), key);
        });
        if (!isObject) Fault = IngestFaults.NotAnObject(_tokens.Text());
        Clear();
        foreach (string cell in _cells) Append(cell);
    }
}
