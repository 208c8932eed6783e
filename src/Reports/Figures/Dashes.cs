using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>Cuts lines into dashes: Skia's SVG knows no dashed line and draws a whole one.</summary>
internal static class Dashes
{
    private const float Step = 0.25f;

    /// <summary>The dashes of a line; the line itself where there is no pattern.</summary>
    /// <param name="line">Points of the line.</param>
    /// <param name="pattern">Lengths of dash and gap in turn, points; empty for a whole line.</param>
    public static ImmutableArray<ImmutableArray<Spot>> Of(ImmutableArray<Spot> line, params ImmutableArray<float> pattern)
    {
        if (pattern.IsEmpty || line.Length < 2) return [line];
        var dashes = ImmutableArray.CreateBuilder<ImmutableArray<Spot>>();
        var dash = ImmutableArray.CreateBuilder<Spot>();
        float whole = pattern.Sum(), along = 0;
        foreach (var spot in Walked(line))
        {
            if (IsInk(pattern, along % whole)) dash.Add(spot);
            else if (dash.Count > 0) dashes.Add(dash.DrainToImmutable());
            along += Step;
        }
        if (dash.Count > 1) dashes.Add(dash.DrainToImmutable());
        return [.. dashes.Where(one => one.Length > 1).Select(PathCurves.Sparse)];
    }

    private static bool IsInk(ImmutableArray<float> pattern, float at)
    {
        int part = 0;
        while (part < pattern.Length - 1 && at >= pattern[part]) at -= pattern[part++];
        return part % 2 == 0;
    }

    private static IEnumerable<Spot> Walked(ImmutableArray<Spot> line)
    {
        float left = 0;
        foreach (var (from, to) in line.Zip(line.Skip(1)))
        {
            float length = (to - from).Length;
            for (; left < length; left += Step) yield return from.Towards(to, left / length);
            left -= length;
        }
        yield return line[^1];
    }
}
