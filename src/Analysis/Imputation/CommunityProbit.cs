namespace CoProduction.Analysis;

/// <summary>
/// Models of values with normal random intercepts of the communities: a value is where latent normal variables of variance 1 lie, each with a linear model (Albert and Chib 1993, Journal of the American Statistical Association
/// 88: 669-679; for imputation within communities Goldstein, Carpenter, Kenward and Levin 2009, Statistical Modelling 9: 173-197, and Quartagno and Carpenter 2019, Multivariate Behavioral Research 54). Gibbs steps, kept from
/// round to round: the latent variables given the models, then slopes and intercepts together, then the variance between communities. Slopes of standardised predictors have a normal prior of standard deviation 2.5, which keeps
/// them finite where a predictor parts the values (after Gelman, Jakulin, Pittau and Su 2008, Annals of Applied Statistics 2: 1360-1383).
/// </summary>
internal abstract class CommunityProbit : ValueModel
{
    private const int FirstSteps = 100, LaterSteps = 10;

    private const double PriorPrecision = 1 / (2.5 * 2.5);

    private readonly RandomIntercept[] _intercepts;
    private readonly double[] _products;
    private bool _started;

    /// <param name="latents">Number of latent variables with a model.</param>
    /// <param name="stride">Length of the table's rows.</param>
    protected CommunityProbit(int latents, int stride)
    {
        (_intercepts, _products) = ([.. Enumerable.Range(0, latents).Select(_ => new RandomIntercept(unit: true))], new double[stride]);
        Models = [.. Enumerable.Range(0, latents).Select(_ => new DrawnModel([], new double[stride], 1, [], []))];
    }

    /// <summary>The drawn models, one a latent variable.</summary>
    internal DrawnModel[] Models { get; }

    internal override bool Update(ValueRows rows, RandomStream random)
    {
        int steps = _started ? LaterSteps : FirstSteps;
        if (!_started) Begin(rows, random);
        _started = true;
        foreach (int column in rows.Kept) rows.Sums.Gram[column * rows.Stride + column] += PriorPrecision;
        for (int step = 0; step < steps; step++) Step(rows, random);
        return true;
    }

    /// <summary>First latent variables.</summary>
    protected abstract void Begin(ValueRows rows, RandomStream random);

    /// <summary>Draws the latent variables given the models.</summary>
    protected abstract void DrawLatents(ValueRows rows, RandomStream random);

    /// <summary>A latent variable by observed row.</summary>
    protected abstract double[] Latent(int at);

    /// <summary>x'β + u of a latent variable.</summary>
    protected double Mean(int at, ReadOnlySpan<double> row, int group) => PaddedLanes.Dot(row, Models[at].Drawn) + (Models[at].DrawnEffects is { Length: > 0 } effects ? effects[group] : 0);

    private void Step(ValueRows rows, RandomStream random)
    {
        DrawLatents(rows, random);
        int[] predictors = [0, .. rows.Kept];
        for (int at = 0; at < Models.Length; at++)
        {
            Explain(rows, Latent(at));
            Models[at] = _intercepts[at].Step(rows.Sums, predictors, random);
        }
    }

    // The latent variable takes the place of the values in the cross products.
    private void Explain(ValueRows rows, double[] latent)
    {
        var sums = rows.Sums;
        Array.Clear(_products);
        for (int g = 0; g < sums.Counts.Length; g++) sums.Sums[g * sums.Stride + sums.Target] = 0;
        for (int i = 0; i < latent.Length; i++)
        {
            PaddedLanes.Add(_products, latent[i], rows.Row(i));
            sums.Sums[rows.GroupOf[rows.Rows[i]] * sums.Stride + sums.Target] += latent[i];
        }
        foreach (int column in rows.Kept) sums.Gram[Math.Max(column, sums.Target) * sums.Stride + Math.Min(column, sums.Target)] = _products[column];
        sums.Gram[sums.Target * sums.Stride] = _products[0];
    }
}

/// <summary>Values in order, two or more: a value is between which thresholds a latent variable lies, the first of them 0. A threshold moves by random-walk Metropolis steps on the likelihood of the two values beside it, the latent variable integrated out (as Cowles 1996, Statistics and Computing 6: 101-111).</summary>
internal sealed class OrderedProbit(int values, int stride) : CommunityProbit(1, stride)
{
    private readonly double[] _thresholds = new double[values - 1], _paces = new double[values - 1];
    private double[] _latent = [], _means = [];
    private int[][] _rowsOf = [];

    /// <summary>The drawn thresholds, k - 1.</summary>
    internal ReadOnlySpan<double> Thresholds => _thresholds;

