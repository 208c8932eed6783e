using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>How a project kept to the prescribed steps.</summary>
/// <param name="Project">Id of the project.</param>
/// <param name="Community">Its community.</param>
/// <param name="Year">Its year.</param>
/// <param name="Status">Its status, which decides how far it must have come.</param>
/// <param name="Conformance">Conforms, deviates or cannot be judged.</param>
/// <param name="Missing">Required steps without a record.</param>
/// <param name="OutOfOrder">Pairs of recorded neighbours of which the later step bears the earlier date.</param>
/// <param name="Undated">Recorded steps without a date.</param>
/// <param name="Durations">Days between steps that follow each other in the rule, both dated and in order.</param>
public sealed record ProjectSteps(
    string Project, string Community, string Year, string Status, Conformance Conformance,
    ImmutableArray<int> Missing, ImmutableArray<(int Earlier, int Later)> OutOfOrder, ImmutableArray<int> Undated, ImmutableArray<StepDuration> Durations);

/// <summary>Days from one step to the next.</summary>
/// <param name="From">Number of the earlier step.</param>
/// <param name="Days">Days to the step after it, 0 or more.</param>
public readonly record struct StepDuration(int From, int Days);

/// <summary>Days from one step to the next over all projects.</summary>
/// <param name="From">Number of the earlier step.</param>
/// <param name="Projects">Projects in which both are dated and in order.</param>
/// <param name="MedianDays">Median; the mean of the two middle ones for an even number.</param>
/// <param name="LongestDays">Longest.</param>
public sealed record StepTransition(int From, int Projects, double MedianDays, int LongestDays);

/// <summary>Outcome for a project.</summary>
public enum Conformance
{
    /// <summary>All required steps are there, dated and in order.</summary>
    Conforms,

    /// <summary>A required step is missing, or dates run against the order.</summary>
    Deviates,

    /// <summary>Nothing deviates, but a step has no date.</summary>
    Undetermined,
}
