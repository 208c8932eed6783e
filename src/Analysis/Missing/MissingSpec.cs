using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Which variables are looked at for missing values.</summary>
/// <param name="Text">The list as given, such as <c>trust + sat1 + sat2</c>.</param>
/// <param name="Variables">The p variables, in order.</param>
public sealed record MissingSpec(string Text, ImmutableArray<string> Variables)
{
    /// <summary>Patterns of missing values that the map shows; the rarer ones are counted together.</summary>
    public const int DefaultShown = 20;

    /// <summary>Patterns that the map shows, at least 1.</summary>
    public int Shown { get; init; } = DefaultShown;

    /// <summary>Reads a list: <c>a + b + c</c>, <c>~ a + b</c>, or a model's formula <c>y ~ a + b</c>, whose variables are meant; <c>.</c> for all.</summary>
    /// <param name="text">The list.</param>
    /// <param name="names">All names, for <c>.</c>.</param>
    /// <exception cref="StudyException">The text is none of these.</exception>
    public static MissingSpec Parse(string text, ImmutableArray<string> names)
    {
        text = text.TrimStart();
        string trimmed = text.TrimEnd();
        if (trimmed == ".") return new(text, names);
        int tilde = trimmed.IndexOf('~', StringComparison.Ordinal);
        var formula = Formula.Parse(tilde > 0 ? trimmed : $"1 ~ {trimmed.TrimStart('~')}");
        ImmutableArray<string> variables = [.. formula.Variables.Concat(formula.Keys).Concat(formula.Groups).Distinct(StringComparer.Ordinal)];
        return variables.IsEmpty ? throw new StudyException(MissingFaults.NoVariables(text)) : new(text, variables);
    }

    internal void Check()
    {
        if (Shown < 1) throw new StudyException(MissingFaults.FewShown(Shown));
    }
}
