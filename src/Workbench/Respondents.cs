using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Store;

namespace CoProduction.Workbench;

/// <summary>The respondents of a survey as a study's tables count them, block by block: without those that the survey's rules of exclusion take out.</summary>
internal sealed class Respondents
{
    private readonly SourcePlan _source;
    private readonly ImmutableArray<ScaleSpec> _scored;
    private readonly IEnumerable<Frame> _rows;
    private readonly Screening? _screening;

    private Respondents(SourcePlan source, ImmutableArray<ExclusionRule> rules, ImmutableArray<ScaleSpec> scored, IEnumerable<Frame> rows) =>
        (_source, _scored, _rows, _screening) = (source, scored, rows, rules.IsEmpty ? null : new Screening(rules));

    /// <summary>The exclusions, once all blocks are read; null where the survey has no rules.</summary>
    public ExclusionFlow? Flow => _screening?.Flow;

    /// <summary>Rows that no rule excludes; to be read once.</summary>
    /// <exception cref="StudyException">The rules exclude every row: thrown at the end.</exception>
    public IEnumerable<Frame> Kept => Blocks.Select(block => block.Kept);

    /// <summary>Rows that no rule excludes, and beside them all rows, the same where the survey has no rules; to be read once.</summary>
    /// <exception cref="StudyException">The rules exclude every row: thrown at the end.</exception>
    public IEnumerable<(Frame Kept, Frame All)> Blocks => _screening is null ? _rows.Select(block => (block, block)) : Screened(_screening);

    /// <summary>Reduces fields of a survey: memory does not grow with rows.</summary>
    /// <param name="store">The study's store.</param>
    /// <param name="source">The survey.</param>
    /// <param name="scales">Scales whose scores its rules may name.</param>
    /// <param name="fields">Fields to read.</param>
    /// <param name="reduce">The whole reduction; begun anew where the engine had to begin again.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StudyException">A rule cannot be read, names what the survey has not, or excludes every row.</exception>
    public static Task<T> ReduceAsync<T>(IStudyStore store, SourcePlan source, ImmutableArray<ScaleSpec> scales, IEnumerable<string> fields, Func<Respondents, T> reduce, CancellationToken cancellationToken = default)
    {
        var names = StoreRows.NamesOf(scales);
        ImmutableArray<ExclusionRule> rules = [.. source.Exclusions.Select(text => ExclusionRule.Parse(text, names))];
        ImmutableArray<ScaleSpec> scored = [.. scales.Where(scale => rules.Any(rule => rule.Fields.Contains(scale.Name)))];
        var asked = rules.SelectMany(rule => rule.Fields).Except(scored.Select(scale => scale.Name)).Concat(scored.SelectMany(scale => scale.Items).Select(item => item.Name));
        var spec = new FrameSpec("responses", [.. fields.Concat(asked).Distinct(StringComparer.Ordinal)], [new RowFilter("_source", [source.Id])]);
        return store.ReduceRowsAsync(spec, rows => reduce(new Respondents(source, rules, scored, rows)), cancellationToken);
    }

    private IEnumerable<(Frame Kept, Frame All)> Screened(Screening screening)
    {
        foreach (var block in _rows)
        {
            var scored = ScaleScores.Add(block, _scored);
            yield return (screening.Keep(scored), scored);
        }
        if (screening.Flow is { Start: > 0, Left: 0 } flow) throw new StudyException(ScreenedModel.NoneLeft(flow.Start) with { Where = $"{_source.StudyFile}, line {_source.Line}, exclusions of '{_source.Id}'" });
    }
}
