using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>Counts what one column holds, row by row.</summary>
/// <param name="variable">The column.</param>
/// <param name="described">True when the file itself says what kind its values are.</param>
internal sealed class ColumnTally(FileVariable variable, bool described)
{
    /// <summary>Distinct values that are listed.</summary>
    private const int Listed = 50;

    /// <summary>Values looked at for a key.</summary>
    private const int Watched = 10_000;

    /// <summary>Longest value that is listed: a longer one is free text.</summary>
    private const int Longest = 60;

    private readonly Dictionary<string, long> _values = new(StringComparer.Ordinal);
    private readonly long[] _missing = new long[variable.Missing.Length];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private long _present, _blank;
    private bool _numeric = true, _whole = true, _unique = true, _listed = true;
    private double _minimum = double.PositiveInfinity, _maximum = double.NegativeInfinity;

    /// <summary>One cell more.</summary>
    public void Add(ReadOnlySpan<byte> cell)
    {
        cell = CellText.TrimAscii(cell);
        if (CellText.IsWhite(cell)) _blank++;
        else if (_listed || _unique || _missing.Length > 0) Add(cell, CellText.Trim(Encoding.UTF8.GetString(cell)));
        else Value(cell);
    }

    /// <summary>What was counted.</summary>
    public InspectedColumn Result() => new(Kinded(), _present, _blank, [.. variable.Missing.Zip(_missing).Where(pair => pair.Second > 0)], _listed ? [.. Ordered()] : [])
    {
        IsNumeric = _numeric && _present > 0,
        IsWhole = _whole && _present > 0,
        IsKey = _unique && _present > 1,
        Minimum = _numeric && _present > 0 ? _minimum : null,
        Maximum = _numeric && _present > 0 ? _maximum : null,
    };

    private FileVariable Kinded() => described || !_numeric || _present == 0 ? variable : variable with { Kind = VariableKind.Number };

    private IEnumerable<(string, long)> Ordered() => _numeric
        ? _values.OrderBy(pair => double.Parse(pair.Key, System.Globalization.CultureInfo.InvariantCulture)).Select(pair => (pair.Key, pair.Value))
        : _values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value));

    private void Add(ReadOnlySpan<byte> cell, string text)
    {
        for (int i = 0; i < _missing.Length; i++)
        {
            if (!MissingCells.Covers(variable.Missing[i], text)) continue;
            _missing[i]++;
            return;
        }
        Value(cell);
        if (_listed) List(text);
        if (_unique && _seen.Count < Watched) _unique = _seen.Add(text);
    }

    private void List(string text)
    {
        _values[text] = _values.GetValueOrDefault(text) + 1;
        if (_values.Count <= Listed && text.Length <= Longest) return;
        _listed = false;
        _values.Clear();
    }

    private void Value(ReadOnlySpan<byte> cell)
    {
        _present++;
        if (!_numeric) return;
        if (!Digits.TryReal(cell, out double number))
        {
            (_numeric, _whole) = (false, false);
            return;
        }
        _whole &= number == Math.Truncate(number);
        (_minimum, _maximum) = (Math.Min(_minimum, number), Math.Max(_maximum, number));
    }
}
