namespace CoProduction.DistrictX;

/// <summary>Positions in a text counted in Unicode code points: an emoji is one, not two.</summary>
internal static class CodePoints
{
    public static int Count(string text) => text.EnumerateRunes().Count();
}
