namespace CoProduction.Analysis;

/// <summary>Evaluates an arithmetic expression over a run of rows, column by column.</summary>
internal static class Evaluation
{
    /// <summary>The names an expression reads, with repetitions, in order.</summary>
    internal static IEnumerable<NameExpression> Names(Expression expression) => expression switch
    {
        NameExpression name => [name],
        NegativeExpression negative => Names(negative.Inner),
        GroupExpression group => Names(group.Inner),
        CallExpression call => call.Arguments.SelectMany(Names),
        BinaryExpression binary => Names(binary.Left).Concat(Names(binary.Right)),
        _ => [],
    };

    /// <summary>Writes the values of the rows from <paramref name="start"/> on into <paramref name="into"/>.</summary>
    internal static void Evaluate(Expression expression, Frame block, int start, Span<double> into)
    {
        switch (expression)
        {
            case NumberExpression number: into.Fill(number.Value); break;
            case NameExpression name: Read(block[name.Name], start, into); break;
            case GroupExpression group: Evaluate(group.Inner, block, start, into); break;
            case NegativeExpression negative: Map(negative.Inner, block, start, into, x => -x); break;
            case CallExpression call: Map(call.Arguments[0], block, start, into, Functions.Of(call.Function)); break;
            case BinaryExpression binary: Combine(binary, block, start, into); break;
        }
    }

    private static void Map(Expression inner, Frame block, int start, Span<double> into, Func<double, double> function)
    {
        Evaluate(inner, block, start, into);
        for (int i = 0; i < into.Length; i++) into[i] = function(into[i]);
    }

    private static void Combine(BinaryExpression binary, Frame block, int start, Span<double> into)
    {
        Span<double> right = new double[into.Length];
        Evaluate(binary.Left, block, start, into);
        Evaluate(binary.Right, block, start, right);
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
