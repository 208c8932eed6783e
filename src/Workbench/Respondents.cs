using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Store;

namespace CoProduction.Workbench;

/// <summary>The respondents of a survey as a study's tables count them: without those that the survey's rules of exclusion take out.</summary>
/// <param name="Kept">Rows that no rule excludes.</param>
/// <param name="All">All rows; the same rows where the survey has no rules.</param>
/// <param name="Flow">The exclusions; null where the survey has no rules.</param>
internal sealed record Respondents(Frame Kept, Frame All, ExclusionFlow? Flow)
{
    /// <summary>Reads fields of a survey.</summary>
    /// <param name="store">The study's store.</param>
    /// <param name="source">The survey.</param>
    /// <param name="scales">Scales whose scores its rules may name.</param>
    /// <param name="fields">Fields to read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StudyException">A rule cannot be read, names what the survey has not, or excludes every row.</exception>
    public static async Task<Respondents> ReadAsync(IStudyStore store, SourcePlan source, ImmutableArray<ScaleSpec> scales, IEnumerable<string> fields, CancellationToken cancellationToken = default)
    {
        var names = StoreRows.NamesOf(scales);
        ImmutableArray<ExclusionRule> rules = [.. source.Exclusions.Select(text => ExclusionRule.Parse(text, names))];
        ImmutableArray<ScaleSpec> scored = [.. scales.Where(scale => rules.Any(rule => rule.Fields.Contains(scale.Name)))];
        var asked = rules.SelectMany(rule => rule.Fields).Except(scored.Select(scale => scale.Name)).Concat(scored.SelectMany(scale => scale.Items).Select(item => item.Name));
        var all = await store.FrameAsync(new FrameSpec("responses", [.. fields.Concat(asked).Distinct(StringComparer.Ordinal)], [new RowFilter("_source", [source.Id])]), cancellationToken).ConfigureAwait(false);
        return rules.IsEmpty ? new Respondents(all, all, null) : Screened(source, rules, ScaleScores.Add(all, scored));
    }

    private static Respondents Screened(SourcePlan source, ImmutableArray<ExclusionRule> rules, Frame all)
    {
        var screening = new Screening(rules);
        var kept = screening.Keep(all);
        if (kept.Rows == 0 && all.Rows > 0) throw new StudyException(ScreenedModel.NoneLeft(all.Rows) with { Where = $"{source.StudyFile}, line {source.Line}, exclusions of '{source.Id}'" });
        return new Respondents(kept, all, screening.Flow);
    }
}
