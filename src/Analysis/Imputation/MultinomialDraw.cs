namespace CoProduction.Analysis;

/// <summary>
/// The multinomial logit model of a variable of k values without order, log P(y = j) / P(y = 0) = x'β(j), and draws of all β from the normal about the estimate; with rows of little weight added as for <see cref="OrderedDraw"/>
/// (White, Daniel and Royston 2010). mice's polyreg fits the same rows and does not draw β.
/// </summary>
internal sealed class MultinomialDraw : ValueModel
{
    private const int MostSteps = 100, MostHalvings = 40;

    private const double Standstill = 1e-8;

    private readonly MultinomialSums _sums;
    private readonly int _values, _stride;
    private readonly double[] _chances;
    private double[] _beta, _drawn = [];

    /// <param name="values">Number of values, k.</param>
    /// <param name="columns">Columns of the table.</param>
    /// <param name="stride">Length of its rows.</param>
    internal MultinomialDraw(int values, int columns, int stride)
    {
        (_values, _stride, _sums, _chances) = (values, stride, new MultinomialSums(values, columns, stride), new double[values]);
        _beta = new double[(values - 1) * stride];
    }

    /// <summary>Estimates, (k - 1) × the length of a row: the column of ones first.</summary>
    internal ReadOnlySpan<double> Beta => _beta;

    internal override bool Update(ValueRows rows, RandomStream random)
    {
        if (!Fit(rows)) return false;
        _drawn = Draw([.. Enumerable.Range(0, _sums.Parameters).Select(_ => random.Normal())]);
        return true;
    }

    internal override int Draw(ReadOnlySpan<double> row, int group, RandomStream random)
    {
        MultinomialSums.Chances(row, _drawn, _chances);
        double left = random.Uniform();
        int value = 0;
        while (value < _values - 1 && (left -= _chances[value]) > 0) value++;
        return value;
    }

    /// <summary>Estimates from the last estimates on; false when that does not converge.</summary>
    internal bool Fit(ValueRows rows)
    {
        if (_beta.All(one => one == 0)) Start(rows.Classes);
        for (int at = 0; at < _beta.Length; at++)
            if (at % _stride > 0 && !rows.Kept.Contains(at % _stride)) _beta[at] = 0;
        double likelihood = _sums.Of(rows, _beta);
        for (int step = 0; step < MostSteps; step++)
        {
            double[] change = _sums.Solve();
            if (change.Max(Math.Abs) < Standstill) return true;
            if (Climb(rows, change, likelihood) is not { } higher) return change.Max(Math.Abs) < 1e-5;
            likelihood = higher;
        }
        return false;
    }

    /// <summary>A draw: estimate + L'⁻¹ z, LL' the information.</summary>
    internal double[] Draw(ReadOnlySpan<double> normals) => Moved(NormalEquations.Back(_sums.Root, normals), 1);

    private void Start(int[] classes)
    {
        for (int j = 1; j < _values; j++) _beta[(j - 1) * _stride] = Math.Log((classes.Count(value => value == j) + 0.5) / (classes.Count(value => value == 0) + 0.5));
    }

    // Halves the step until the likelihood does not fall.
    private double? Climb(ValueRows rows, double[] change, double likelihood)
    {
        double share = 1;
        for (int half = 0; half < MostHalvings; half++, share /= 2)
        {
            double[] beta = Moved(change, share);
            double reached = _sums.Of(rows, beta);
            if (!(reached >= likelihood - 1e-10 * Math.Abs(likelihood))) continue;
            _beta = beta;
            return reached;
        }
        _sums.Of(rows, _beta);
        return null;
    }

    private double[] Moved(double[] change, double share)
    {
        double[] beta = [.. _beta];
        int terms = _sums.Terms.Length;
        for (int i = 0; i < change.Length; i++) beta[i / terms * _stride + _sums.Terms[i % terms]] += share * change[i];
        return beta;
    }
}

