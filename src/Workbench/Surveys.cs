using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Store;

namespace CoProduction.Workbench;

/// <summary>The questionnaires of a study, from its loaded questions.</summary>
public static class Surveys
{
    private const string Instruments = "instruments";

    /// <summary>The items of a survey's instrument, in the order of the questions file; none for a source that is no survey.</summary>
    /// <exception cref="StudyException">No question describes the instrument; names the nearest, with its place in the study file.</exception>
    public static async Task<ImmutableArray<Question>> QuestionsAsync(IStudyStore store, SourcePlan source, CancellationToken cancellationToken)
    {
        if (source.Instrument is not { } instrument) return [];
        var rows = await store.FrameAsync(new FrameSpec("questions", [], []), cancellationToken).ConfigureAwait(false);
        string[] of = [.. Enumerable.Range(0, rows.Rows).Select(row => Text(rows, "instrument", row))];
        source.CheckInstrument([.. of.Distinct()]);
        return [.. Enumerable.Range(0, rows.Rows).Where(row => of[row] == instrument).Select(row => QuestionOf(rows, row))];
    }

    /// <summary>The name of each survey for people: its instrument's title, where the study has a table of instruments and no two surveys share one; else the source's id.</summary>
    internal static async Task<ImmutableDictionary<string, Label>> NamesAsync(IStudyStore store, StudyPlan plan, CancellationToken cancellationToken)
    {
        var surveys = plan.Sources.Where(source => source.Instrument is not null).ToList();
        var titles = plan.Sources.Any(source => source.Table == Instruments) ? await TitlesAsync(store, cancellationToken).ConfigureAwait(false) : [];
        return surveys.ToImmutableDictionary(source => source.Id, source => surveys.Count(other => other.Instrument == source.Instrument) == 1 && titles.TryGetValue(source.Instrument!, out var title) ? title : Label.Same(source.Id));
    }

    /// <summary>One scale per construct that has items, in the order of the questions; half of the items, rounded up, give a score.</summary>
    public static ImmutableArray<ScaleSpec> Scales(IEnumerable<Question> questions) =>
    [
        .. questions.Where(question => question.Construct.Length > 0 && question is { Minimum: not null, Maximum: not null })
            .GroupBy(question => question.Construct, StringComparer.Ordinal)
            .Select(group => new ScaleSpec(group.Key, [.. group.Select(item => new ScaleItem(item.Item, item.Reversed, item.Minimum!.Value, item.Maximum!.Value))], (group.Count() + 1) / 2)),
    ];

    private static async Task<Dictionary<string, Label>> TitlesAsync(IStudyStore store, CancellationToken cancellationToken)
    {
        var rows = await store.FrameAsync(new FrameSpec(Instruments, ["instrument", "title_zh", "title_en"], []), cancellationToken).ConfigureAwait(false);
        return Enumerable.Range(0, rows.Rows).ToDictionary(row => Text(rows, "instrument", row), row => new Label(Text(rows, "title_zh", row), Text(rows, "title_en", row)), StringComparer.Ordinal);
    }

    private static Question QuestionOf(Frame rows, int row) => new(
        Text(rows, "item", row), Text(rows, "construct", row), Whole(rows, "scale_min", row), Whole(rows, "scale_max", row), Whole(rows, "reversed", row) == 1,
        new Label(Text(rows, "wording_zh", row), Text(rows, "wording_en", row)), MissingReasons.ParseCodes(Text(rows, "missing_codes", row), "questions: missing_codes"));

    private static string Text(Frame rows, string field, int row) => ((TextColumn)rows[field]).Values[row];

    private static int? Whole(Frame rows, string field, int row) =>
        rows[field] is IntegerColumn column && !column.IsMissing(row) ? checked((int)column.Values[row]) : null;
}
