using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Structural;

/// <summary>The marker variable technique beside lavaan (tests/Reference/sem/marker.R), with 'speed' in the marker's place.</summary>
public sealed class MarkerVariableTests
{
    private const string Three = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9";
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "sem", "marker.json"))).RootElement;

    private static SemEstimated Estimated
    {
        get
        {
            var spec = new SemSpec(ModelSyntax.Parse(Three)) { Method = "cfa" };
            return SemModel.Estimate(spec, SemRows.Reduce(spec, SemRows.File("holzinger.csv"), null, null));
        }
    }

    [Fact]
    public void The_five_models_fit_as_lavaans()
    {
        var table = MarkerVariable.Technique(Estimated, "speed");
        double[] Of(string name) => [.. Expected.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
        Assert.Equal(Of("df"), table.Rows.Select(row => row[2].Number!.Value));
        for (int i = 0; i < 5; i++) CorrectDigits.Assert(6, table.Rows[i][1].Number, Of("chisq")[i], table.Rows[i][0].Text!);
        // The values that are held are where lavaan's search ended, five digits of a parameter.
        for (int i = 0; i < 3; i++) CorrectDigits.Assert(4.5, table.Rows[i + 2][^1].Number, Of("share")[i], $"share {i}");
        Assert.Equal("method-R, against method-C", table.Rows[4][0].Text);
        CorrectDigits.Assert(6, table.Rows[3][3].Number, Of("chisq")[2] - Of("chisq")[3], "method-C less method-U");
    }

    [Fact]
    public void A_marker_that_is_no_factor_is_refused_with_the_nearest() =>
        Assert.Contains("'speed'", Assert.Throws<StudyException>(() => MarkerVariable.Technique(Estimated, "sped")).Fault.Mend, StringComparison.Ordinal);
}
