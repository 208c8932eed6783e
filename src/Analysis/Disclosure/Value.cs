namespace CoProduction.Analysis;

/// <summary>One value of a table: a number, an exact amount, a text, or a stated absence.</summary>
public readonly record struct Value
{
    private Value(ValueState state, double number, decimal amount, Label? text) => (State, Number, Amount, Text) = (state, number, amount, text);

    /// <summary>Which of the members holds.</summary>
    public ValueState State { get; }

    /// <summary>The number, when <see cref="State"/> is <see cref="ValueState.Number"/>.</summary>
    public double Number { get; }

    /// <summary>The exact amount, when <see cref="State"/> is <see cref="ValueState.Amount"/>.</summary>
    public decimal Amount { get; }

    /// <summary>The text, when <see cref="State"/> is <see cref="ValueState.Text"/>.</summary>
    public Label? Text { get; }

    /// <summary>A real number, count or share; a number that is not finite becomes <see cref="Absent"/>.</summary>
    public static Value Of(double? number) => number is { } value && double.IsFinite(value) ? new(ValueState.Number, value, 0, null) : Absent;

    /// <summary>An exact amount, count or share.</summary>
    public static Value Exact(decimal amount) => new(ValueState.Amount, (double)amount, amount, null);

    /// <summary>A text.</summary>
    public static Value Of(Label text) => new(ValueState.Text, 0, 0, text);

    /// <summary>No value: it does not apply or cannot be computed.</summary>
    public static Value Absent => default;

    /// <summary>A value withheld by the disclosure review.</summary>
    internal static Value Suppressed => new(ValueState.Suppressed, 0, 0, null);
}

/// <summary>State of a value.</summary>
public enum ValueState
{
    /// <summary>It does not apply or cannot be computed.</summary>
    Absent,

    /// <summary>A real number.</summary>
    Number,

    /// <summary>An exact decimal.</summary>
    Amount,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Withheld by the disclosure review.</summary>
    Suppressed,
}
