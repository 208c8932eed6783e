using System.Text.Json;

namespace CoProduction.Tests;

/// <summary>A model that tests/Reference/formulas/formulas.R fitted: rows in memory, in a store and in a file must all lead to these numbers.</summary>
internal sealed record FormulaFit(string Formula, string Weights, long Rows, string[] Terms, double[] Estimate, double[] StdError, double RSquared, double Sigma)
{
    // Both sides work in double precision on designs of condition below about 1e6 after centring, so ten digits are common.
    private const double Digits = 10;

    /// <summary>The weights' field; null for none.</summary>
    public string? WeightField => Weights.Length > 0 ? Weights : null;

    /// <summary>Fails unless ten digits agree. An estimate that is small against its standard error has its error measured in standard errors.</summary>
    public void Check(IReadOnlyList<string> terms, IReadOnlyList<double> estimates, IReadOnlyList<double> errors, double? rSquared, long rows)
    {
        string described = $"{Formula} | {Weights}";
        Assert.Equal(Terms, terms);
        Assert.Equal(Rows, rows);
        for (int i = 0; i < Terms.Length; i++)
        {
            CorrectDigits.Assert(Digits, (estimates[i] - Estimate[i]) / Math.Max(Math.Abs(Estimate[i]), StdError[i]), 0, $"{described}: {Terms[i]} estimate");
            CorrectDigits.Assert(Digits, errors[i], StdError[i], $"{described}: {Terms[i]} standard error");
        }
        CorrectDigits.Assert(Digits, rSquared, RSquared, $"{described}: R squared");
    }
}

/// <summary>The reference of the formulas' functions: rows and fits.</summary>
internal static class FormulaFits
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    internal static string Input => PathOf("input.csv");

    internal static FormulaFit[] All { get; } = Read<FormulaFit[]>("fits");

    /// <summary>Index and name of each fit.</summary>
    internal static TheoryData<int, string> Cases()
    {
        var cases = new TheoryData<int, string>();
        for (int i = 0; i < All.Length; i++) cases.Add(i, $"{All[i].Formula} | {All[i].Weights}");
        return cases;
    }

    /// <summary>A part of expected.json.</summary>
    internal static T Read<T>(string part)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(PathOf("expected.json")));
        return json.RootElement.GetProperty(part).Deserialize<T>(Camel)!;
    }

    private static string PathOf(string file) => Path.Combine(RealFiles.Root, "tests", "Reference", "formulas", file);
}
