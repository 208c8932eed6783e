using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Conformance of projects to the prescribed steps (nine-step method 九步工作法): present, dated and in order, as far as the project's status asks.</summary>
public static partial class Steps
{
    /// <summary>Judges every project of the years in which the rule was in force.</summary>
    /// <param name="spec">The rule.</param>
    /// <param name="steps">Rows with project, step and date; see <see cref="StepsSpec.Steps"/>.</param>
    /// <param name="projects">Rows with project, community, year and status; see <see cref="StepsSpec.Projects"/>.</param>
    /// <exception cref="StudyException">A column is absent or of the wrong type.</exception>
    public static StepsResult Fit(StepsSpec spec, Frame steps, Frame projects) => Fit(spec, RecordedSteps.Of([steps]), projects);

    /// <summary>Judges every project of the years in which the rule was in force.</summary>
    /// <param name="spec">The rule.</param>
    /// <param name="steps">The recorded steps.</param>
    /// <param name="projects">Rows with project, community, year and status; see <see cref="StepsSpec.Projects"/>.</param>
    /// <exception cref="StudyException">A column is absent or of the wrong type.</exception>
    public static StepsResult Fit(StepsSpec spec, RecordedSteps steps, Frame projects)
    {
        var words = new Words();
        var judged = Enumerable.Range(0, projects.Rows).Where(row => InForce(spec.Rule, projects["year"], row)).Select(row => Judge(spec, projects, row, steps, words))
            .OrderBy(project => project.Project, StringComparer.Ordinal).ToImmutableArray();
        var provenance = Provenance.Of("step conformance: presence, dates and order up to the project's status", steps.Rows,
            judged.Select(project => project.Community).Distinct().Count(), ("rule", spec.Rule.Id), ("version", spec.Rule.Version), ("place", spec.Rule.Place));
        return new StepsResult(spec, judged, Transitions(judged), provenance);
    }

    /// <summary>A project is judged by a rule that was in force on some day of its year.</summary>
    private static bool InForce(StepRule rule, Column year, int row) =>
        year.IsMissing(row) || rule.EffectiveFrom.Year <= year.Whole(row) && (rule.EffectiveTo is not { } to || year.Whole(row) <= to.Year);

    private static ProjectSteps Judge(StepsSpec spec, Frame projects, int row, RecordedSteps steps, Words words)
    {
        string project = projects["project"].Text(row), status = words.Once(projects["status"].Text(row));
        var taken = steps.Of(project);
        ImmutableArray<int> missing = [.. spec.Required(status, taken.LastOrDefault().Step).Except(taken.Select(step => step.Step))];
        ImmutableArray<int> undated = [.. taken.Where(step => step.Date is null).Select(step => step.Step)];
        var dated = taken.Where(step => step.Date is not null).Select(step => (step.Step, Date: step.Date!.Value)).ToArray();
        var neighbours = dated.Zip(dated.Skip(1)).ToArray();
        ImmutableArray<(int, int)> against = [.. neighbours.Where(pair => pair.Second.Date < pair.First.Date).Select(pair => (pair.First.Step, pair.Second.Step))];
        return new ProjectSteps(project, words.Once(projects["community"].Text(row)), words.Once(projects["year"].Text(row)), status, Outcome(missing, against, undated), missing, against, undated,
            [.. neighbours.Where(pair => pair.Second.Step == pair.First.Step + 1 && pair.Second.Date >= pair.First.Date)
                .Select(pair => new StepDuration(pair.First.Step, pair.Second.Date.DayNumber - pair.First.Date.DayNumber))]);
    }

    private static Conformance Outcome(ImmutableArray<int> missing, ImmutableArray<(int, int)> against, ImmutableArray<int> undated) =>
        !missing.IsEmpty || !against.IsEmpty ? Conformance.Deviates : undated.IsEmpty ? Conformance.Conforms : Conformance.Undetermined;

    private static StepTransition Transition(IGrouping<int, StepDuration> group)
    {
        int[] days = [.. group.Select(duration => duration.Days).Order()];
        double median = (days[(days.Length - 1) / 2] + days[days.Length / 2]) / 2.0;
        return new StepTransition(group.Key, days.Length, median, days[^1]);
    }

    /// <summary>Half a million projects lie in a few thousand communities and years: each word is kept once.</summary>
    private sealed class Words
    {
        private readonly Dictionary<string, string> _kept = new(StringComparer.Ordinal);

        public string Once(string word) => _kept.TryGetValue(word, out string? kept) ? kept : _kept[word] = word;
    }
}
