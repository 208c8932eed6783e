using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction;

/// <summary>A named, typed column of a <see cref="Frame"/>. Absent values carry a <see cref="MissingReason"/>.</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Reasons">Reason per row; empty when every value is present.</param>
public abstract record Column(string Name, ImmutableArray<MissingReason> Reasons)
{
    /// <summary>Number of rows, n.</summary>
    public abstract int Count { get; }

    /// <summary>Why the value of a row is absent; <see cref="MissingReason.Present"/> when it is there.</summary>
    public MissingReason Reason(int row) => Reasons.IsDefaultOrEmpty ? MissingReason.Present : Reasons[row];

    /// <summary>True when the value of a row is absent.</summary>
    public bool IsMissing(int row) => Reason(row) != MissingReason.Present;

    /// <summary>A value as keys and filters write it: the code of a category, an invariant number, an ISO day; the empty string where it is absent.</summary>
    public string Text(int row) => IsMissing(row) ? "" : PresentText(row);

    /// <summary>The column of some of its rows, in the order asked for; a row may be named twice.</summary>
    /// <param name="rows">Rows from 0 to n - 1.</param>
    public abstract Column Picked(int[] rows);

    /// <summary>The text of a value that is there.</summary>
    protected abstract string PresentText(int row);

    /// <summary>Values of some rows.</summary>
    protected static ImmutableArray<T> Of<T>(ImmutableArray<T> values, int[] rows) => values.IsDefaultOrEmpty ? [] : [.. rows.Select(row => values[row])];
}

/// <summary>Real numbers; n values. The value of a missing row is 0 and must not be read.</summary>
public sealed record NumberColumn(string Name, ImmutableArray<double> Values, ImmutableArray<MissingReason> Reasons) : Column(Name, Reasons)
{
    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <inheritdoc/>
    public override Column Picked(int[] rows) => this with { Values = Of(Values, rows), Reasons = Of(Reasons, rows) };

    /// <inheritdoc/>
    protected override string PresentText(int row) => Values[row].ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>Whole numbers, Likert answers and flags (0/1) among them; n values.</summary>
public sealed record IntegerColumn(string Name, ImmutableArray<long> Values, ImmutableArray<MissingReason> Reasons) : Column(Name, Reasons)
{
    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <inheritdoc/>
    public override Column Picked(int[] rows) => this with { Values = Of(Values, rows), Reasons = Of(Reasons, rows) };

    /// <inheritdoc/>
    protected override string PresentText(int row) => Values[row].ToString(CultureInfo.InvariantCulture);
}

/// <summary>Exact money in the study's currency; n values. The phase stands in a column of its own.</summary>
public sealed record MoneyColumn(string Name, ImmutableArray<decimal> Values, ImmutableArray<MissingReason> Reasons) : Column(Name, Reasons)
{
    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <inheritdoc/>
    public override Column Picked(int[] rows) => this with { Values = Of(Values, rows), Reasons = Of(Reasons, rows) };

    /// <inheritdoc/>
    protected override string PresentText(int row) => Values[row].ToString(CultureInfo.InvariantCulture);
}

/// <summary>Categories: n codes, each an index into <see cref="Levels"/>; -1 where missing.</summary>
public sealed record CategoryColumn(string Name, ImmutableArray<int> Codes, ImmutableArray<string> Levels, ImmutableArray<MissingReason> Reasons)
    : Column(Name, Reasons)
{
    /// <inheritdoc/>
    public override int Count => Codes.Length;

    /// <inheritdoc/>
    public override Column Picked(int[] rows) => this with { Codes = Of(Codes, rows), Reasons = Of(Reasons, rows) };

    /// <inheritdoc/>
    protected override string PresentText(int row) => Codes[row] < 0 ? "" : Levels[Codes[row]];
}

/// <summary>Free text and keys; n values, the empty string where missing.</summary>
public sealed record TextColumn(string Name, ImmutableArray<string> Values, ImmutableArray<MissingReason> Reasons) : Column(Name, Reasons)
{
    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <inheritdoc/>
    public override Column Picked(int[] rows) => this with { Values = Of(Values, rows), Reasons = Of(Reasons, rows) };

    /// <inheritdoc/>
    protected override string PresentText(int row) => Values[row];
}

/// <summary>Calendar days; n values.</summary>
public sealed record DateColumn(string Name, ImmutableArray<DateOnly> Values, ImmutableArray<MissingReason> Reasons) : Column(Name, Reasons)
{
    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <inheritdoc/>
    public override Column Picked(int[] rows) => this with { Values = Of(Values, rows), Reasons = Of(Reasons, rows) };

    /// <inheritdoc/>
    protected override string PresentText(int row) => Values[row].ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
