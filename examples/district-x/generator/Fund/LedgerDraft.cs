namespace CoProduction.DistrictX;

/// <summary>One use of money followed through its phases, before calibration.</summary>
/// <param name="When">Community and year.</param>
/// <param name="Class">Use class.</param>
/// <param name="Source">Source of the money.</param>
/// <param name="Yuan">Budgeted amount in CNY.</param>
/// <param name="Shares">Share of the budget that is left in each phase, falling; null where the phase is not reached.</param>
internal sealed record LedgerDraft(CommunityYear When, UseClass Class, string Source, double Yuan, IReadOnlyList<double?> Shares)
{
    public const string Fiscal = "fiscal_grant", Residents = "residents", Foundation = "foundation";

    public double Paid => Yuan * (Shares[(int)FundPhase.Paid] ?? 0);

    /// <summary>Amount in a phase: budgets in whole hundreds of yuan, approvals in tens, payments to the fen; co-financing always in hundreds.</summary>
    public long? Fen(FundPhase phase)
    {
        if (Shares[(int)phase] is not { } share) return null;
        double budget = Math.Round(Yuan / 100) * 100;
        double step = Source != Fiscal || phase == FundPhase.Budgeted ? 100 : phase == FundPhase.Approved ? 10 : 0.01;
        return (long)Math.Round(Math.Round(budget * share / step) * step * 100);
    }

    /// <summary>The lines of a community's year: one per use class, and here and there one of another source beside it.</summary>
    public static IEnumerable<LedgerDraft> Draw(RandomStream random, CommunityYear when)
    {
        foreach (var line in when.Lines)
        {
            yield return new LedgerDraft(when, line.Class, Fiscal, line.Yuan, DrawShares(random, when, first: line == when.Lines[0]));
            if (when.Planted != Planted.Nothing || !random.Chance(0.06)) continue;
            double part = Math.Max(1000, line.Yuan * random.Between(0.05, 0.15));
            yield return new LedgerDraft(when, line.Class, line.Class.IsMaintenance ? Residents : Foundation, part, DrawShares(random, when, first: false));
        }
    }

    /// <summary>The first line of a year is always approved and paid, so that a year without is a planted one.</summary>
    private static double?[] DrawShares(RandomStream random, CommunityYear when, bool first)
    {
        double approved = random.Between(0.86, 1.0), paid = approved * random.Between(0.90, 1.0), accepted = paid * (random.Chance(0.4) ? 1 : random.Between(0.92, 1.0));
        bool last = when.Year == Programme.LastYear;
        bool isApproved = random.Chance(0.98) || first, isPaid = random.Chance(last ? 0.75 : 0.97) || first, isAccepted = random.Chance(last ? 0.60 : 0.95);
        if (when.Planted == Planted.NotYetApproved) return [1, null, null, null];
        if (when.Planted != Planted.Nothing) return [1, approved, paid, accepted];
        return [1, isApproved ? approved : null, isApproved && isPaid ? paid : null, isApproved && isPaid && isAccepted ? accepted : null];
    }
}
