namespace CoProduction.Analysis;

/// <summary>Evaluates expressions over a run of rows, column by column.</summary>
internal sealed class Evaluation
{
    private readonly Dictionary<GroupMeans, GroupMeanReader> _means = new(ReferenceEqualityComparer.Instance);
    private Frame _block = new([]);

    /// <param name="expressions">What will be evaluated.</param>
    /// <param name="capacity">Longest run of rows.</param>
    internal Evaluation(IEnumerable<Expression> expressions, int capacity)
    {
        foreach (var means in expressions.SelectMany(ExpressionTree.All).Select(MeansOf).OfType<GroupMeans>()) _means.TryAdd(means, new GroupMeanReader(means, capacity));
    }

    internal void Begin(Frame block)
    {
        _block = block;
        foreach (var reader in _means.Values) reader.Begin(block);
    }

    /// <summary>Writes the values of the rows from <paramref name="start"/> on into <paramref name="into"/>; those of missing rows mean nothing.</summary>
    internal void Evaluate(Expression expression, int start, ReadOnlySpan<bool> missing, Span<double> into)
    {
        switch (expression)
        {
            case NumberExpression number: into.Fill(number.Value); break;
            case FixedExpression same: into.Fill(same.Value); break;
            case NameExpression name: Read(_block[name.Name], start, into); break;
            case GroupExpression group: Evaluate(group.Inner, start, missing, into); break;
            case NegativeExpression negative: Map(negative.Inner, start, missing, into, x => -x); break;
            case MappedExpression mapped: Map(mapped.Inner, start, missing, into, mapped.Of); break;
            case ShiftedExpression shifted: Map(shifted.Inner, start, missing, into, x => shifted.Centre.Less(x) / shifted.Divisor); break;
            case GroupMeanExpression mean: _means[mean.Means].Read(start, missing, into); break;
            case GroupCentredExpression centred: Centre(centred, start, missing, into); break;
            case BinaryExpression binary: Combine(binary, start, missing, into); break;
            default: throw new ArgumentOutOfRangeException(nameof(expression), expression.GetType().Name, null);
        }
    }

    /// <summary>Writes the columns of a polynomial, each at a multiple of <paramref name="stride"/>.</summary>
    internal void EvaluateColumns(Expression expression, int start, ReadOnlySpan<bool> missing, Span<double> into, int stride)
    {
        Span<double> x = into[..missing.Length];
        switch (expression)
        {
            case PolynomialExpression { Raw: true } raw:
                Evaluate(raw.Inner, start, missing, x);
                Powers(x, into, raw.Degree, stride);
                break;
            case OrthogonalExpression orthogonal:
                Evaluate(orthogonal.Inner, start, missing, x);
                Orthogonal(orthogonal.Basis, x, into, stride);
                break;
            default: Evaluate(expression, start, missing, x); break;
        }
    }

    private static GroupMeans? MeansOf(Expression expression) => expression switch
    {
        GroupMeanExpression mean => mean.Means,
        GroupCentredExpression centred => centred.Means,
        _ => null,
    };

    private static void Powers(ReadOnlySpan<double> x, Span<double> into, int degree, int stride)
    {
        for (int power = 1; power < degree; power++)
            for (int r = 0; r < x.Length; r++) into[power * stride + r] = into[(power - 1) * stride + r] * x[r];
    }

    private static void Orthogonal(PolynomialBasis basis, ReadOnlySpan<double> x, Span<double> into, int stride)
    {
        Span<double> z = stackalloc double[basis.Degree + 1];
        for (int r = 0; r < x.Length; r++)
        {
            basis.Evaluate(x[r], z);
            for (int degree = 0; degree < basis.Degree; degree++) into[degree * stride + r] = z[degree + 1];
        }
    }

    private void Map(Expression inner, int start, ReadOnlySpan<bool> missing, Span<double> into, Func<double, double> function)
    {
        Evaluate(inner, start, missing, into);
        for (int i = 0; i < into.Length; i++) into[i] = function(into[i]);
    }

    private void Centre(GroupCentredExpression centred, int start, ReadOnlySpan<bool> missing, Span<double> into)
    {
        Evaluate(centred.Inner, start, missing, into);
        _means[centred.Means].Subtract(start, missing, into);
    }

    private void Combine(BinaryExpression binary, int start, ReadOnlySpan<bool> missing, Span<double> into)
    {
        Span<double> right = new double[into.Length];
        Evaluate(binary.Left, start, missing, into);
        Evaluate(binary.Right, start, missing, right);
        var operation = Operation(binary.Operator);
        for (int i = 0; i < into.Length; i++) into[i] = operation(into[i], right[i]);
    }

    private static Func<double, double, double> Operation(string symbol) => symbol switch
    {
        "+" => (a, b) => a + b,
        "-" => (a, b) => a - b,
        "*" => (a, b) => a * b,
        "/" => (a, b) => a / b,
        _ => (a, b) => b == 2 ? a * a : Math.Pow(a, b),
    };

    private static void Read(Column column, int start, Span<double> into)
    {
        switch (column)
        {
            case NumberColumn number: number.Values.AsSpan().Slice(start, into.Length).CopyTo(into); break;
            case IntegerColumn integer: Convert(integer.Values.AsSpan().Slice(start, into.Length), into); break;
            case MoneyColumn money: Convert(money.Values.AsSpan().Slice(start, into.Length), into); break;
            default: throw new StudyException(LinearFaults.NotNumeric(column));
        }
    }

    private static void Convert(ReadOnlySpan<long> from, Span<double> into)
    {
        for (int i = 0; i < into.Length; i++) into[i] = from[i];
    }

    private static void Convert(ReadOnlySpan<decimal> from, Span<double> into)
    {
        for (int i = 0; i < into.Length; i++) into[i] = (double)from[i];
    }
}
