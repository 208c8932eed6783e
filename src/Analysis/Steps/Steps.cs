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
    public static StepsResult Fit(StepsSpec spec, Frame steps, Frame projects)
    {
        var dates = ByProject(steps);
        var judged = Enumerable.Range(0, projects.Rows).Where(row => InForce(spec.Rule, projects["year"], row)).Select(row => Judge(spec, projects, row, dates))
            .OrderBy(project => project.Project, StringComparer.Ordinal).ToImmutableArray();
        var provenance = Provenance.Of("step conformance: presence, dates and order up to the project's status", steps.Rows,
            judged.Select(project => project.Community).Distinct().Count(), ("rule", spec.Rule.Id), ("version", spec.Rule.Version), ("place", spec.Rule.Place));
        return new StepsResult(spec, judged, Transitions(judged), provenance);
    }

    /// <summary>A project is judged by a rule that was in force on some day of its year.</summary>
    private static bool InForce(StepRule rule, Column year, int row) =>
        year.IsMissing(row) || rule.EffectiveFrom.Year <= year.Whole(row) && (rule.EffectiveTo is not { } to || year.Whole(row) <= to.Year);

    private static Dictionary<string, SortedDictionary<int, DateOnly?>> ByProject(Frame steps)
    {
        var (project, step) = (steps["project"], steps["step"]);
        var date = steps["date"] as DateColumn ?? throw AnalysisFaults.NotDate("date");
        var found = new Dictionary<string, SortedDictionary<int, DateOnly?>>(StringComparer.Ordinal);
        for (int row = 0; row < steps.Rows; row++)
        {
            if (!found.TryGetValue(project.Text(row), out var taken)) found[project.Text(row)] = taken = [];
            taken[(int)step.Whole(row)] = date.IsMissing(row) ? null : date.Values[row];
        }
        return found;
    }

    private static ProjectSteps Judge(StepsSpec spec, Frame projects, int row, Dictionary<string, SortedDictionary<int, DateOnly?>> dates)
    {
        string project = projects["project"].Text(row), status = projects["status"].Text(row);
        var taken = dates.GetValueOrDefault(project) ?? [];
        ImmutableArray<int> missing = [.. spec.Required(status, taken.Keys.LastOrDefault()).Where(step => !taken.ContainsKey(step))];
        ImmutableArray<int> undated = [.. taken.Where(step => step.Value is null).Select(step => step.Key)];
        var dated = taken.Where(step => step.Value is not null).Select(step => (Step: step.Key, Date: step.Value!.Value)).ToArray();
        var neighbours = dated.Zip(dated.Skip(1)).ToArray();
        ImmutableArray<(int, int)> against = [.. neighbours.Where(pair => pair.Second.Date < pair.First.Date).Select(pair => (pair.First.Step, pair.Second.Step))];
        return new ProjectSteps(project, projects["community"].Text(row), projects["year"].Text(row), status, Outcome(missing, against, undated), missing, against, undated,
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
}
