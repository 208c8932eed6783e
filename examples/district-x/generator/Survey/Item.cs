namespace CoProduction.DistrictX;

/// <summary>One five-point question.</summary>
/// <param name="Id">Column in the response files.</param>
/// <param name="Construct">Construct of the framework it measures.</param>
/// <param name="Number">Position among the items of its construct, from 1.</param>
/// <param name="Reversed">Agreement speaks against the construct.</param>
/// <param name="Chinese">Wording in Chinese.</param>
/// <param name="English">Wording in English.</param>
internal sealed record Item(string Id, string Construct, int Number, bool Reversed, string Chinese, string English)
{
    private static readonly double[] Loadings = [0.80, 0.76, 0.82, 0.78, 0.74];

    /// <summary>Correlation of the answer's tendency with the construct.</summary>
    public double Loading => Loadings[Number - 1];

    /// <summary>How much easier the item is to agree with; the ladder of participation depth gets steeper.</summary>
    public double Ease => Construct == "participation_depth" ? 0.7 - 0.3 * Number : 0.1 * (Number % 3 - 1);

    /// <summary>Asked only of people who took part in a decision: the rest would guess.</summary>
    public bool OnlyParticipants => Construct == "reimbursement_difficulty";
}
