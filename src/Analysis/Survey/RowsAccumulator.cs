using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Keeps the rows of a sample whose design is known, block by block.</summary>
internal sealed class RowsAccumulator
{
    private readonly DesignPlan _plan;
    private readonly KeyCombinations _domains;
    private readonly MarginPlan? _margins;
    private readonly TermTally _tally;
    private readonly List<RowBlock> _blocks = [];
    private DesignReader? _reader;
    private int _capacity;

    internal RowsAccumulator(DesignPlan plan, ImmutableArray<string> domains, bool margins)
    {
        _plan = plan;
        _tally = new TermTally(plan);
        if (margins) _margins = new MarginPlan(plan);
        _domains = new KeyCombinations(domains);
    }

    internal void Add(Frame block, ReadOnlySpan<int> units, ReadOnlySpan<double> weights)
    {
        if (block.Rows == 0) return;
        if (_reader is null || _capacity < block.Rows) (_reader, _capacity) = (new DesignReader(_plan, null, block.Rows), block.Rows);
        _reader.Begin(block);
        var missing = _reader.Read(0, block.Rows);
        _reader.CheckFinite(missing);
        int[] domains = new int[block.Rows];
        _domains.Read(block, missing, domains);
        for (int r = 0; r < domains.Length; r++) if (missing[r]) domains[r] = UnitsAccumulator.None;
        bool[] used = new bool[block.Rows];
        for (int r = 0; r < used.Length; r++) used[r] = units[r] >= 0 && domains[r] >= 0 && weights[r] > 0;
        _tally.Add(_reader, used);
        Keep(_reader, domains, units, weights, _margins is null ? [] : Slopes(_margins, block, missing));
    }

    /// <summary>The rows so far, their units numbered as <see cref="SampleUnits"/> does.</summary>
    internal SurveyRows Finish(SampleUnits units, int[] place)
    {
        foreach (var block in _blocks)
            for (int r = 0; r < block.Rows; r++) block.Units[r] = place[block.Units[r]];
        return new SurveyRows(units, _plan, [.. _blocks], [.. _domains.Keys]) { Margins = _margins, PeopleOfTerms = _tally.Finish() };
    }

    private void Keep(DesignReader reader, int[] domains, ReadOnlySpan<int> units, ReadOnlySpan<double> weights, double[][] slopes)
    {
        int p = _plan.Labels.Length, kept = 0;
        foreach (int unit in units) if (unit >= 0) kept++;
        var block = new RowBlock(new double[kept * p], new double[kept], new int[kept], new int[kept], _margins is null ? null : new double[kept * _margins.Width]);
        for (int r = 0, at = 0; r < domains.Length; r++)
        {
            if (units[r] < 0) continue;
            reader.CopyRow(r, block.Values.AsSpan(at * p, p));
            (block.Weights[at], block.Units[at], block.Domains[at]) = (weights[r], units[r], domains[r]);
            if (block.Atoms is { } atoms) _margins!.Keep(reader, r, slopes, atoms.AsSpan(at * _margins.Width, _margins.Width));
            at++;
        }
        _blocks.Add(block);
    }

    private static double[][] Slopes(MarginPlan margins, Frame block, Span<bool> missing)
    {
        var evaluation = new Evaluation(margins.Derivatives.Select(entry => entry.Slope), block.Rows);
        evaluation.Begin(block);
        double[][] slopes = [.. margins.Derivatives.Select(_ => new double[block.Rows])];
        for (int d = 0; d < slopes.Length; d++) evaluation.Evaluate(margins.Derivatives[d].Slope, 0, missing, slopes[d]);
        return slopes;
    }
}
