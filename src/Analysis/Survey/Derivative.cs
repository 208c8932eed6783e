namespace CoProduction.Analysis;

/// <summary>Derivatives of the expressions of a formula.</summary>
internal static class Derivative
{
    /// <summary>The derivative by a variable; null where it is 0. The means that center() takes are held fixed.</summary>
    /// <param name="expression">An arithmetic expression, its constants known.</param>
    /// <param name="name">The variable.</param>
    /// <exception cref="NotSupportedException">A function has no derivative here.</exception>
    internal static Expression? Of(Expression expression, string name) => expression switch
    {
        NumberExpression or FixedExpression or GroupMeanExpression => null,
        NameExpression variable => variable.Name == name ? Number(1) : null,
        GroupExpression group => Of(group.Inner, name),
        GroupCentredExpression centred => Of(centred.Inner, name),
        ShiftedExpression shifted => Of(shifted.Inner, name) is { } inner ? Binary("/", inner, Number(shifted.Divisor)) : null,
        NegativeExpression negative => Of(negative.Inner, name) is { } inner ? new NegativeExpression(inner, 0) : null,
        BinaryExpression binary => OfBinary(binary, Of(binary.Left, name), Of(binary.Right, name)),
        MappedExpression mapped => Of(mapped.Inner, name) is { } inner ? Times(Outer(mapped), inner) : null,
        _ => throw new NotSupportedException(expression.GetType().Name),
    };

    private static Expression? OfBinary(BinaryExpression binary, Expression? left, Expression? right) => binary.Operator switch
    {
        "+" => Sum(left, right),
        "-" => Sum(left, right is null ? null : new NegativeExpression(right, 0)),
        "*" => Sum(left is null ? null : Times(left, binary.Right), right is null ? null : Times(binary.Left, right)),
        "/" => Sum(left is null ? null : Binary("/", left, binary.Right), right is null ? null : new NegativeExpression(Binary("/", Times(binary.Left, right), Times(binary.Right, binary.Right)), 0)),
        "^" => Sum(left is null ? null : Times(Times(binary.Right, Binary("^", binary.Left, Binary("-", binary.Right, Number(1)))), left), right is null ? null : Times(Times(binary, Call("log", binary.Left)), right)),
        _ => throw new NotSupportedException(binary.Operator),
    };

    private static Expression Outer(MappedExpression call) => call.Printed[..call.Printed.IndexOf('(', StringComparison.Ordinal)] switch
    {
        "I" => Number(1),
        "log" => Binary("/", Number(1), call.Inner),
        "log2" => Binary("/", Number(1 / Math.Log(2)), call.Inner),
        "log10" => Binary("/", Number(1 / Math.Log(10)), call.Inner),
        "log1p" => Binary("/", Number(1), Binary("+", Number(1), call.Inner)),
        "exp" => call,
        "sqrt" => Binary("/", Number(0.5), call),
        "abs" => Binary("/", call.Inner, call),
        var other => throw new NotSupportedException(other),
    };

    private static Expression? Sum(Expression? left, Expression? right) => left is null ? right : right is null ? left : Binary("+", left, right);

    private static BinaryExpression Times(Expression left, Expression right) => Binary("*", left, right);

    private static BinaryExpression Binary(string symbol, Expression left, Expression right) => new(symbol, left, right, 0);

    private static MappedExpression Call(string function, Expression argument) => new("", Functions.Map(function)!, argument, 0);

    private static NumberExpression Number(double value) => new(value, 0);
}
