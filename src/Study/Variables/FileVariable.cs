using System.Collections.Immutable;

namespace CoProduction;

/// <summary>A column of a data file as the file itself describes it: its label, the labels of its values, and what its codes of absent answers mean.</summary>
/// <param name="Name">Name of the variable, the header of its column.</param>
/// <param name="Label">Label in the file's language; empty for none.</param>
/// <param name="Kind">What its values are.</param>
public sealed record FileVariable(string Name, string Label = "", VariableKind Kind = VariableKind.Number)
{
    /// <summary>Labels of values, in the file's order; empty for none.</summary>
    public ImmutableArray<ValueLabel> ValueLabels { get; init; } = [];

    /// <summary>Values that stand for an absent answer; empty for none.</summary>
    public ImmutableArray<MissingValues> Missing { get; init; } = [];

    /// <summary>Level of measurement.</summary>
    public MeasurementLevel Level { get; init; }

    /// <summary>Display format in the file's own words, such as <c>F8.2</c> or <c>%td</c>; empty for none.</summary>
    public string Format { get; init; } = "";
}

/// <summary>What the values of a variable are.</summary>
public enum VariableKind
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Texts.</summary>
    Text,

    /// <summary>Days, as texts <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>Days with a time, as texts <c>yyyy-MM-dd HH:mm:ss</c>, with a fraction of the second where there is one.</summary>
    DateTime,

    /// <summary>Times of a day or durations, as texts <c>HH:mm:ss</c>; hours may pass 24.</summary>
    Time,
}

/// <summary>Level of measurement, as statistics programs declare it.</summary>
public enum MeasurementLevel
{
    /// <summary>Not declared.</summary>
    Unknown,

    /// <summary>Classes without order.</summary>
    Nominal,

    /// <summary>Classes in order.</summary>
    Ordinal,

    /// <summary>Amounts.</summary>
    Scale,
}

/// <summary>The label of one value.</summary>
/// <param name="Value">The value as its cell is written.</param>
/// <param name="Label">Its label in the file's language.</param>
public sealed record ValueLabel(string Value, string Label);

/// <summary>A value, or a range of numbers, that stands for an absent answer.</summary>
/// <param name="Low">The value as its cell is written, or the lowest of the range; empty for a range without lower end.</param>
/// <param name="High">The highest of the range, included; empty for a range without upper end; null for a single value.</param>
/// <param name="Reason">Why the answer is absent; <see cref="MissingReason.Blank"/> where the file does not say.</param>
/// <param name="Label">Label of the value or range in the file; empty for none.</param>
public sealed record MissingValues(string Low, string? High, MissingReason Reason, string Label = "");
