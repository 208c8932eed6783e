using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CoProduction.Workbench;

/// <summary>Blocks of one table joined to a frame. Categories are joined by their levels' texts: two halves of a file number them differently.</summary>
internal static class JoinedFrame
{
    public static Frame Of(IEnumerable<Frame> blocks)
    {
        var frames = blocks.ToList();
        return frames.Count switch
        {
            0 => new Frame([]),
            1 => frames[0],
            _ => new Frame([.. frames[0].Columns.Select((_, column) => Join([.. frames.Select(frame => frame.Columns[column])]))]),
        };
    }

    private static Column Join(Column[] parts) => parts[0] switch
    {
        NumberColumn first => first with { Values = Values(parts, part => ((NumberColumn)part).Values), Reasons = Reasons(parts) },
        IntegerColumn first => first with { Values = Values(parts, part => ((IntegerColumn)part).Values), Reasons = Reasons(parts) },
        CategoryColumn first => Join(first, [.. parts.Cast<CategoryColumn>()]),
        TextColumn first => first with { Values = Values(parts, part => ((TextColumn)part).Values), Reasons = Reasons(parts) },
        var other => throw new NotSupportedException(other.GetType().Name),
    };

    private static CategoryColumn Join(CategoryColumn first, CategoryColumn[] parts)
    {
        ImmutableArray<string> levels = [.. parts.SelectMany(part => part.Levels).Distinct(StringComparer.Ordinal)];
        var index = levels.Select((level, i) => (level, i)).ToDictionary(pair => pair.level, pair => pair.i, StringComparer.Ordinal);
        return first with { Levels = levels, Codes = Values(parts, part => Coded((CategoryColumn)part, index)), Reasons = Reasons(parts) };
    }

    private static ImmutableArray<int> Coded(CategoryColumn part, Dictionary<string, int> index)
    {
        int[] of = [.. part.Levels.Select(level => index[level])];
        return [.. part.Codes.Select(code => code < 0 ? code : of[code])];
    }

    private static ImmutableArray<MissingReason> Reasons(Column[] parts) => parts.All(part => part.Reasons.IsDefaultOrEmpty)
        ? []
        : Values(parts, part => part.Reasons.IsDefaultOrEmpty ? [.. Enumerable.Repeat(MissingReason.Present, part.Count)] : part.Reasons);

    private static ImmutableArray<T> Values<T>(Column[] parts, Func<Column, ImmutableArray<T>> values)
    {
        var all = new T[parts.Sum(part => part.Count)];
        int at = 0;
        foreach (var part in parts)
        {
            values(part).CopyTo(all, at);
            at += part.Count;
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }
}
