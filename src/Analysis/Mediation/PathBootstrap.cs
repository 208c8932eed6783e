using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Draws units anew and solves all equations each time.</summary>
internal sealed class PathBootstrap
{
    private const int Pace = 64;

    private readonly ImmutableArray<LevelDraw> _levels;
    private readonly ImmutableArray<PathEffect> _effects;
    private readonly ImmutableArray<int> _sizes;
    private readonly double[] _theta;
    private readonly IProgress<long>? _progress;
    private readonly CancellationToken _stop;

    /// <param name="estimates">The estimates of all rows.</param>
    /// <param name="effects">Effects to draw.</param>
    /// <param name="rows">Rows to draw; null to draw communities.</param>
    /// <param name="progress">Told the draws made so far.</param>
    /// <param name="stop">Stops the work.</param>
    internal PathBootstrap(PathEstimates estimates, ImmutableArray<PathEffect> effects, CaseRows? rows, IProgress<long>? progress, CancellationToken stop)
    {
        _levels = [.. estimates.Levels.Select(level => new LevelDraw(level, rows is null ? WhitenedUnits.Of(level) : WhitenedUnits.Of(level, rows)))];
        _effects = effects;
        _sizes = rows?.Counts ?? [.. Enumerable.Repeat(1, estimates.Levels[0].Units.Length)];
        _theta = new double[estimates.Theta.Length];
        _progress = progress;
        _stop = stop;
    }

    /// <summary>As many units as there are, drawn with equal chances, from a stream of its own in each repetition.</summary>
    internal UnitDraw Seeded(ulong seed)
    {
        int[] unitOf = [.. _sizes.SelectMany((size, unit) => Enumerable.Repeat(unit, size))];
        return (repetition, counts) =>
        {
            counts.Clear();
            RandomStream.Of(seed, repetition).Count(unitOf, counts);
        };
    }

    /// <summary>Makes the draws.</summary>
    /// <param name="draws">How many.</param>
    /// <param name="resampling">Which units each holds.</param>
    /// <param name="accelerated">True to add the jackknife for BCa intervals.</param>
    internal EffectDraws Run(int draws, UnitDraw resampling, bool accelerated)
    {
        double[][] values = [.. _effects.Select(_ => new double[draws])];
        var counts = new int[_sizes.Length];
        int sound = 0;
        for (int draw = 0; draw < draws; draw++)
        {
            if (draw % Pace == 0) Report(draw);
            resampling(draw, counts);
            if (_levels.All(level => level.Solve(counts, _theta))) Keep(values, sound++);
        }
        Report(draws);
        return new EffectDraws([.. values.Select(one => Sorted(one, sound))], draws - sound, accelerated ? Accelerations() : []);
    }

    private void Report(int draw)
    {
        _stop.ThrowIfCancellationRequested();
        _progress?.Report(draw);
    }

    private void Keep(double[][] values, int at)
    {
        for (int i = 0; i < values.Length; i++) values[i][at] = _effects[i].Of(_theta);
    }

    private static double[] Sorted(double[] values, int sound)
    {
        Array.Resize(ref values, sound);
        Array.Sort(values);
        return values;
    }

    // Efron (1987), eq. 6.6 with the jackknife: a = Σ d³ / (6 (Σ d²)^1.5), d = mean of the leave-one-out values less each of them.
    private ImmutableArray<double> Accelerations()
    {
        var left = new double[_effects.Length][];
        for (int i = 0; i < left.Length; i++) left[i] = new double[_sizes.Length];
        for (int unit = 0; unit < _sizes.Length; unit++)
        {
            if (unit % Pace == 0) _stop.ThrowIfCancellationRequested();
            int without = unit;
            if (!_levels.All(level => level.SolveWithout(without, _theta))) throw new StudyException(MediationFaults.NoJackknife());
            Keep(left, unit);
        }
        return [.. left.Select(Acceleration)];
    }

    private double Acceleration(double[] left)
    {
        double mean = left.Zip(_sizes, (value, size) => value * size).Sum() / _sizes.Sum(size => (long)size), squares = 0, cubes = 0;
        for (int unit = 0; unit < left.Length; unit++)
        {
            double d = mean - left[unit];
            squares += _sizes[unit] * d * d;
            cubes += _sizes[unit] * d * d * d;
        }
        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }
}
