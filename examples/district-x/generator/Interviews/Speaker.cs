namespace CoProduction.DistrictX;

/// <summary>One speaker of an interview: an interview number is not a person.</summary>
/// <param name="Interview">Interview number; looks like a date.</param>
/// <param name="Pseudonym">Pseudonym.</param>
/// <param name="Role">Role.</param>
/// <param name="Community">Community, or - at the district level.</param>
internal sealed record Speaker(string Interview, string Pseudonym, string Role, string Community)
{
    public DateOnly Day => DateOnly.ParseExact(Interview, "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>24 interviews; 20181109 has two speakers, 20191210 four roles.</summary>
    public static IReadOnlyList<Speaker> All { get; } =
    [
        new("20180912", "S01", "district", "-"), new("20180918", "S02", "subdistrict", "C003"), new("20180926", "S03", "committee", "C003"),
        new("20181016", "S04", "resident", "C005"), new("20181025", "S05", "deputy", "C005"), new("20181109", "S06", "resident", "C012"),
        new("20181109", "S07", "committee", "C012"), new("20181122", "S08", "resident", "C018"), new("20181206", "S09", "social_organisation", "C018"),
        new("20181219", "S10", "committee", "C027"), new("20190108", "S11", "resident", "C027"), new("20190117", "S12", "deputy", "C031"),
        new("20190305", "S13", "subdistrict", "C034"), new("20190321", "S14", "resident", "C034"), new("20190411", "S15", "committee", "C042"),
        new("20190425", "S16", "resident", "C045"), new("20190523", "S17", "deputy", "C048"), new("20190613", "S18", "social_organisation", "C050"),
        new("20190919", "S19", "committee", "C061"), new("20191015", "S20", "resident", "C067"),
        new("20191107", "S21", "deputy", "C072"), new("20191121", "S22", "resident", "C079"), new("20191210", "S23", "district", "-"),
        new("20191210", "S24", "subdistrict", "C012"), new("20191210", "S25", "committee", "C012"), new("20191210", "S26", "social_organisation", "C012"),
        new("20191226", "S27", "resident", "C085"), new("20200108", "S28", "committee", "C092"),
    ];
}
