namespace CoProduction.Analysis;

/// <summary>
/// The proportional-odds model of a variable of k values in order, P(y ≤ j) = Λ(θ(j) - x'β), and draws of (θ, β) from the normal about the estimate; with two values it is the logit model. To keep estimates finite where a
/// predictor parts the values, 2pk rows half a standard deviation from the mean are added with a total weight of p + 1 (White, Daniel and Royston 2010, Computational Statistics and Data Analysis 54: 2267-2275).
/// </summary>
internal sealed class OrderedDraw : ValueModel
{
    private const int MostSteps = 100, MostHalvings = 40;

    private const double Standstill = 1e-8;

    private readonly OrderedSums _sums;
    private double[] _theta;
    private double[] _beta;
    private (double[] Thresholds, double[] Slopes) _drawn;

    /// <param name="values">Number of values, k.</param>
    /// <param name="columns">Columns of the table.</param>
    /// <param name="stride">Length of its rows.</param>
    internal OrderedDraw(int values, int columns, int stride)
    {
        _sums = new OrderedSums(values, columns, stride);
        _theta = new double[values - 1];
        _beta = new double[stride];
    }

    /// <summary>k - 1 thresholds, estimated.</summary>
    internal ReadOnlySpan<double> Thresholds => _theta;

    /// <summary>Slopes by column of the table, estimated.</summary>
    internal ReadOnlySpan<double> Slopes => _beta;

    internal override bool Update(ValueRows rows, RandomStream random)
    {
        if (!Fit(rows.Z, rows.Rows, rows.Classes, rows.Kept)) return false;
        _drawn = Draw(random);
        return true;
    }

    internal override int Draw(ReadOnlySpan<double> row, int group, RandomStream random) => Value(_drawn, row, random.Uniform());

    /// <summary>Estimates from the last estimates on; false when that does not converge.</summary>
    /// <param name="z">Table.</param>
    /// <param name="rows">Observed rows.</param>
    /// <param name="classes">Place of each observed value among the k.</param>
    /// <param name="kept">Predictors.</param>
    internal bool Fit(ReadOnlySpan<double> z, int[] rows, int[] classes, int[] kept)
    {
        if (_theta.All(threshold => threshold == 0)) Start(classes);
        for (int c = 0; c < _beta.Length; c++)
            if (!kept.Contains(c)) _beta[c] = 0;
        double likelihood = _sums.Of(z, rows, classes, kept, _theta, _beta);
        for (int step = 0; step < MostSteps; step++)
        {
            double[] change = _sums.Solve();
            if (change.Max(Math.Abs) < Standstill) return true;
            if (Climb(z, rows, classes, kept, change, likelihood) is not { } higher) return change.Max(Math.Abs) < 1e-5;
            likelihood = higher;
        }
        return false;
    }

    /// <summary>A draw of thresholds and slopes: estimate + L'⁻¹ z, LL' the information. Thresholds that a draw brings out of order are drawn again.</summary>
    private (double[] Thresholds, double[] Slopes) Draw(RandomStream random)
    {
        for (int trial = 0; trial < MostHalvings; trial++)
        {
            var drawn = Draw([.. Enumerable.Range(0, _sums.Parameters).Select(_ => random.Normal())]);
            if (InOrder(drawn.Thresholds)) return drawn;
        }
        return (_theta, _beta);
    }

    internal (double[] Thresholds, double[] Slopes) Draw(ReadOnlySpan<double> normals) => Moved(NormalEquations.Back(_sums.Root, normals), 1);

    /// <summary>Place of the value at a uniform number.</summary>
    private static int Value((double[] Thresholds, double[] Slopes) drawn, ReadOnlySpan<double> row, double uniform)
    {
        double eta = PaddedLanes.Dot(row, drawn.Slopes);
        int value = 0;
        while (value < drawn.Thresholds.Length && uniform > OrderedSums.Logistic(drawn.Thresholds[value] - eta)) value++;
        return value;
    }

    private void Start(int[] classes)
    {
        for (int j = 0; j < _theta.Length; j++)
        {
            double below = (classes.Count(value => value <= j) + 0.5) / (classes.Length + 1);
            _theta[j] = Math.Log(below / (1 - below)) + 1e-6 * j;
        }
    }

    // Halves the step until the likelihood does not fall.
    private double? Climb(ReadOnlySpan<double> z, int[] rows, int[] classes, int[] kept, double[] change, double likelihood)
    {
        double share = 1;
        for (int half = 0; half < MostHalvings; half++, share /= 2)
        {
            var (theta, beta) = Moved(change, share);
            if (!InOrder(theta)) continue;
            double reached = _sums.Of(z, rows, classes, kept, theta, beta);
            if (!(reached >= likelihood - 1e-10 * Math.Abs(likelihood))) continue;
            (_theta, _beta) = (theta, beta);
            return reached;
        }
        _sums.Of(z, rows, classes, kept, _theta, _beta);
        return null;
    }

