using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Responses;

/// <summary>The formulas of AAPOR's Standard Definitions (10th ed. 2023), worked by hand as exact fractions: quotients of whole numbers are right to the last digit but one.</summary>
public class ResponseRatesCertifiedTests
{
    private const double Digits = 15;

    // I 620, P 45, R 310, NC 155, O 20: 1150 eligible; UH 90, UO 10: 100 unknown; NE 250: e = 1150/1400 = 23/28.
    private static readonly Dispositions Cases = new(620, 45, 310, 155, 20, 90, 10, 250);

    [Fact]
    public void Rates_equal_the_fractions_of_the_definitions()
    {
        var result = ResponseRates.Fit(new ResponseRatesSpec(), Cases);
        CorrectDigits.Assert(Digits, result.EligibleShare, 23.0 / 28, "e");
        (double Above, double Below)[] fractions = [(620, 1250), (665, 1250), (620 * 28, 1150 * 28 + 2300), (665 * 28, 1150 * 28 + 2300), (620, 1150), (665, 1150)];
        for (int i = 0; i < fractions.Length; i++) CorrectDigits.Assert(Digits, result.Tidy()[i].Estimate, fractions[i].Above / fractions[i].Below, $"RR{i + 1}");
        Assert.Equal(1500, result.Glance()[0].Value);
    }

    [Fact]
    public void A_given_share_of_eligible_cases_lies_between_the_bounds()
    {
        var rates = ResponseRates.Fit(new ResponseRatesSpec(0.4), Cases).Rates;
        CorrectDigits.Assert(Digits, rates[2], 620.0 / 1190, "RR3");
        Assert.True(rates[0] < rates[2] && rates[2] < rates[4]);
        Assert.Equal(rates[0], ResponseRates.Fit(new ResponseRatesSpec(1), Cases).Rates[2]);
        Assert.Equal(rates[4], ResponseRates.Fit(new ResponseRatesSpec(0), Cases).Rates[2]);
    }

    [Fact]
    public void Cases_are_counted_by_their_code()
    {
        var counted = ResponseRates.Count(new Frame([Rows.Text("outcome", "I", "R", "I", "NE", "UO", "P", "NC", "O", "UH")]), "outcome");
        Assert.Equal(new Dispositions(2, 1, 1, 1, 1, 1, 1, 1), counted);
        Assert.Contains("row 2", Rows.Throws(() => ResponseRates.Count(new Frame([Rows.Text("outcome", "I", "X")]), "outcome")).Fault.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Rows.Throws(() => ResponseRates.Fit(new ResponseRatesSpec(1.2), Cases));
        Rows.Throws(() => ResponseRates.Fit(new ResponseRatesSpec(double.NaN), Cases));
        Rows.Throws(() => ResponseRates.Fit(new ResponseRatesSpec(), Cases with { Refusal = -1 }));
        Rows.Throws(() => ResponseRates.Fit(new ResponseRatesSpec(), new Dispositions(0, 0, 0, 0, 0, 9, 0)));
    }
}
