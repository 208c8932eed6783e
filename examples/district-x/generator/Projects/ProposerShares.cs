namespace CoProduction.DistrictX;

/// <summary>Who hands in the proposals of a round.</summary>
internal static class ProposerShares
{
    public const string Committee = "residents_committee", Party = "party_committee";

    private static readonly string[] OtherKinds = ["residents", "social_organisation", "enterprise"];

    /// <summary>
    /// Proposer kinds of the items under deliberation. The two committees together stay within 20 %, so a round breaches only where a breach is
    /// planted; there a third or more come from the residents' committee.
    /// </summary>
    public static string[] Draw(RandomStream random, int items, bool breach)
    {
        int allowed = items / 5;
        int committee = breach ? items / 3 + 1 : random.Between(0, allowed);
        int party = breach || committee == allowed || !random.Chance(0.3) ? 0 : 1;
        List<string> kinds = [.. Enumerable.Repeat(Committee, committee), .. Enumerable.Repeat(Party, party)];
        while (kinds.Count < items) kinds.Add(Other(random));
        return random.Shuffled(kinds);
    }

    /// <summary>Anyone but the two committees.</summary>
    public static string Other(RandomStream random) => OtherKinds[random.Weighted([0.78, 0.15, 0.07])];
}
