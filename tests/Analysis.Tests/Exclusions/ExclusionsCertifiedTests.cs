using System.Globalization;
using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Excluded;

/// <summary>Longest runs and variability of answers against R by their published definitions (tests/Reference/exclusions).</summary>
public sealed class ExclusionsCertifiedTests
{
    private static readonly string Place = Path.Combine(RealFiles.Root, "tests", "Reference", "exclusions");

    [Fact]
    public void Runs_and_variability_agree_with_R()
    {
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Place, "expected.json"))).RootElement;
        var rows = ReferenceFile.Integers(Path.Combine(Place, "answers.csv"));
        for (int r = 0; r < rows.Rows; r++)
        {
            double[] answers = [.. rows.Columns.Select(column => column.IsMissing(r) ? double.NaN : ((IntegerColumn)column).Values[r])];
            Assert.Equal(expected.GetProperty("longstring")[r].GetInt32(), Screening.LongString(answers));
            string irv = expected.GetProperty("irv")[r].GetString()!.Trim();
            if (irv is "none" or "NA") Assert.True(double.IsNaN(Screening.Variability(answers)));
            else CorrectDigits.Assert(13, Screening.Variability(answers), double.Parse(irv, CultureInfo.InvariantCulture), $"irv of row {r + 1}");
        }
    }
}
