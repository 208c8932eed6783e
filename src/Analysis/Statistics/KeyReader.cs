using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Turns the keys of a column (categories, texts or whole numbers) into indices; a key is looked up as a text once.</summary>
/// <param name="resolve">Index of a key.</param>
internal sealed class KeyReader(Func<string, int> resolve)
{
    private const int Unresolved = -1;

    private readonly Dictionary<string, int> _ofText = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _ofNumber = [];
    private readonly Dictionary<double, int> _ofReal = [];
    private ImmutableArray<string> _levels = [];
    private int[] _ofCode = [];
    private Column? _column;

    internal void Begin(Column column)
    {
        _column = column;
        if (column is not CategoryColumn category || category.Levels == _levels) return;
        _levels = category.Levels;
        _ofCode = [.. Enumerable.Repeat(Unresolved, _levels.Length)];
    }

    /// <summary>Writes the indices of the rows that are not missing.</summary>
    internal void Read(int start, ReadOnlySpan<bool> missing, Span<int> into)
    {
        switch (_column)
        {
            case CategoryColumn category: ReadCodes(category.Codes.AsSpan()[start..], missing, into); break;
            case TextColumn text: ReadTexts(text.Values.AsSpan()[start..], missing, into); break;
            case IntegerColumn integer: ReadNumbers(integer.Values.AsSpan()[start..], missing, into); break;
            case NumberColumn number: ReadNumbers(number.Values.AsSpan()[start..], missing, into); break;
            default: throw new StudyException(LinearFaults.NotKeys(_column!));
        }
    }

    private void ReadCodes(ReadOnlySpan<int> codes, ReadOnlySpan<bool> missing, Span<int> into)
    {
        for (int r = 0; r < missing.Length; r++)
        {
            if (missing[r]) continue;
            ref int index = ref _ofCode[codes[r]];
            if (index == Unresolved) index = OfText(_levels[codes[r]]);
            into[r] = index;
        }
    }

    private void ReadTexts(ReadOnlySpan<string> texts, ReadOnlySpan<bool> missing, Span<int> into)
    {
        for (int r = 0; r < missing.Length; r++)
            if (!missing[r]) into[r] = OfText(texts[r]);
    }

    private void ReadNumbers(ReadOnlySpan<long> numbers, ReadOnlySpan<bool> missing, Span<int> into)
    {
        for (int r = 0; r < missing.Length; r++)
        {
            if (missing[r]) continue;
            if (!_ofNumber.TryGetValue(numbers[r], out int index)) _ofNumber[numbers[r]] = index = OfText(numbers[r].ToString(CultureInfo.InvariantCulture));
            into[r] = index;
        }
    }

    private void ReadNumbers(ReadOnlySpan<double> numbers, ReadOnlySpan<bool> missing, Span<int> into)
    {
        for (int r = 0; r < missing.Length; r++)
        {
            if (missing[r]) continue;
            if (!_ofReal.TryGetValue(numbers[r], out int index)) _ofReal[numbers[r]] = index = OfText(numbers[r].ToString(CultureInfo.InvariantCulture));
            into[r] = index;
        }
    }

    private int OfText(string key)
    {
        if (!_ofText.TryGetValue(key, out int index)) _ofText[key] = index = resolve(key);
        return index;
    }
}
