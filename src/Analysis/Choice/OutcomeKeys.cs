using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>The categories of an outcome: numbered as they appear in the first pass, then in their order.</summary>
internal sealed class OutcomeKeys
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private int[]? _place;

    internal ImmutableArray<string> Categories { get; private set; } = [];

    internal int IndexOf(string category)
    {
        if (_indices.TryGetValue(category, out int index)) return index;
        _texts.Add(category);
        return _indices[category] = _texts.Count - 1;
    }

    /// <summary>Place of a category in their order; its number before the order is known.</summary>
    internal int Place(int index) => _place is null ? index : _place[index];

    /// <summary>Puts the categories into order.</summary>
    /// <exception cref="StudyException">Their order is not known, one is not among those asked for, one has no row, or there are too few or too many.</exception>
    internal void Order(ChoiceSpec spec)
    {
        ImmutableArray<string> found = [.. _texts.OrderBy(text => text, StringComparer.Ordinal)];
        var asked = spec.Categories.IsEmpty ? Sorted(spec, found) : spec.Categories;
        if (found.FirstOrDefault(category => !asked.Contains(category)) is { } unlisted) throw new StudyException(ChoiceFaults.UnlistedCategory(spec.Outcome, unlisted, asked));
        if (asked.FirstOrDefault(category => !_indices.ContainsKey(category)) is { } empty) throw new StudyException(ChoiceFaults.EmptyCategory(spec.Outcome, empty));
        if (asked.Length < 2 || (spec.Family.IsBinary() && asked.Length > 2)) throw new StudyException(ChoiceFaults.Categories(spec.Outcome, asked, spec.Family));
        Categories = Referred(spec, asked);
        _place = [.. _texts.Select(text => Categories.IndexOf(text))];
    }

    private static ImmutableArray<string> Sorted(ChoiceSpec spec, ImmutableArray<string> found)
    {
        bool numbers = found.All(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        bool order = spec.Family != ChoiceFamily.Multinomial && found.Length > 1;
        return numbers || !order ? UsedLevels.Ordered(found) : throw new StudyException(ChoiceFaults.OrderUnknown(spec.Outcome, found));
    }

    private static ImmutableArray<string> Referred(ChoiceSpec spec, ImmutableArray<string> asked)
    {
        if (spec.Reference is not { } reference) return asked;
        return asked.Contains(reference) ? [reference, .. asked.Remove(reference)] : throw new StudyException(ChoiceFaults.UnknownReference(reference, asked));
    }
}
