using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A table that has not passed the disclosure review: long form, one row per combination of the dimensions' values.</summary>
/// <param name="Id">Id of the table, used in file names.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Dimensions">The key columns; 0, 1 or 2 of them may be tabulated with totals.</param>
/// <param name="Measures">The value columns.</param>
/// <param name="Rows">Rows; a total over a dimension has <see cref="TableRow.Total"/> as that dimension's key.</param>
/// <param name="Subject">Who could be identified: decides which checks apply.</param>
/// <param name="Note">Note under the table: denominators, formula variant, cautions.</param>
/// <param name="Provenance">Where the numbers come from.</param>
public sealed record CandidateTable(
    string Id, Label Title, ImmutableArray<Dimension> Dimensions, ImmutableArray<TableMeasure> Measures, ImmutableArray<TableRow> Rows,
    Subject Subject, Label Note, Provenance Provenance)
{
    /// <summary>True when another released table shows the totals too: the review then counts every total of enough people as known, so that withholding it here would protect nobody. A line whose rows are all withheld cannot be protected further: do not show such a total elsewhere.</summary>
    public bool TotalsKnown { get; init; }
}

/// <summary>A key column of a table.</summary>
/// <param name="Id">Name in machine-readable outputs.</param>
/// <param name="Label">Header for people.</param>
public sealed record Dimension(string Id, Label Label);

/// <summary>A value column of a table.</summary>
/// <param name="Id">Name in machine-readable outputs.</param>
/// <param name="Label">Header for people.</param>
/// <param name="Kind">What the values are; decides rounding and printing.</param>
/// <param name="Decimals">Decimals printed.</param>
public sealed record TableMeasure(string Id, Label Label, MeasureKind Kind, int Decimals);

/// <summary>What the values of a column are.</summary>
public enum MeasureKind
{
    /// <summary>A number of people, rounded by the review where the policy says so.</summary>
    People,

    /// <summary>A number of things that are not people: entries, projects, communities.</summary>
    Count,

    /// <summary>An exact amount of money.</summary>
    Amount,

    /// <summary>A share in 0..1, printed in percent.</summary>
    Share,

    /// <summary>A real number: a mean, a coefficient, a statistic.</summary>
    Number,

    /// <summary>A p value in 0..1.</summary>
    PValue,

    /// <summary>A text: a verdict, a reason.</summary>
    Text,
}

/// <summary>Who could be identified by a table.</summary>
public enum Subject
{
    /// <summary>Public money and communities' acts: no person; released as it is.</summary>
    PublicMoney,

    /// <summary>Respondents of a survey or residents counted in a rate.</summary>
    Respondents,

    /// <summary>People interviewed.</summary>
    Interviewees,
}

/// <summary>One row of a table in long form.</summary>
/// <param name="Key">Value of each dimension; <see cref="Total"/> for a total.</param>
/// <param name="Labels">Label of each key, in the order of <paramref name="Key"/>.</param>
/// <param name="Base">Number of people the row rests on; 0 where the row rests on nobody.</param>
/// <param name="Values">Value of each measure.</param>
public sealed record TableRow(ImmutableArray<string> Key, ImmutableArray<Label> Labels, long Base, ImmutableArray<Value> Values)
{
    /// <summary>Key of a total over a dimension.</summary>
    public const string Total = "*";
}
