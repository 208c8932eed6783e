using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Conformance of a study's projects.</summary>
/// <param name="Spec">The rule.</param>
/// <param name="Projects">Projects in ordinal order of their ids.</param>
/// <param name="Transitions">Days from step to step, in order of the steps; steps that never follow each other dated are left out.</param>
/// <param name="Provenance">Where the verdicts come from.</param>
public sealed record StepsResult(StepsSpec Spec, ImmutableArray<ProjectSteps> Projects, ImmutableArray<StepTransition> Transitions, Provenance Provenance) : IResult
{
    /// <summary>The transition with the largest median of days, the earliest of several; null without any.</summary>
    public StepTransition? Bottleneck => Transitions.MaxBy(transition => transition.MedianDays);

    /// <summary>Number of projects of one outcome.</summary>
    public int Count(Conformance outcome) => Projects.Count(project => project.Conformance == outcome);

    /// <summary>Share of projects that conform, of those that could be judged; null when none could.</summary>
    public double? ConformingShare => Projects.Length > Count(Conformance.Undetermined)
        ? (double)Count(Conformance.Conforms) / (Projects.Length - Count(Conformance.Undetermined)) : null;

    /// <summary>One row per transition: the median of days.</summary>
    public ImmutableArray<TidyRow> Tidy() => [.. Transitions.Select(transition => new TidyRow($"{transition.From}->{transition.From + 1}", transition.MedianDays))];

    /// <inheritdoc/>
    public ImmutableArray<GlanceEntry> Glance() =>
    [
        new("projects", Projects.Length), new("conforms", Count(Conformance.Conforms)), new("deviates", Count(Conformance.Deviates)),
        new("undetermined", Count(Conformance.Undetermined)), new("conforming_share", ConformingShare), new("bottleneck_from", Bottleneck?.From),
    ];
}
