namespace CoProduction.DistrictX;

/// <summary>The programme of one community in one year.</summary>
/// <param name="Index">Position in the programme, from 0.</param>
/// <param name="Community">The community.</param>
/// <param name="Year">Fund year.</param>
/// <param name="Planted">What the rules must find here.</param>
/// <param name="Lines">Use classes the project pool is spent on, each with its budget.</param>
/// <param name="Projects">Number of projects.</param>
internal sealed record CommunityYear(int Index, Community Community, int Year, Planted Planted, IReadOnlyList<BudgetLine> Lines, int Projects);

/// <summary>Money planned for one use class.</summary>
/// <param name="Class">Use class.</param>
/// <param name="Yuan">Planned amount in CNY, before calibration and rounding.</param>
internal sealed record BudgetLine(UseClass Class, double Yuan);

/// <summary>A fact planted in the data for a rule to find.</summary>
internal enum Planted
{
    /// <summary>Nothing: the rules are kept and can be judged.</summary>
    Nothing,

    /// <summary>Operating money above 10 % of the year's fund.</summary>
    OperatingBreach,

    /// <summary>The early ledger does not say which pool the money came from: undetermined.</summary>
    PoolUnrecorded,

    /// <summary>Budgets only, nothing approved yet: undetermined.</summary>
    NotYetApproved,

    /// <summary>More than 20 % of the items under deliberation come from the residents' committee.</summary>
    CommitteeBreach,

    /// <summary>The proposals of the round are lost: undetermined.</summary>
    ProposalsLost,

    /// <summary>Proposals exist, none was put to deliberation: undetermined.</summary>
    NothingDeliberated,
}
