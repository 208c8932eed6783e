using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A call whose arguments have been read.</summary>
/// <param name="Printed">The call as R would print it: the name of its term.</param>
/// <param name="At">Position in the formula, counted from 0.</param>
internal abstract record FunctionExpression(string Printed, int At) : Expression(At);

/// <summary>A function of one number, such as <c>log(x)</c>.</summary>
internal sealed record MappedExpression(string Printed, Func<double, double> Of, Expression Inner, int At) : FunctionExpression(Printed, At);

/// <summary>A category: its column, what is done to the order of its levels, and how they are contrasted.</summary>
/// <param name="Printed">The call as R would print it.</param>
/// <param name="Column">The column.</param>
/// <param name="Orders">Changes to the order of the levels, applied in turn to the levels found.</param>
/// <param name="Contrasts">How the levels are contrasted.</param>
/// <param name="At">Position in the formula, counted from 0.</param>
internal sealed record CategoryExpression(string Printed, NameExpression Column, ImmutableArray<LevelOrder> Orders, ContrastChoice Contrasts, int At) : FunctionExpression(Printed, At);

/// <summary>What a function of the mean of a variable makes of it.</summary>
internal enum MomentUse
{
    /// <summary>x less its mean, over its standard deviation.</summary>
    Scale,

    /// <summary>x less its mean.</summary>
    Center,

    /// <summary>The mean.</summary>
    Mean,
}

/// <summary><c>scale(x)</c>, <c>center(x)</c>, <c>center(x, by g)</c>, <c>mean(x)</c>, <c>mean(x, by g)</c> before their constants are known.</summary>
/// <param name="Printed">The call as R would print it.</param>
/// <param name="Use">What is made of x.</param>
/// <param name="Inner">x.</param>
/// <param name="By">Field of the groups; null for all rows together.</param>
/// <param name="Centred">False for <c>scale(x, center = FALSE)</c>.</param>
/// <param name="Scaled">False for <c>scale(x, scale = FALSE)</c>.</param>
/// <param name="At">Position in the formula, counted from 0.</param>
internal sealed record MomentExpression(string Printed, MomentUse Use, Expression Inner, NameExpression? By, bool Centred, bool Scaled, int At) : FunctionExpression(Printed, At);

/// <summary><c>poly(x, degree)</c>: several columns.</summary>
/// <param name="Printed">The call as R would print it.</param>
/// <param name="Inner">x.</param>
/// <param name="Degree">Number of columns.</param>
/// <param name="Raw">True for the plain powers, which need no constants.</param>
/// <param name="Span">Least and greatest value of x; null before they are known.</param>
/// <param name="At">Position in the formula, counted from 0.</param>
internal sealed record PolynomialExpression(string Printed, Expression Inner, int Degree, bool Raw, (double Low, double High)? Span, int At) : FunctionExpression(Printed, At);

/// <summary>(x - centre) / divisor, the constants known.</summary>
internal sealed record ShiftedExpression(string Printed, Expression Inner, MeanAbout Centre, double Divisor, int At) : FunctionExpression(Printed, At);

/// <summary>A value that is the same in every row.</summary>
internal sealed record FixedExpression(string Printed, double Value, int At) : FunctionExpression(Printed, At);

/// <summary>The mean of the row's group.</summary>
internal sealed record GroupMeanExpression(string Printed, GroupMeans Means, int At) : FunctionExpression(Printed, At);

/// <summary>x less the mean of the row's group.</summary>
internal sealed record GroupCentredExpression(string Printed, Expression Inner, GroupMeans Means, int At) : FunctionExpression(Printed, At);

/// <summary>The orthogonal polynomials of x, their basis known.</summary>
internal sealed record OrthogonalExpression(string Printed, Expression Inner, PolynomialBasis Basis, int At) : FunctionExpression(Printed, At);
