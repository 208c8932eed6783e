using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>One step of the flow of exclusions.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Excluded">Rows that it excludes of those that earlier rules left.</param>
/// <param name="Undetermined">Rows among those left that lack what it looks at; they are kept.</param>
public sealed record ExclusionStep(ExclusionRule Rule, long Excluded, long Undetermined);

/// <summary>How many rows the rules exclude, in their order.</summary>
/// <param name="Start">Rows at the start.</param>
/// <param name="Steps">The rules.</param>
public sealed record ExclusionFlow(long Start, ImmutableArray<ExclusionStep> Steps)
{
    /// <summary>Rows left.</summary>
    public long Left => Start - Steps.Sum(step => step.Excluded);

    /// <summary>What to know: rules that cannot be judged for some rows, and that nothing is excluded.</summary>
    public ImmutableArray<Label> Cautions =>
    [
        .. Steps.Where(step => step.Undetermined > 0).Select(step => ExclusionFaults.Undetermined(step.Rule.Text, step.Undetermined)),
        .. Left == Start ? [ExclusionFaults.NothingExcluded()] : Array.Empty<Label>(),
    ];
}

/// <summary>Applies rules of exclusion to blocks of rows, in one pass. Only duplicates are remembered from row to row: memory grows with the distinct keys of such rules.</summary>
public sealed class Screening
{
    private const char Between = '\u001f';

    private readonly ImmutableArray<ExclusionRule> _rules;
    private readonly HashSet<string>[] _seen;
    private readonly long[] _excluded, _undetermined;
    private long _start;

    /// <summary>Begins with no rows.</summary>
    /// <param name="rules">The rules, applied one after the other.</param>
    public Screening(ImmutableArray<ExclusionRule> rules)
    {
        _rules = rules;
        _seen = [.. rules.Select(_ => new HashSet<string>(StringComparer.Ordinal))];
        (_excluded, _undetermined) = (new long[rules.Length], new long[rules.Length]);
    }

    /// <summary>What was counted.</summary>
    public ExclusionFlow Flow => new(_start, [.. _rules.Select((rule, i) => new ExclusionStep(rule, _excluded[i], _undetermined[i]))]);

    /// <summary>The rows of a block that no rule excludes.</summary>
    /// <param name="block">Rows with the fields of the rules.</param>
    /// <exception cref="StudyException">A field that is compared with a number holds texts.</exception>
    public Frame Keep(Frame block)
    {
        Column[][] columns = [.. _rules.Select(rule => rule.Fields.Select(field => Checked(rule, block[field])).ToArray())];
        int[] kept = [.. Enumerable.Range(0, block.Rows).Where(r => Stays(columns, r))];
        _start += block.Rows;
        return kept.Length == block.Rows ? block : block.Picked(kept);
    }

    /// <summary>Longest run of equal numbers; NaN ends a run and counts nothing.</summary>
    internal static int LongString(ReadOnlySpan<double> answers)
    {
        int longest = 0, run = 0;
        for (int i = 0; i < answers.Length; i++)
        {
            run = double.IsNaN(answers[i]) ? 0 : i > 0 && answers[i] == answers[i - 1] ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    /// <summary>Standard deviation of the numbers that are there, divisor n - 1; NaN for fewer than two.</summary>
    internal static double Variability(ReadOnlySpan<double> answers)
    {
        double mean = 0, squares = 0;
        int n = 0;
        foreach (double answer in answers)
        {
            if (double.IsNaN(answer)) continue;
            double before = answer - mean;
            mean += before / ++n;
            squares += before * (answer - mean);
        }
        return n < 2 ? double.NaN : Math.Sqrt(squares / (n - 1));
    }

    private bool Stays(Column[][] columns, int r)
    {
        for (int i = 0; i < _rules.Length; i++)
        {
            bool? excludes = Judge(i, columns[i], r);
            if (excludes is null) _undetermined[i]++;
            if (excludes != true) continue;
            _excluded[i]++;
            return false;
        }
        return true;
    }

    private bool? Judge(int i, Column[] columns, int r)
    {
        var rule = _rules[i];
        switch (rule.Kind)
        {
            case ExclusionKind.Limit: return Number(columns[0], r) is var value && double.IsNaN(value) ? null : rule.Excludes(value);
            case ExclusionKind.Values: return columns[0].Text(r) is { Length: > 0 } text ? rule.Values.Any(one => Same(one, text)) == (rule.Operator == "=") : null;
            case ExclusionKind.Duplicate: return columns.Any(column => column.Text(r).Length == 0) ? null : !_seen[i].Add(string.Join(Between, columns.Select(column => column.Text(r))));
            default:
                double[] answers = [.. columns.Select(column => Number(column, r))];
                double found = rule.Kind == ExclusionKind.LongString ? LongString(answers) : Variability(answers);
                return double.IsNaN(found) || answers.All(double.IsNaN) ? null : rule.Excludes(found);
        }
    }

    private static Column Checked(ExclusionRule rule, Column column) =>
        rule.IsNumeric && column is not (NumberColumn or IntegerColumn or MoneyColumn) ? throw new StudyException(ExclusionFaults.NotNumbers(rule, column.Name)) : column;

    private static double Number(Column column, int r) => column.IsMissing(r) ? double.NaN : column switch
    {
        NumberColumn number => number.Values[r],
        IntegerColumn whole => whole.Values[r],
        MoneyColumn money => (double)money.Values[r],
        _ => double.NaN,
    };

    // 4 and 4.0 are one number.
    private static bool Same(string given, string text) => given == text
        || (double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out double one) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double other) && one == other);
}