/// <summary>Likelihood, slope and information of a multinomial logit at some parameters, in one pass.</summary>
internal sealed class MultinomialSums
{
    private readonly int _values, _columns, _stride;
    private readonly double[] _slope, _added, _chances;
    private readonly double[][] _information;

    internal MultinomialSums(int values, int columns, int stride)
    {
        (_values, _columns, _stride) = (values, columns, stride);
        (_slope, _added, _chances) = (new double[(values - 1) * stride], new double[stride], new double[values]);
        _information = [.. Enumerable.Range(0, (values - 1) * values / 2).Select(_ => new double[columns * stride])];
    }

    /// <summary>Columns that take part, the ones first.</summary>
    internal int[] Terms { get; private set; } = [];

    internal int Parameters => (_values - 1) * Terms.Length;

    /// <summary>Root of the information at the last parameters, value by value.</summary>
    internal double[] Root { get; private set; } = [];

    /// <summary>P(y = j) for all k values.</summary>
    internal static void Chances(ReadOnlySpan<double> row, ReadOnlySpan<double> beta, Span<double> chances)
    {
        double most = chances[0] = 0, sum = 0;
        for (int j = 1; j < chances.Length; j++) most = Math.Max(most, chances[j] = PaddedLanes.Dot(row, beta.Slice((j - 1) * row.Length, row.Length)));
        for (int j = 0; j < chances.Length; j++) sum += chances[j] = Math.Exp(chances[j] - most);
        for (int j = 0; j < chances.Length; j++) chances[j] /= sum;
    }

    /// <summary>The Newton step.</summary>
    internal double[] Solve()
    {
        int terms = Terms.Length, n = Parameters;
        double[] whole = new double[n * n], gradient = new double[n];
        for (int i = 0; i < n; i++)
        {
            gradient[i] = _slope[i / terms * _stride + Terms[i % terms]];
            for (int j = 0; j <= i; j++) whole[i * n + j] = whole[j * n + i] = Entry(i / terms, j / terms, Terms[i % terms], Terms[j % terms]);
        }
        Root = Cholesky.Of(whole, n);
        return Cholesky.Solve(Root, gradient);
    }

    /// <summary>Sums over the observed rows and the added ones; returns the log likelihood.</summary>
    internal double Of(ValueRows rows, double[] beta)
    {
        foreach (double[] sums in _information) Array.Clear(sums);
        Array.Clear(_slope);
        Terms = [0, .. rows.Kept];
        double likelihood = 0;
        for (int i = 0; i < rows.Rows.Length; i++) likelihood += Add(rows.Row(i), rows.Classes[i], 1, beta);
        double weight = (rows.Kept.Length + 1.0) / (2 * rows.Kept.Length * _values);
        foreach (int column in rows.Kept)
            for (int value = 0; value < _values; value++)
                foreach (double apart in (ReadOnlySpan<double>)[0.5, -0.5]) likelihood += AddApart(column, apart, value, weight, beta);
        return likelihood;
    }

    private double Entry(int a, int b, int row, int column) => _information[a * (a + 1) / 2 + b][Math.Max(row, column) * _stride + Math.Min(row, column)];

    private double AddApart(int column, double apart, int value, double weight, double[] beta)
    {
        (_added[0], _added[column]) = (1, apart);
        double likelihood = Add(_added, value, weight, beta);
        _added[column] = 0;
        return likelihood;
    }

    private double Add(ReadOnlySpan<double> x, int value, double weight, double[] beta)
    {
        Chances(x, beta, _chances);
        for (int a = 0, pair = 0; a < _values - 1; a++)
        {
            double p = _chances[a + 1];
            PaddedLanes.Add(_slope.AsSpan(a * _stride, _stride), weight * ((value == a + 1 ? 1 : 0) - p), x);
            for (int b = 0; b <= a; b++) PaddedLanes.AddSquare(_information[pair++], weight * p * ((a == b ? 1 : 0) - _chances[b + 1]), x, _columns);
        }
        return weight * Math.Log(Math.Max(1e-300, _chances[value]));
    }
}
