using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// The units of all levels and the root of the fixed terms. The columns that vary are scaled by powers of two to a mean square near one, so that the entries of θ are of one size whatever
/// the units of measurement; the scale is exact and is taken back in the results.
/// </summary>
internal sealed class NestedUnits
{
    private readonly double[] _given;

    internal NestedUnits(MixedDesign design)
    {
        K = design.Terms.Length;
        Scales = [.. design.Levels.Select(level => level.Columns.Select(column => ScaleOf(design.Pooled, column)).ToImmutableArray())];
        double[][] given = [.. design.Levels.Select((level, l) => new double[level.Units.Length * RowsOf(design, l) * WidthOf(design, l)]), new double[(K + 1) * (K + 1)]];
        Split(design, given);
        Levels = [.. design.Levels.Select((level, l) => new LevelUnits(level.Columns.Length, WidthOf(design, l + 1), [.. level.Parents], given[l], l == 0))];
        _given = given[^1];
        Fixed = new double[_given.Length];
    }

    /// <summary>Number of fixed terms, k.</summary>
    internal int K { get; }

    /// <summary>Levels, innermost first.</summary>
    internal ImmutableArray<LevelUnits> Levels { get; }

    /// <summary>(k+1) × (k+1) root of [X y] when the random effects are taken out.</summary>
    internal double[] Fixed { get; }

    /// <summary>For each level the factor by which each of its columns was multiplied.</summary>
    internal ImmutableArray<ImmutableArray<double>> Scales { get; }

    /// <summary>Takes the random effects out of all levels.</summary>
    /// <returns>ln |L|².</returns>
    internal double Eliminate(RowStack[] stacks)
    {
        double logDet = 0;
        _given.CopyTo(Fixed, 0);
        foreach (var level in Levels) level.Begin();
        for (int l = 0; l < Levels.Length; l++) logDet += Eliminate(l, stacks[l]);
        return logDet;
    }

    private double Eliminate(int l, RowStack stack)
    {
        var level = Levels[l];
        double logDet = 0;
        for (int unit = 0; unit < level.Units; unit++)
        {
            if (unit == 0 || level.Parents[unit] != level.Parents[unit - 1]) Aim(stack, l, level.Parents[unit]);
            logDet += level.Eliminate(unit);
            level.HandOver(unit, stack);
        }
        stack.Fold();
        return logDet;
    }

    private void Aim(RowStack stack, int l, int parent)
    {
        stack.Fold();
        bool outermost = l + 1 == Levels.Length;
        stack.Root = outermost ? Fixed : Levels[l + 1].Roots;
        stack.Start = outermost ? 0 : parent * Levels[l + 1].RootRows * Levels[l + 1].Width;
    }

    // The first q rows of an innermost root depend on θ; the others are given to the level around it once.
    private void Split(MixedDesign design, double[][] given)
    {
        ImmutableArray<string> labels = [.. design.Levels.SelectMany(level => level.Columns), .. design.Terms, design.Outcome];
        double[] scales = [.. Scales.SelectMany(scale => scale), .. Enumerable.Repeat(1.0, K + 1)];
        int q = design.Levels.IsEmpty ? 0 : design.Levels[0].Columns.Length, width = labels.Length, rest = width - q;
        var stack = new RowStack(rest);
        for (int unit = 0; unit < design.Roots.Length; unit++)
        {
            double[] root = [.. design.Roots[unit].Select(labels).Root];
            for (int i = 0; i < root.Length; i++) root[i] *= scales[i % width];
            if (q > 0) root.AsSpan(0, q * width).CopyTo(given[0].AsSpan(unit * q * width));
            stack.Fold();
            stack.Root = q > 0 ? given[1] : given[0];
            stack.Start = q > 0 ? design.Levels[0].Parents[unit] * rest * rest : 0;
            for (int r = q; r < width; r++) stack.AddRow(root.AsSpan(r * width + q, rest));
        }
        stack.Fold();
    }

    private static int WidthOf(MixedDesign design, int level) => design.Levels.Skip(level).Sum(one => one.Columns.Length) + design.Terms.Length + 1;

    private static int RowsOf(MixedDesign design, int level) => level == 0 ? design.Levels[0].Columns.Length : WidthOf(design, level);

    private static double ScaleOf(CrossProduct pooled, string column)
    {
        int p = pooled.Labels.Length, at = pooled.Labels.IndexOf(column);
        double sum = 0;
        for (int i = 0; i <= at; i++) sum += pooled.Root[i * p + at] * pooled.Root[i * p + at];
        return Math.ScaleB(1, -(int)Math.Round(Math.Log2(Math.Sqrt(sum / pooled.WeightSum))));
    }
}
