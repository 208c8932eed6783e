using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>What every estimated model offers, whatever its method: enough to print it, write it as JSON and put it into a report.</summary>
public interface IModelFit : IResult
{
    /// <summary>The method's name as options and study files give it, such as <c>ols</c>.</summary>
    string Method { get; }

    /// <summary>The formula or model as given.</summary>
    string Formula { get; }

    /// <summary>Name of the covariance of the estimates or of the way their uncertainty was found, such as <c>CR2</c>.</summary>
    string Uncertainty { get; }

    /// <summary>Level of the confidence intervals, in 0..1.</summary>
    double Level { get; }

    /// <summary>Complete rows, N.</summary>
    long Rows { get; }

    /// <summary>Rows left out because a value is missing.</summary>
    long RowsIncomplete { get; }

    /// <summary>Communities or other clusters, G; 0 when none were named.</summary>
    int Communities { get; }

    /// <summary>What a reader should know before trusting the numbers; empty for nothing.</summary>
    ImmutableArray<Label> Cautions { get; }

    /// <summary>The terms that set a part of the people apart: their coefficients, and what further tables say of them, rest on that part.</summary>
    TermPeople PeopleOfTerms => TermPeople.All;

    /// <summary>Number of people that a row of <see cref="IResult.Tidy"/> rests on, for the disclosure review: all of the fit, unless the row is about a part of them (a domain, a category, a dummy). Where only weights are known, the smallest number that they allow.</summary>
    /// <param name="row">Index of the row, counted from 0.</param>
    long PeopleBehind(int row) => PeopleOfTerms.Behind(Tidy()[row].Term, Rows);

    /// <summary>The same fit with another provenance: sources and options that only the reader of the rows knows.</summary>
    IModelFit With(Provenance provenance);

    /// <summary>Further tables of the fit, such as <c>random</c>, <c>indirect</c>, <c>design</c>; empty for none.</summary>
    ImmutableArray<FitPart> Parts { get; }
}

/// <summary>A further table of a fit: written as JSON under its name, one object a row.</summary>
/// <param name="Name">Name in snake case, such as <c>random</c>.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Columns">The columns; the leading ones that hold texts name the row.</param>
/// <param name="Rows">One value a column in each row.</param>
public sealed record FitPart(string Name, Label Title, ImmutableArray<PartColumn> Columns, ImmutableArray<ImmutableArray<PartValue>> Rows)
{
    /// <summary>Number of people that each row rests on, for the disclosure review; empty: those that a column of <see cref="MeasureKind.People"/> counts, or all of the fit.</summary>
    public ImmutableArray<long> People { get; init; } = [];

    /// <summary>True for the diary of a search: written as JSON and on the screen, for who checks the numbers, and left out of reports.</summary>
    public bool IsDiary { get; init; }
}

/// <summary>A column of a <see cref="FitPart"/>.</summary>
/// <param name="Name">Name in snake case.</param>
/// <param name="Label">Header for people.</param>
/// <param name="Kind">What the values are; a name of a row is <see cref="MeasureKind.Text"/>.</param>
/// <param name="Decimals">Decimals in tables for people.</param>
public sealed record PartColumn(string Name, Label Label, MeasureKind Kind = MeasureKind.Number, int Decimals = 3);

/// <summary>A value of a <see cref="FitPart"/>: a number, a text, or nothing where it does not apply.</summary>
/// <param name="Number">The number; null for a text or nothing.</param>
/// <param name="Text">The text; null for a number or nothing.</param>
public readonly record struct PartValue(double? Number, string? Text)
{
    /// <summary>A number; nothing when it is not finite.</summary>
    public static implicit operator PartValue(double? number) => new(number is { } value && double.IsFinite(value) ? value : null, null);

    /// <summary>A number; nothing when it is not finite.</summary>
    public static implicit operator PartValue(double number) => (double?)number;

    /// <summary>A text.</summary>
    public static implicit operator PartValue(string? text) => new(null, text);

    /// <summary>True for a count among real numbers: printed without decimals whatever its column.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>A whole number in a column of real ones, such as degrees of freedom among measures of fit.</summary>
    public static PartValue Whole(double? number) => new(number, null) { IsWhole = true };
}
