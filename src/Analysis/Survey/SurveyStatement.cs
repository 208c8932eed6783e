using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>
/// What is asked of a survey: an R formula <c>y ~ x1 + x2</c>; a list <c>~ y1 + kind</c>; or one of <c>mean(y)</c>, <c>total(y)</c>, <c>prop(kind)</c>, <c>ratio(y, x)</c>,
/// <c>quantile(y, 0.25, 0.5)</c>, <c>table(kind, tenure)</c>. All but formulas may end with <c>| domain</c>, or <c>| first + second</c> for their combinations.
/// </summary>
public sealed record SurveyStatement
{
    private static readonly ImmutableArray<(string Word, SurveyQuestion Question, int Fewest, int Most)> Calls =
    [
        ("mean", SurveyQuestion.Means, 1, int.MaxValue), ("total", SurveyQuestion.Totals, 1, int.MaxValue), ("prop", SurveyQuestion.Proportions, 1, 1),
        ("ratio", SurveyQuestion.Ratio, 2, 2), ("quantile", SurveyQuestion.Quantiles, 2, int.MaxValue), ("table", SurveyQuestion.Crosstab, 2, 2),
    ];

    private SurveyStatement(string text, SurveyQuestion question, ImmutableArray<string> arguments, ImmutableArray<double> probabilities, ImmutableArray<string> domains, Formula formula)
    {
        Text = text;
        Question = question;
        Arguments = arguments;
        Probabilities = probabilities;
        Domains = domains;
        Formula = formula;
    }

    /// <summary>The statement as given.</summary>
    public string Text { get; }

    /// <summary>What is asked.</summary>
    public SurveyQuestion Question { get; }

    /// <summary>What it is asked of, as written; empty for a model.</summary>
    public ImmutableArray<string> Arguments { get; }

    /// <summary>Probabilities of the quantiles, each in 0..1; empty for other questions.</summary>
    public ImmutableArray<double> Probabilities { get; }

    /// <summary>Fields whose values, or combinations of values, are the domains; empty for none.</summary>
    public ImmutableArray<string> Domains { get; }

    /// <summary>The formula whose columns answer the question: the model itself, or <c>1 ~ …</c> over the arguments.</summary>
    public Formula Formula { get; }

    /// <summary>Reads a statement.</summary>
    /// <param name="text">The statement.</param>
    /// <exception cref="StudyException">The text is none; says what was expected.</exception>
    public static SurveyStatement Parse(string text)
    {
        text = text.TrimStart();
        string trimmed = text.TrimEnd();
        if (trimmed.StartsWith('~')) return List(text, trimmed[1..]);
        int open = trimmed.IndexOf('(', StringComparison.Ordinal);
        if (open > 0 && !trimmed.Contains('~', StringComparison.Ordinal) && trimmed[..open].Trim() is var word && Calls.Any(call => call.Word == word)) return Call(text, word, trimmed[(open + 1)..]);
        return trimmed.Contains('~', StringComparison.Ordinal) ? Model(text) : throw new StudyException(SurveyFaults.NoStatement(text, Calls.Select(call => call.Word)));
    }

    private static SurveyStatement Model(string text)
    {
        var formula = Formula.Parse(text);
        if (!formula.Groups.IsEmpty) throw new StudyException(SurveyFaults.GroupsInModel(text));
        return new SurveyStatement(text, SurveyQuestion.Model, [], [], [], formula);
    }

    private static SurveyStatement List(string text, string rest)
    {
        var parts = Split(rest, '|');
        return Of(text, SurveyQuestion.Means, Split(parts[0], '+'), DomainsOf(text, parts));
    }

    private static SurveyStatement Call(string text, string word, string rest)
    {
        var (_, question, fewest, most) = Calls.First(call => call.Word == word);
        int close = Close(rest);
        if (close < 0) throw new StudyException(SurveyFaults.Unclosed(text));
        var parts = Split(rest[(close + 1)..], '|');
        if (parts[0].Length > 0) throw new StudyException(SurveyFaults.AfterCall(text, parts[0]));
        if (question == SurveyQuestion.Crosstab && parts.Length > 1) throw new StudyException(SurveyFaults.CrosstabInDomain(text));
        var arguments = Split(rest[..close], ',');
        if (arguments.Length < fewest || arguments.Length > most) throw new StudyException(SurveyFaults.ArgumentCount(text, word, fewest, most));
        return Of(text, question, arguments, DomainsOf(text, parts));
    }

    private static SurveyStatement Of(string text, SurveyQuestion question, ImmutableArray<string> arguments, ImmutableArray<string> domains)
    {
        if (arguments.Any(argument => argument.Length == 0)) throw new StudyException(SurveyFaults.EmptyArgument(text));
        ImmutableArray<double> probabilities = question == SurveyQuestion.Quantiles ? [.. arguments.Skip(1).Select(argument => Probability(text, argument))] : [];
        if (question == SurveyQuestion.Quantiles) arguments = arguments[..1];
        var formula = Formula.Parse(Columns(question, arguments));
        bool single = question is SurveyQuestion.Means or SurveyQuestion.Totals or SurveyQuestion.Ratio;
        if (single && (formula.AtomsOfTerms.Any(term => term.Length != 1) || formula.Atoms.Length != arguments.Distinct().Count() || !formula.Intercept)) throw new StudyException(SurveyFaults.NotOneColumn(text));
        return new SurveyStatement(text, question, arguments, probabilities, domains, formula);
    }

    private static string Columns(SurveyQuestion question, ImmutableArray<string> arguments) => question switch
    {
        SurveyQuestion.Quantiles => $"{arguments[0]} ~ 1",
        SurveyQuestion.Proportions => $"1 ~ factor({arguments[0]})",
        SurveyQuestion.Crosstab => $"1 ~ 0 + factor({arguments[0]}):factor({arguments[1]})",
        _ => $"1 ~ {string.Join(" + ", arguments)}",
    };

    private static double Probability(string text, string argument) =>
        double.TryParse(argument, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1
            ? value : throw new StudyException(SurveyFaults.BadProbability(text, argument));

    private static ImmutableArray<string> DomainsOf(string text, ImmutableArray<string> parts)
    {
        if (parts.Length == 1) return [];
        ImmutableArray<string> names = [.. Split(parts[1], '+').Select(name => name.Trim('`'))];
        return parts.Length == 2 && names.All(name => name.Length > 0) ? names : throw new StudyException(SurveyFaults.BadDomain(text));
    }

    private static int Close(string text)
    {
        for (int at = 0, depth = 1; at < text.Length; at++)
        {
            if (text[at] == '`') at = Math.Max(at, text.IndexOf('`', at + 1));
            else if (text[at] == '(') depth++;
            else if (text[at] == ')' && --depth == 0) return at;
        }
        return -1;
    }

    private static ImmutableArray<string> Split(string text, char separator)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        int start = 0, depth = 0;
        bool quoted = false;
        for (int at = 0; at < text.Length; at++)
        {
            quoted ^= text[at] == '`';
            if (quoted) continue;
            depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
            if (text[at] != separator || depth != 0) continue;
            parts.Add(text[start..at].Trim());
            start = at + 1;
        }
        parts.Add(text[start..].Trim());
        return parts.ToImmutable();
    }
}
