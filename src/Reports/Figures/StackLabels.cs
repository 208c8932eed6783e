using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>A label of a segment of a stacked bar.</summary>
/// <param name="Segment">Index of the segment.</param>
/// <param name="At">Middle of the label along the bar.</param>
/// <param name="Inside">True inside the segment; false in the lane beside the bar, with a leader line.</param>
internal readonly record struct StackLabel(int Segment, float At, bool Inside);

/// <summary>Places the labels of a stacked bar so that none collides: inside where they fit, else side by side in a lane.</summary>
internal static class StackLabels
{
    private const float Air = 2.5f;

    /// <summary>The placed labels; where a lane is too short for all, the smallest segments stay unlabelled.</summary>
    /// <param name="edges">Edges of the segments along the bar, ascending; one more than segments.</param>
    /// <param name="widths">Width of each label; 0 for none.</param>
    /// <param name="low">Start of the lane.</param>
    /// <param name="high">End of the lane.</param>
    public static ImmutableArray<StackLabel> Place(ReadOnlySpan<float> edges, ReadOnlySpan<float> widths, float low, float high)
    {
        var placed = ImmutableArray.CreateBuilder<StackLabel>();
        var outside = new List<(int Segment, float Wish, float Width, float Size)>();
        for (int i = 0; i < widths.Length; i++)
        {
            float middle = (edges[i] + edges[i + 1]) / 2, size = edges[i + 1] - edges[i];
            if (widths[i] <= 0) continue;
            if (widths[i] + Air <= size) placed.Add(new(i, middle, true));
            else outside.Add((i, middle, widths[i], size));
        }
        while (outside.Sum(label => label.Width + Air) > high - low) outside.Remove(outside.MinBy(label => label.Size));
        placed.AddRange(Spread(outside, low, high));
        return placed.ToImmutable();
    }

    private static IEnumerable<StackLabel> Spread(List<(int Segment, float Wish, float Width, float Size)> labels, float low, float high)
    {
        var at = new float[labels.Count];
        float edge = low;
        for (int i = 0; i < at.Length; i++)
        {
            at[i] = Math.Max(labels[i].Wish, edge + (labels[i].Width + Air) / 2);
            edge = at[i] + (labels[i].Width + Air) / 2;
        }
        edge = high;
        for (int i = at.Length - 1; i >= 0; i--)
        {
            at[i] = Math.Min(at[i], edge - (labels[i].Width + Air) / 2);
            edge = at[i] - (labels[i].Width + Air) / 2;
        }
        return labels.Select((label, i) => new StackLabel(label.Segment, at[i], false));
    }
}
