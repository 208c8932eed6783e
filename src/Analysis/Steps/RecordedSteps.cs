using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace CoProduction.Analysis;

/// <summary>A recorded step of a project.</summary>
/// <param name="Step">Number of the step.</param>
/// <param name="Date">Day; null where it is missing.</param>
/// <param name="Evidence">Kind of document that shows it; empty where none is told.</param>
public readonly record struct RecordedStep(int Step, DateOnly? Date, string Evidence);

/// <summary>The recorded steps of a study's projects in little room: eight bytes a step, and each kind of document once.</summary>
public sealed class RecordedSteps
{
    private readonly Dictionary<string, int> _projects;
    private readonly ImmutableArray<string> _kinds;
    private readonly int[] _starts;
    private readonly Mark[] _marks;

    private RecordedSteps(Dictionary<string, int> projects, ImmutableArray<string> kinds, int[] starts, Mark[] marks) => (_projects, _kinds, _starts, _marks) = (projects, kinds, starts, marks);

    private readonly record struct Mark(short Step, short Kind, int Day);

    /// <summary>Number of records read.</summary>
    public int Rows => _marks.Length;

    /// <summary>The steps of a project in order; of several records of a step, the last. None for a project without a record.</summary>
    public ImmutableArray<RecordedStep> Of(string project)
    {
        if (!_projects.TryGetValue(project, out int at)) return [];
        var steps = ImmutableArray.CreateBuilder<RecordedStep>(_starts[at + 1] - _starts[at]);
        foreach (var mark in _marks.AsSpan(_starts[at].._starts[at + 1]))
        {
            if (steps.Count > 0 && steps[^1].Step == mark.Step) steps.RemoveAt(steps.Count - 1);
            steps.Add(new RecordedStep(mark.Step, mark.Day < 0 ? null : DateOnly.FromDayNumber(mark.Day), _kinds[mark.Kind]));
        }
        return steps.DrainToImmutable();
    }

    /// <summary>Reads records block by block.</summary>
    /// <param name="blocks">Rows with project, step and date, and evidence where it is asked for; see <see cref="StepsSpec.Steps"/>.</param>
    /// <exception cref="StudyException">A column is absent or of the wrong type.</exception>
    public static RecordedSteps Of(IEnumerable<Frame> blocks)
    {
        var (projects, kinds) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, short>(StringComparer.Ordinal));
        var read = new List<(int Project, Mark Mark)>();
        foreach (var block in blocks) Read(block, projects, kinds, read);
        var (starts, marks) = Sorted(read, projects.Count);
        return new RecordedSteps(projects, [.. kinds.OrderBy(kind => kind.Value).Select(kind => kind.Key)], starts, marks);
    }

    private static void Read(Frame block, Dictionary<string, int> projects, Dictionary<string, short> kinds, List<(int, Mark)> read)
    {
        var (project, step, evidence) = (block["project"], block["step"], block.Has("evidence") ? block["evidence"] : null);
        var date = block["date"] as DateColumn ?? throw AnalysisFaults.NotDate("date");
        for (int row = 0; row < block.Rows; row++)
        {
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(projects, project.Text(row), out bool known);
            if (!known) number = projects.Count - 1;
            ref short kind = ref CollectionsMarshal.GetValueRefOrAddDefault(kinds, evidence?.Text(row) ?? "", out known);
            if (!known) kind = checked((short)(kinds.Count - 1));
            read.Add((number, new Mark(checked((short)step.Whole(row)), kind, date.IsMissing(row) ? -1 : date.Values[row].DayNumber)));
        }
    }

    /// <summary>By project, then by step, records of the same step as they were read: counted into place, then inserted, for a project has a dozen steps.</summary>
    private static (int[] Starts, Mark[] Marks) Sorted(List<(int Project, Mark Mark)> read, int projects)
    {
        var starts = new int[projects + 1];
        foreach (var (project, _) in read) starts[project + 1]++;
        for (int at = 0; at < projects; at++) starts[at + 1] += starts[at];
        var (marks, ends) = (new Mark[read.Count], starts[..^1]);
        foreach (var (project, mark) in read)
        {
            int at = ends[project]++;
            for (; at > starts[project] && marks[at - 1].Step > mark.Step; at--) marks[at] = marks[at - 1];
            marks[at] = mark;
        }
        return (starts, marks);
    }
}
