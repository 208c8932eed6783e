namespace CoProduction.DistrictX;

/// <summary>A made-up community.</summary>
/// <param name="Index">Position in the district, from 0.</param>
/// <param name="Id">Key in every file, C001 to C096.</param>
/// <param name="Name">Pseudonym: L社区 is community L.</param>
/// <param name="Subdistrict">Pseudonym of its sub-district.</param>
/// <param name="Kind">old_estate, commodity or mixed.</param>
/// <param name="Households">Households.</param>
/// <param name="Residents">Residents.</param>
/// <param name="PilotYear">First year with a special fund.</param>
/// <param name="Generosity">How far its money per household lies above the usual, in standard deviations.</param>
internal sealed record Community(
    int Index, string Id, string Name, string Subdistrict, string Kind, int Households, int Residents, int PilotYear, double Generosity)
{
    /// <summary>Households that may vote: those with an adult registered or living there for half a year.</summary>
    public int EligibleHouseholds => Households * 93 / 100;
}
