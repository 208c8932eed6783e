namespace CoProduction.DistrictX;

/// <summary>A made-up project with the record of its nine steps.</summary>
/// <param name="Id">Key, P0001 to P3000.</param>
/// <param name="When">Community and year.</param>
/// <param name="Class">Use class.</param>
/// <param name="Title">Title in Chinese.</param>
/// <param name="ProposerKind">Who proposed it.</param>
/// <param name="Status">proposed, approved, in_progress, finished or cancelled.</param>
/// <param name="Votes">Households that voted for it; null when not recorded.</param>
/// <param name="Requested">Amount asked for, in fen.</param>
/// <param name="Tier">estate or community.</param>
/// <param name="Steps">Steps on record, in their prescribed order.</param>
internal sealed record Project(
    string Id, CommunityYear When, UseClass Class, string Title, string ProposerKind, string Status, int? Votes, long Requested, string Tier,
    IReadOnlyList<Step> Steps);

/// <summary>One of the nine steps of a project.</summary>
/// <param name="Number">1 publicity … 9 acceptance.</param>
/// <param name="Date">Day it was done; null when the record has no date.</param>
internal sealed record Step(int Number, DateOnly? Date);

/// <summary>A proposal of a round.</summary>
/// <param name="Id">Key.</param>
/// <param name="When">Community and year.</param>
/// <param name="ProposerKind">Who proposed it.</param>
/// <param name="UnderDeliberation">Put before the residents' council.</param>
/// <param name="UseClass">Code of the use class.</param>
/// <param name="Channel">online, offline or null when not recorded.</param>
/// <param name="Submitted">Day it was handed in.</param>
/// <param name="Decided">Day of the decision; null while pending.</param>
/// <param name="Decision">adopted, rejected or pending.</param>
/// <param name="Project">The project it became; null for none.</param>
internal sealed record Proposal(
    string Id, CommunityYear When, string ProposerKind, bool UnderDeliberation, string UseClass, string? Channel, DateOnly Submitted, DateOnly? Decided,
    string Decision, string? Project);
