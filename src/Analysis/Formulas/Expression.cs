using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A parsed piece of an R formula, with the place where it begins.</summary>
/// <param name="At">Position in the formula, counted from 0.</param>
internal abstract record Expression(int At);

internal sealed record NumberExpression(double Value, int At) : Expression(At);

internal sealed record NameExpression(string Name, int At) : Expression(At);

internal sealed record NegativeExpression(Expression Inner, int At) : Expression(At);

internal sealed record GroupExpression(Expression Inner, int At) : Expression(At);

internal sealed record BinaryExpression(string Operator, Expression Left, Expression Right, int At) : Expression(At);

/// <summary>A random part: terms that vary between groups.</summary>
internal sealed record BarExpression(Expression Terms, ImmutableArray<NameExpression> Groups, bool Correlated, int At) : Expression(At);

internal sealed record CallExpression(string Function, ImmutableArray<Expression> Arguments, int At) : Expression(At);
