namespace CoProduction.Analysis;

/// <summary>What to assume of cases whose eligibility is unknown.</summary>
/// <param name="EligibleShare">e, the share of unknown cases that are eligible, in 0..1; null to estimate it by the proportional allocation of the cases of known eligibility, (I+P+R+NC+O) / (I+P+R+NC+O+NE).</param>
public sealed record ResponseRatesSpec(double? EligibleShare = null);

/// <summary>Final dispositions of a survey's cases, as AAPOR names them: counts, 0 or more.</summary>
/// <param name="Complete">I: complete interviews.</param>
/// <param name="Partial">P: partial interviews.</param>
/// <param name="Refusal">R: refusals and break-offs.</param>
/// <param name="NonContact">NC: eligible, never reached.</param>
/// <param name="Other">O: eligible, not interviewed for another reason.</param>
/// <param name="UnknownHousehold">UH: unknown whether there is a household.</param>
/// <param name="UnknownOther">UO: unknown for another reason.</param>
/// <param name="NotEligible">NE: known not to be eligible; needed only to estimate e.</param>
public sealed record Dispositions(long Complete, long Partial, long Refusal, long NonContact, long Other, long UnknownHousehold, long UnknownOther, long NotEligible = 0)
{
    /// <summary>Cases known to be eligible.</summary>
    public long Eligible => Complete + Partial + Refusal + NonContact + Other;

    /// <summary>Cases of unknown eligibility.</summary>
    public long Unknown => UnknownHousehold + UnknownOther;

    /// <summary>All cases.</summary>
    public long Cases => Eligible + Unknown + NotEligible;
}
