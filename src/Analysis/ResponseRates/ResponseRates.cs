using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>The six response rates of AAPOR, Standard Definitions (10th ed. 2023), section "Response rates".</summary>
public static class ResponseRates
{
    /// <summary>Counts the cases of a frame by their disposition.</summary>
    /// <param name="rows">One row a case.</param>
    /// <param name="field">Field that holds I, P, R, NC, O, UH, UO or NE.</param>
    /// <exception cref="StudyException">A case has another disposition or none.</exception>
    public static Dispositions Count(Frame rows, string field)
    {
        var counts = ResponseRatesFaults.Codes.ToDictionary(code => code, _ => 0L, StringComparer.Ordinal);
        for (int row = 0; row < rows.Rows; row++)
        {
            string code = rows[field].Text(row);
            if (!counts.TryGetValue(code, out long before)) throw new StudyException(ResponseRatesFaults.UnknownDisposition(field, code, row));
            counts[code] = before + 1;
        }
        return new Dispositions(counts["I"], counts["P"], counts["R"], counts["NC"], counts["O"], counts["UH"], counts["UO"], counts["NE"]);
    }

    /// <summary>The rates. RR1 and RR2 count every unknown case as eligible, RR3 and RR4 the share e of them, RR5 and RR6 none; RR2, RR4 and RR6 count partial interviews as answers.</summary>
    /// <param name="spec">What to assume of unknown cases.</param>
    /// <param name="cases">The dispositions.</param>
    /// <exception cref="StudyException">A count is negative, e is not in 0..1, or no case is known to be eligible.</exception>
    public static ResponseRatesResult Fit(ResponseRatesSpec spec, Dispositions cases)
    {
        long[] counts = [cases.Complete, cases.Partial, cases.Refusal, cases.NonContact, cases.Other, cases.UnknownHousehold, cases.UnknownOther, cases.NotEligible];
        if (Array.FindIndex(counts, count => count < 0) is var at and >= 0) throw new StudyException(ResponseRatesFaults.NegativeCount(ResponseRatesFaults.Codes[at], counts[at]));
        if (spec.EligibleShare is { } given && !(given is >= 0 and <= 1)) throw new StudyException(ResponseRatesFaults.BadShare(given));
        if (cases.Eligible == 0) throw new StudyException(ResponseRatesFaults.NoEligible());
        double e = spec.EligibleShare ?? (double)cases.Eligible / (cases.Eligible + cases.NotEligible);
        double all = cases.Eligible + cases.Unknown, weighted = cases.Eligible + e * cases.Unknown, known = cases.Eligible;
        double complete = cases.Complete, answered = cases.Complete + cases.Partial;
        var provenance = Provenance.Of("AAPOR response rates RR1-RR6; " + (spec.EligibleShare is null ? "e by proportional allocation" : "e as given"), cases.Cases, 0, ("e", e.ToString("R", CultureInfo.InvariantCulture)));
        return new ResponseRatesResult(cases, e, [complete / all, answered / all, complete / weighted, answered / weighted, complete / known, answered / known], provenance);
    }
}