    internal override int Draw(ReadOnlySpan<double> row, int group, RandomStream random)
    {
        double latent = Mean(0, row, group) + random.Normal();
        int value = 0;
        while (value < _thresholds.Length && latent > _thresholds[value]) value++;
        return value;
    }

    // From the shares of the values; a step is 2.4 standard deviations of a threshold whose neighbours are known.
    protected override void Begin(ValueRows rows, RandomStream random)
    {
        double n = rows.Classes.Length;
        _rowsOf = [.. Enumerable.Range(0, values).Select(value => Enumerable.Range(0, rows.Classes.Length).Where(i => rows.Classes[i] == value).ToArray())];
        (_latent, _means) = (new double[rows.Classes.Length], new double[rows.Classes.Length]);
        double first = 0, below = 0;
        for (int j = 0; j < _thresholds.Length; j++)
        {
            double z = Normal.Quantile((below += _rowsOf[j].Length) / n), density = n * Normal.Density(z);
            if (j == 0) first = z;
            _thresholds[j] = z - first;
            _paces[j] = 2.4 / (density * Math.Sqrt(1.0 / _rowsOf[j].Length + 1.0 / _rowsOf[j + 1].Length));
        }
        Models[0].Drawn[0] = -first;
    }

    protected override double[] Latent(int at) => _latent;

    protected override void DrawLatents(ValueRows rows, RandomStream random)
    {
        for (int i = 0; i < _means.Length; i++) _means[i] = Mean(0, rows.Row(i), rows.GroupOf[rows.Rows[i]]);
        for (int j = 1; j < _thresholds.Length; j++) Move(j, random);
        for (int i = 0; i < _means.Length; i++)
            _latent[i] = _means[i] + TruncatedNormal.Draw(Lower(rows.Classes[i]) - _means[i], Upper(rows.Classes[i]) - _means[i], random);
    }

    private void Move(int j, RandomStream random)
    {
        double before = _thresholds[j], after = before + _paces[j] * random.Normal(), accepted = Math.Log(1 - random.Uniform());
        if (after <= _thresholds[j - 1] || after >= Upper(j + 1)) return;
        double standing = Likelihood(j);
        _thresholds[j] = after;
        if (Likelihood(j) - standing < accepted) _thresholds[j] = before;
    }

    private double Likelihood(int j)
    {
        double sum = 0;
        for (int value = j; value <= j + 1; value++)
            foreach (int i in _rowsOf[value]) sum += Math.Log(Math.Max(1e-300, Chance(Lower(value) - _means[i], Upper(value) - _means[i])));
        return sum;
    }

    private static double Chance(double lower, double upper) => lower > 0 ? Normal.Quick(lower) - Normal.Quick(upper) : Normal.Quick(-upper) - Normal.Quick(-lower);

    private double Lower(int value) => value == 0 ? double.NegativeInfinity : _thresholds[value - 1];

    private double Upper(int value) => value == _thresholds.Length ? double.PositiveInfinity : _thresholds[value];
}

/// <summary>Values without order: the value whose latent variable is the largest; that of the first has mean 0, and all are independent given their means (Albert and Chib 1993, section 4).</summary>
internal sealed class MultinomialProbit(int values, int stride) : CommunityProbit(values - 1, stride)
{
    private readonly double[] _means = new double[values];
    private double[][] _latents = [];

    internal override int Draw(ReadOnlySpan<double> row, int group, RandomStream random)
    {
        var (best, value) = (random.Normal(), 0);
        for (int j = 1; j < values; j++)
        {
            double latent = Mean(j - 1, row, group) + random.Normal();
            if (latent > best) (best, value) = (latent, j);
        }
        return value;
    }

    protected override void Begin(ValueRows rows, RandomStream random) =>
        _latents = [.. Enumerable.Range(0, values).Select(value => rows.Classes.Select(one => one == value ? 0.5 : -0.5).ToArray())];

    protected override double[] Latent(int at) => _latents[at + 1];

    protected override void DrawLatents(ValueRows rows, RandomStream random)
    {
        for (int i = 0; i < rows.Classes.Length; i++)
        {
            for (int j = 1; j < values; j++) _means[j] = Mean(j - 1, rows.Row(i), rows.GroupOf[rows.Rows[i]]);
            int first = rows.Classes[i];
            double others = double.NegativeInfinity;
            for (int j = 0; j < values; j++)
                if (j != first) others = Math.Max(others, _latents[j][i]);
            double top = _latents[first][i] = _means[first] + TruncatedNormal.Draw(others - _means[first], double.PositiveInfinity, random);
            for (int j = 0; j < values; j++)
                if (j != first) _latents[j][i] = _means[j] + TruncatedNormal.Draw(double.NegativeInfinity, top - _means[j], random);
        }
    }
}
