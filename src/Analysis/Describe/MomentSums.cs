namespace CoProduction.Analysis;

/// <summary>Weighted central moments to the fourth, updated value by value without cancellation (Pébay 2008, eqs. 2.1 to 3.1).</summary>
internal sealed class MomentSums
{
    internal long Count { get; private set; }

    internal double Weight { get; private set; }

    internal double Mean { get; private set; }

    /// <summary>Σ w (x - mean)².</summary>
    internal double Second { get; private set; }

    internal double Third { get; private set; }

    internal double Fourth { get; private set; }

    internal void Add(double value, double weight)
    {
        double before = Weight, after = before + weight, delta = value - Mean, step = delta * weight / after, square = delta * step * before;
        Fourth += square * delta * delta * (before * before - before * weight + weight * weight) / (after * after) + 6 * step * step * Second - 4 * step * Third;
        Third += square * delta * (before - weight) / after - 3 * step * Second;
        Second += square;
        Mean += step;
        Weight = after;
        Count++;
    }

    /// <summary>Variance with divisor Σw (n-1)/n, as survey::svyvar; n - 1 without weights. Null for one value.</summary>
    internal double? Variance => Count > 1 ? Second / (Weight * ((Count - 1.0) / Count)) : null;

    internal double? Deviation => Variance is { } variance ? Math.Sqrt(variance) : null;

    /// <summary>Skewness; null where the values do not vary or are too few.</summary>
    internal double? Skewness(MomentType type)
    {
        if (Count < 3 || !(Second > 0)) return null;
        double n = Count, g = Third / Weight / Math.Pow(Second / Weight, 1.5);
        return type switch { MomentType.Type1 => g, MomentType.Type2 => g * Math.Sqrt(n * (n - 1)) / (n - 2), _ => g * Math.Pow((n - 1) / n, 1.5) };
    }

    /// <summary>Excess kurtosis; null where the values do not vary or are too few.</summary>
    internal double? Kurtosis(MomentType type)
    {
        if (Count < 4 || !(Second > 0)) return null;
        double n = Count, g = Fourth / Weight / (Second / Weight * (Second / Weight)) - 3;
        return type switch { MomentType.Type1 => g, MomentType.Type2 => ((n + 1) * g + 6) * (n - 1) / ((n - 2) * (n - 3)), _ => (g + 3) * (1 - 1 / n) * (1 - 1 / n) - 3 };
    }
}

/// <summary>Weighted co-moments of two variables, updated pair by pair.</summary>
internal sealed class PairSums
{
    private double _weight, _meanX, _meanY, _xx, _yy, _xy;

    internal long Count { get; private set; }

    internal void Add(double x, double y, double weight)
    {
        double before = _weight, after = before + weight, dx = x - _meanX, dy = y - _meanY, factor = before * weight / after;
        _xx += factor * dx * dx;
        _yy += factor * dy * dy;
        _xy += factor * dx * dy;
        _meanX += dx * weight / after;
        _meanY += dy * weight / after;
        _weight = after;
        Count++;
    }

    /// <summary>The correlation; null where one does not vary.</summary>
    internal double? Correlation => _xx > 0 && _yy > 0 ? Math.Clamp(_xy / Math.Sqrt(_xx * _yy), -1, 1) : null;
}

/// <summary>Moments of a variable, its missing rows, and its values as far as they are few.</summary>
internal sealed class ValueSums(int mostValues)
{
    internal MomentSums Moments { get; } = new();

    /// <summary>The values; null when they are too many to keep.</summary>
    internal AnswerTally? Values { get; private set; } = new();

    internal long Missing { get; private set; }

    internal double Minimum { get; private set; } = double.PositiveInfinity;

    internal double Maximum { get; private set; } = double.NegativeInfinity;

    internal long AtMinimum { get; private set; }

    internal long AtMaximum { get; private set; }

    internal void Add(double value, double weight)
    {
        if (double.IsNaN(value))
        {
            Missing++;
            return;
        }
        Moments.Add(value, weight);
        if (value < Minimum) (Minimum, AtMinimum) = (value, 0);
        if (value > Maximum) (Maximum, AtMaximum) = (value, 0);
        if (value == Minimum) AtMinimum++;
        if (value == Maximum) AtMaximum++;
        if (Values is null) return;
        Values.Add(value, weight);
        if (Values.Others > mostValues) Drop();
    }

    /// <summary>Keeps no values from now on.</summary>
    internal void Drop() => Values = null;
}
