namespace CoProduction.DistrictX;

/// <summary>One line of the fund's ledger.</summary>
/// <param name="Id">Key, F0001 and up.</param>
/// <param name="When">Community and year.</param>
/// <param name="Phase">Phase of the money.</param>
/// <param name="Fen">Amount in fen.</param>
/// <param name="Class">Use class.</param>
/// <param name="Pool">project or operating; null where the ledger does not say.</param>
/// <param name="Source">fiscal_grant, residents or foundation.</param>
/// <param name="Project">Project paid for; null when the line covers several or none.</param>
/// <param name="Date">Day of the booking; null when not recorded.</param>
internal sealed record LedgerEntry(
    string Id, CommunityYear When, FundPhase Phase, long Fen, UseClass Class, string? Pool, string Source, string? Project, DateOnly? Date);

/// <summary>Phases of money, in order; amounts of two phases are never added.</summary>
internal enum FundPhase
{
    /// <summary>预算.</summary>
    Budgeted,

    /// <summary>批准.</summary>
    Approved,

    /// <summary>支付.</summary>
    Paid,

    /// <summary>验收.</summary>
    Accepted,
}
