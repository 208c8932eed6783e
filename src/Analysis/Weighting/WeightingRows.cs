using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What an adjustment of weights sees of the rows: their sampling weights, the values of the margins' fields, and the columns of the totals.</summary>
public sealed record WeightingRows
{
    internal WeightingRows(double[] weights, ImmutableArray<MarginCodes> margins, double[] columns)
    {
        Weights = weights;
        Margins = margins;
        Columns = columns;
    }

    internal double[] Weights { get; }

    internal ImmutableArray<MarginCodes> Margins { get; }

    /// <summary>Rows × totals, row-major.</summary>
    internal double[] Columns { get; }

    /// <summary>The rows of a frame.</summary>
    /// <param name="spec">The adjustment.</param>
    /// <param name="rows">Rows that hold the weights and every field of the adjustment.</param>
    /// <param name="weights">Field of the sampling weights; null for 1.</param>
    /// <exception cref="StudyException">A value is missing, or a weight is negative.</exception>
    public static WeightingRows Of(WeightingSpec spec, Frame rows, string? weights = null)
    {
        double[] sampling = rows.Weights(weights);
        if (Array.FindIndex(sampling, double.IsNaN) is var at and >= 0) throw new StudyException(WeightingFaults.MissingValue(weights!, at));
        var accumulator = new WeightingAccumulator(spec);
        accumulator.Add(rows, new int[rows.Rows], sampling);
        return accumulator.Finish();
    }
}

/// <summary>A margin's field in the rows.</summary>
/// <param name="Field">The field.</param>
/// <param name="Levels">Its values, in order of appearance.</param>
/// <param name="Codes">Index of each row's value.</param>
internal sealed record MarginCodes(string Field, ImmutableArray<string> Levels, int[] Codes);

/// <summary>Gathers <see cref="WeightingRows"/> block by block.</summary>
internal sealed class WeightingAccumulator
{
    private readonly WeightingSpec _spec;
    private readonly KeyCombinations[] _keys;
    private readonly List<int>[] _codes;
    private readonly List<double> _weights = [], _columns = [];

    internal WeightingAccumulator(WeightingSpec spec)
    {
        _spec = spec;
        _keys = [.. spec.Margins.Select(margin => new KeyCombinations([margin.Field]))];
        _codes = [.. spec.Margins.Select(_ => new List<int>())];
    }

    /// <summary>Adds the rows whose unit is not negative.</summary>
    internal void Add(Frame block, ReadOnlySpan<int> units, ReadOnlySpan<double> weights)
    {
        Span<bool> missing = new bool[block.Rows];
        for (int r = 0; r < units.Length; r++) if (units[r] >= 0) _weights.Add(weights[r]);
        for (int m = 0; m < _keys.Length; m++) AddCodes(block, m, units, missing);
        foreach (var total in _spec.Totals) if (total.Field is { } field) Missingness.Mark(block[field], 0, missing);
        for (int r = 0; r < units.Length; r++)
            if (units[r] >= 0 && missing[r]) throw new StudyException(WeightingFaults.MissingValue(string.Join(", ", _spec.Categories.Concat(_spec.Numbers)), r));
        AddColumns(block, units);
    }

    internal WeightingRows Finish() => new([.. _weights], [.. _keys.Select((keys, m) => new MarginCodes(_spec.Margins[m].Field, [.. keys.Keys.Select(key => key[0])], [.. _codes[m]]))], [.. _columns]);

    private void AddCodes(Frame block, int margin, ReadOnlySpan<int> units, Span<bool> missing)
    {
        int[] codes = new int[block.Rows];
        _keys[margin].Read(block, missing, codes);
        for (int r = 0; r < codes.Length; r++) if (units[r] >= 0) _codes[margin].Add(codes[r]);
    }

    private void AddColumns(Frame block, ReadOnlySpan<int> units)
    {
        double[][] columns = [.. _spec.Totals.Select(total => Column(block, total.Field))];
        for (int r = 0; r < units.Length; r++)
            if (units[r] >= 0) foreach (double[] column in columns) _columns.Add(column[r]);
    }

    private static double[] Column(Frame block, string? field)
    {
        double[] values = new double[block.Rows];
        if (field is null) Array.Fill(values, 1);
        else FieldValues.Read(block, field, new bool[block.Rows], values);
        return values;
    }
}
