using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A parsed piece of an R formula, with the place where it begins.</summary>
/// <param name="At">Position in the formula, counted from 0.</param>
internal abstract record Expression(int At);

internal sealed record NumberExpression(double Value, int At) : Expression(At);

internal sealed record NameExpression(string Name, int At) : Expression(At);

/// <summary>A text in quotes: the name of a level or of contrasts.</summary>
internal sealed record TextExpression(string Text, int At) : Expression(At);

internal sealed record NegativeExpression(Expression Inner, int At) : Expression(At);

internal sealed record GroupExpression(Expression Inner, int At) : Expression(At);

internal sealed record BinaryExpression(string Operator, Expression Left, Expression Right, int At) : Expression(At);

/// <summary>A random part: terms that vary between groups.</summary>
internal sealed record BarExpression(Expression Terms, ImmutableArray<NameExpression> Groups, bool Correlated, int At) : Expression(At);

/// <summary>A call as written; <see cref="FunctionReader"/> makes a <see cref="FunctionExpression"/> of it.</summary>
internal sealed record CallExpression(string Function, ImmutableArray<CallArgument> Arguments, int At) : Expression(At);

/// <summary>An argument of a call.</summary>
/// <param name="Name">Name before the equals sign; empty for none.</param>
/// <param name="Value">The value as written.</param>
/// <param name="At">Position in the formula, counted from 0.</param>
internal sealed record CallArgument(string Name, Expression Value, int At);
