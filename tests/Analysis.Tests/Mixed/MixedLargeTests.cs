using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Mixed;

/// <summary>10,000 rows that R and this test make alike, by Park and Miller's generator and sums of twelve uniforms; the tolerances are those of the small rows.</summary>
public class MixedLargeTests
{
    private static readonly Frame Rows10000 = Make();

    [Fact]
    public void The_rows_are_Rs()
    {
        var expected = MixedReference.Numbers.Large;
        string[] names = ["subdistrict", "community", "x1", "x2", "x3", "y", "three"];
        for (int c = 0; c < names.Length; c++)
        {
            CorrectDigits.Assert(14, Value(names[c], 0), expected.First[c], names[c]);
            CorrectDigits.Assert(14, Value(names[c], expected.Rows - 1), expected.Last[c], names[c]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Fits_agree_with_lme4(int index)
    {
        var expected = MixedReference.Numbers.Large.Cases[index];
        var fit = MixedReference.Fit(expected.Formula, Rows10000, with: spec => spec with { Reml = expected.Reml });
        MixedCertifiedTests.CheckTerms(expected, fit, expected.Formula);
        MixedCertifiedTests.CheckWhole(expected, fit, expected.Formula);
        MixedCertifiedTests.CheckRandom(expected, fit, expected.Formula);
    }

    private static double Value(string name, int row) => Rows10000[name] is NumberColumn number ? number.Values[row] : double.Parse(Rows10000[name].Text(row), System.Globalization.CultureInfo.InvariantCulture);

    private static Frame Make()
    {
        var set = MixedReference.Numbers.Large;
        double state = set.Seed;
        double[] level = Normals(set.Communities), slope = Normals(set.Communities), around = Normals(set.Districts);
        var g = new int[set.Rows];
        double[] x1 = new double[set.Rows], x2 = new double[set.Rows], x3 = new double[set.Rows], y = new double[set.Rows], three = new double[set.Rows];
        for (int i = 0; i < set.Rows; i++)
        {
            g[i] = (int)Math.Floor(set.Communities * Uniform());
            x1[i] = Normal() + 0.4 * level[g[i]];
            x2[i] = Normal();
            x3[i] = 40 + 12 * Normal();
            y[i] = 3 + 0.5 * x1[i] - 0.25 * x2[i] + 0.01 * x3[i] + 0.5 * level[g[i]] + 0.2 * slope[g[i]] * x1[i] + Normal();
            three[i] = y[i] + 0.4 * around[g[i] % set.Districts];
        }
        return new Frame([Rows.Text("subdistrict", [.. g.Select(one => $"{one % set.Districts}")]), Rows.Text("community", [.. g.Select(one => $"{one}")]),
            Rows.Number("x1", x1), Rows.Number("x2", x2), Rows.Number("x3", x3), Rows.Number("y", y), Rows.Number("three", three)]);

        double Uniform() => (state = 48271 * state % 2147483647) / 2147483647;

        double[] Normals(int count) => [.. Enumerable.Range(0, count).Select(_ => Normal())];

        double Normal()
        {
            double sum = 0;
            for (int i = 0; i < 12; i++) sum += Uniform();
            return sum - 6;
        }
    }
}