    private (double[], double[]) Moved(double[] change, double share)
    {
        double[] theta = [.. _theta.Select((value, j) => value + share * change[j])], beta = [.. _beta];
        for (int i = 0; i < _sums.Kept.Length; i++) beta[_sums.Kept[i]] += share * change[theta.Length + i];
        return (theta, beta);
    }

    private static bool InOrder(double[] theta) => theta.Zip(theta.Skip(1), (low, high) => low < high).All(ordered => ordered);
}

/// <summary>Likelihood, slope and information of a proportional-odds model at some parameters, in one pass.</summary>
internal sealed class OrderedSums
{
    private readonly int _values, _columns, _stride;
    private readonly double[] _information, _cross, _thetaInformation, _thetaSlope, _slope, _added;

    internal OrderedSums(int values, int columns, int stride)
    {
        (_values, _columns, _stride) = (values, columns, stride);
        (_information, _cross, _thetaInformation) = (new double[columns * stride], new double[(values - 1) * stride], new double[(values - 1) * (values - 1)]);
        (_thetaSlope, _slope, _added) = (new double[values - 1], new double[stride], new double[stride]);
    }

    internal int[] Kept { get; private set; } = [];

    internal int Parameters => _values - 1 + Kept.Length;

    /// <summary>Root of the information at the last parameters, thresholds first.</summary>
    internal double[] Root { get; private set; } = [];

    private double[] Gradient => [.. _thetaSlope, .. Kept.Select(column => _slope[column])];

    /// <summary>The Newton step.</summary>
    internal double[] Solve()
    {
        int t = _values - 1, n = Parameters;
        var whole = new double[n * n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j <= i; j++)
                whole[i * n + j] = whole[j * n + i] = i < t ? _thetaInformation[i * t + j] : j < t ? -_cross[j * _stride + Kept[i - t]] : _information[Kept[i - t] * _stride + Kept[j - t]];
        Root = Cholesky.Of(whole, n);
        return Cholesky.Solve(Root, Gradient);
    }

    /// <summary>Sums over the observed rows and the added ones; returns the log likelihood.</summary>
    internal double Of(ReadOnlySpan<double> z, int[] rows, int[] classes, int[] kept, double[] theta, double[] beta)
    {
        foreach (double[] sums in (double[][])[_information, _cross, _thetaInformation, _thetaSlope, _slope, _added]) Array.Clear(sums);
        Kept = kept;
        double likelihood = 0;
        for (int i = 0; i < rows.Length; i++) likelihood += Add(z.Slice(rows[i] * _stride, _stride), classes[i], 1, theta, beta);
        double weight = (kept.Length + 1.0) / (2 * kept.Length * _values);
        foreach (int column in kept)
            for (int value = 0; value < _values; value++)
                foreach (double apart in (ReadOnlySpan<double>)[0.5, -0.5]) likelihood += AddApart(column, apart, value, weight, theta, beta);
        return likelihood;
    }

    internal static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private double AddApart(int column, double apart, int value, double weight, double[] theta, double[] beta)
    {
        _added[column] = apart;
        double likelihood = Add(_added, value, weight, theta, beta);
        _added[column] = 0;
        return likelihood;
    }

    // With a = θ(value) - η and b = θ(value - 1) - η: log P, P = Λ(a) - Λ(b), has the derivatives f(a)/P and -f(b)/P by the two thresholds and Λ(a) + Λ(b) - 1 by η.
    private double Add(ReadOnlySpan<double> x, int value, double weight, double[] theta, double[] beta)
    {
        double eta = PaddedLanes.Dot(x, beta);
        bool top = value == theta.Length, bottom = value == 0;
        double a = top ? 0 : theta[value] - eta, b = bottom ? 0 : theta[value - 1] - eta, upper = top ? 1 : Logistic(a), lower = bottom ? 0 : Logistic(b);
        double p = Math.Max(1e-300, upper * (bottom ? 1 : Logistic(-b)) * (top || bottom ? 1 : -Math.Exp(b - a) + 1)), fa = upper * (1 - upper), fb = lower * (1 - lower);
        PaddedLanes.AddSquare(_information, weight * (fa + fb), x, _columns);
        PaddedLanes.Add(_slope, weight * (upper + lower - 1), x);
        if (!top) AddThreshold(value, value, weight, fa, upper, p, x);
        if (!bottom) AddThreshold(value - 1, value, weight, fb, lower, p, x);
        if (!top && !bottom) AddPair(value, -weight * fa * fb / (p * p));
        return weight * Math.Log(p);
    }

    private void AddThreshold(int threshold, int value, double weight, double density, double share, double p, ReadOnlySpan<double> x)
    {
        double sign = threshold == value ? 1 : -1;
        PaddedLanes.Add(_cross.AsSpan(threshold * _stride, _stride), weight * density, x);
        _thetaSlope[threshold] += sign * weight * density / p;
        _thetaInformation[threshold * _values] += weight * (density * density / (p * p) - sign * density * (1 - 2 * share) / p);
    }

    private void AddPair(int value, double amount)
    {
        int t = _values - 1;
        _thetaInformation[value * t + value - 1] += amount;
        _thetaInformation[(value - 1) * t + value] += amount;
    }
}
