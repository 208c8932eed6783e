using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>Lines of a path diagram: rounded, cut at what they join, cut where a label stands, with heads.</summary>
internal static class PathCurves
{
    private const int Roundings = 4;
    private const float HeadLength = 5, HeadHalf = 2, LeastTurn = 0.05f;

    /// <summary>A line through waypoints with its corners cut round (Chaikin 1974, Computer Graphics and Image Processing 3: 346-349).</summary>
    public static ImmutableArray<Spot> Rounded(ImmutableArray<Spot> line)
    {
        for (int time = 0; time < Roundings && line.Length > 2; time++)
            line = [line[0], .. line.Zip(line.Skip(1)).SelectMany(pair => new[] { pair.First.Towards(pair.Second, 0.25f), pair.First.Towards(pair.Second, 0.75f) }), line[^1]];
        return Dense(line);
    }

    /// <summary>The part of a line outside the variables that it joins.</summary>
    public static ImmutableArray<Spot> Outside(ImmutableArray<Spot> line, PlacedNode from, PlacedNode to)
    {
        int first = Enumerable.Range(0, line.Length).FirstOrDefault(i => !from.Holds(line[i], 0.5f)), last = Enumerable.Range(0, line.Length).LastOrDefault(i => !to.Holds(line[i], 1f));
        return last > first ? [.. line.Skip(first).Take(last - first + 1)] : line;
    }

    /// <summary>A head at the end of a line.</summary>
    public static ImmutableArray<Spot> Head(ImmutableArray<Spot> line)
    {
        var tip = line[^1];
        var back = line.LastOrDefault(spot => (tip - spot).Length >= HeadLength, line[0]);
        var along = (tip - back) * (1 / Math.Max(0.001f, (tip - back).Length));
        Spot foot = tip - along * HeadLength, side = new Spot(-along.Y, along.X) * HeadHalf;
        return [tip, foot + side, foot - side];
    }

    /// <summary>The line without its ends under the heads.</summary>
    public static ImmutableArray<Spot> Trimmed(ImmutableArray<Spot> line, bool both)
    {
        Spot tip = line[^1], tail = line[0];
        return [.. line.Where(spot => (tip - spot).Length >= HeadLength - 1 && (!both || (tail - spot).Length >= HeadLength - 1))];
    }

    /// <summary>The pieces of a line outside a box.</summary>
    public static ImmutableArray<ImmutableArray<Spot>> Broken(ImmutableArray<Spot> line, Box box)
    {
        var pieces = ImmutableArray.CreateBuilder<ImmutableArray<Spot>>();
        var piece = ImmutableArray.CreateBuilder<Spot>();
        foreach (var spot in line)
        {
            bool inside = spot.X > box.Left && spot.X < box.Right && spot.Y > box.Top && spot.Y < box.Bottom;
            if (!inside) piece.Add(spot);
            else if (piece.Count > 0) pieces.Add(piece.DrainToImmutable());
        }
        if (piece.Count > 0) pieces.Add(piece.DrainToImmutable());
        return [.. pieces.Where(one => one.Length > 1)];
    }

    // So dense that cuts at edges are exact to a third of a point.
    private static ImmutableArray<Spot> Dense(ImmutableArray<Spot> line)
    {
        var dense = ImmutableArray.CreateBuilder<Spot>();
        foreach (var (from, to) in line.Zip(line.Skip(1)))
        {
            int steps = Math.Max(1, (int)((to - from).Length * 3));
            dense.AddRange(Enumerable.Range(0, steps).Select(i => from.Towards(to, (float)i / steps)));
        }
        dense.Add(line[^1]);
        return dense.ToImmutable();
    }

    /// <summary>Fewer points for a drawing: the ends, and those at which the line has turned by some three degrees.</summary>
    public static ImmutableArray<Spot> Sparse(ImmutableArray<Spot> line)
    {
        var kept = ImmutableArray.CreateBuilder<Spot>();
        kept.Add(line[0]);
        float heading = Heading(line, 0);
        for (int i = 1; i < line.Length - 1; i++)
        {
            if (Math.Abs(MathF.IEEERemainder(Heading(line, i) - heading, 2 * MathF.PI)) < LeastTurn) continue;
            kept.Add(line[i]);
            heading = Heading(line, i);
        }
        kept.Add(line[^1]);
        return kept.ToImmutable();
    }

    private static float Heading(ImmutableArray<Spot> line, int at) => line[at + 1] - line[at] is var step ? MathF.Atan2(step.Y, step.X) : 0;
}
