using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Which steps a project must have taken.</summary>
/// <param name="Rule">The prescribed steps, in order.</param>
/// <param name="Decided">
/// Number of the step that decides on a project, 6 (决议) in the nine-step method: an approved project must have taken the steps up to it.
/// A finished project must have taken all; any other those before its last recorded one.
/// </param>
public sealed record StepsSpec(StepRule Rule, int Decided = 6)
{
    /// <summary>Rows of the steps to read from the store.</summary>
    public FrameSpec Steps { get; } = new("project_steps", ["project", "step", "date"], []);

    /// <summary>Rows of the projects to read from the store.</summary>
    public FrameSpec Projects { get; } = new("projects", ["project", "community", "year", "status"], []);

    /// <summary>Steps that a project of a status must have taken.</summary>
    /// <param name="status">Status of the project.</param>
    /// <param name="last">Its last recorded step; 0 for none.</param>
    public ImmutableArray<int> Required(string status, int last) => [.. Enumerable.Range(1, status switch
    {
        "finished" => Rule.Steps.Length,
        "approved" => Math.Max(Decided, last),
        _ => last,
    })];
}
