using System.Collections.Immutable;
using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Structural;

/// <summary>
/// CFA and SEM against lavaan (tests/Reference/sem). lavaan's optimiser ends where a relative change of 1e-15 no longer shows, which leaves about seven digits of the estimates; its observed information is a
/// numerical derivative of first order.
/// </summary>
public sealed class SemCertifiedTests
{
    private const double Digits = 6, TailDigits = 4.5;

    // lavaan seeks the noncentrality with uniroot, which stops at 1e-4 of it; NoncentralChiSquaredTests hold the quantile itself to more.
    private const double EndDigits = 3.5;

    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "sem", "expected.json"))).RootElement;

    /// <summary>Names of the cases.</summary>
    public static TheoryData<string> Cases() => [.. Expected.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];

    /// <summary>Names of the cases that hold a kind of table.</summary>
    public static TheoryData<string> CasesWithIndices() => With("modindices");

    /// <summary>Names of the cases with scores of rows.</summary>
    public static TheoryData<string> CasesScored() => With("scores");

    /// <summary>Names of the cases with standardised solutions.</summary>
    public static TheoryData<string> CasesStandardised() => With("standardized");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Estimates_and_errors_agree_with_lavaan(string name)
    {
        var (expected, fit) = (Case(name), Fit(name));
        Assert.Equal(expected.GetProperty("nobs").GetInt64(), fit.Rows);
        int compared = 0;
        foreach (var row in expected.GetProperty("parameters").EnumerateArray())
        {
            if (Ours(fit, row) is not { } ours) continue;
            compared++;
            double error = Number(row, "se") ?? 0, scale = error > 0 ? error : 1;
            // An estimate near zero is a difference of larger numbers: its error is measured in standard errors.
            CorrectDigits.Assert(Digits, 1 + (ours.Estimate - Number(row, "est")!.Value) / scale, 1, $"{name}: {ours.Term} {ours.Estimate:R} for {Number(row, "est"):R}");
            if (error > 0) CorrectDigits.Assert(Digits, ours.StdError, error, $"{name}: error of {ours.Term}");
            if (error > 0 && Number(row, "pvalue") is > 1e-10 and var p) CorrectDigits.Assert(TailDigits, ours.PValue, p, $"{name}: p of {ours.Term}");
            if (error > 0) CorrectDigits.Assert(Digits, 1 + (ours.ConfLow - Number(row, "ci.lower")) / scale, 1, $"{name}: lower end of {ours.Term}");
        }
        Assert.True(compared >= fit.Parameters.Length - 1, $"{compared} of {fit.Parameters.Length} parameters were compared");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_measures_agree_with_lavaan(string name)
    {
        var (expected, fit) = (Case(name).GetProperty("measures"), Fit(name));
        int compared = 0;
        foreach (var measure in fit.Measures)
        {
            if (!expected.TryGetProperty(measure.Name, out var truth) || truth.ValueKind != JsonValueKind.Number) continue;
            compared++;
            double value = truth.GetDouble();
            // Below one scaled degree of freedom lavaan gives no interval, but zeros.
            if (measure.Name.EndsWith("scaled", StringComparison.Ordinal) && measure.Name.Contains("ci.", StringComparison.Ordinal) && fit["df"] * fit["chisq.scaling.factor"] < 1) continue;
            // Tails and ends of noncentral distributions keep fewer digits.
            double digits = measure.Name.Contains("pvalue", StringComparison.Ordinal) ? TailDigits : measure.Name.Contains("ci.", StringComparison.Ordinal) ? EndDigits : Digits;
            if (Math.Abs(value) < 1e-12) Assert.True(Math.Abs(measure.Value!.Value) < 1e-7, $"{name}: {measure.Name} {measure.Value:R} for {value:R}");
            else CorrectDigits.Assert(digits, measure.Value, value, $"{name}: {measure.Name}");
        }
        Assert.True(compared >= 18, $"{compared} measures were compared");
        // Incomplete rows have robust indices whatever the errors.
        if (fit.Spec.Missing == SemMissing.Fiml) Assert.NotNull(fit["cfi.robust"] * fit["tli.robust"] * (fit["rmsea.robust"] + 1));
    }

    [Theory]
    [MemberData(nameof(CasesStandardised))]
    public void Standardised_solutions_and_shares_agree_with_lavaan(string name)
    {
        var (expected, fit) = (Case(name), Fit(name));
        var latent = expected.GetProperty("std_lv").EnumerateArray().ToList();
        int at = 0;
        foreach (var row in expected.GetProperty("standardized").EnumerateArray())
        {
            double std = latent[at++].GetDouble();
            if (Ours(fit, row) is not { } ours) continue;
            CorrectDigits.Assert(Digits, 1 + ours.Standardised - Number(row, "est.std"), 1, $"{name}: {ours.Term}, std.all");
            CorrectDigits.Assert(Digits, ours.StandardisedLatent, std, $"{name}: {ours.Term}, std.lv");
            if (Number(row, "se") is > 1e-6 and var error) CorrectDigits.Assert(Digits, ours.StandardisedError, error, $"{name}: error of {ours.Term}, std.all");
        }
        if (expected.GetProperty("residuals") is { ValueKind: JsonValueKind.Array } residuals && residuals.GetArrayLength() == 1) CheckResiduals(residuals[0], fit, name);
        if (fit.Groups.Length == 1)
            foreach (var share in fit.Explained) CorrectDigits.Assert(Digits, share.Share, expected.GetProperty("r2").GetProperty(share.Variable).GetDouble(), $"{name}: R² of {share.Variable}");
    }

    [Theory]
    [MemberData(nameof(CasesWithIndices))]
    public void Modification_indices_agree_with_lavaan(string name)
    {
        var (expected, fit) = (Case(name).GetProperty("modindices").EnumerateArray().ToList(), Fit(name));
        int compared = 0;
        foreach (var row in expected.Where(row => row.GetProperty("op").GetString() != "~" || fit.Modifications.Any(one => one.Term == Term(row))))
        {
            var ours = fit.Modifications.Single(one => one.Term == Term(row) && (fit.Groups.Length == 1 || one.Group == fit.Groups[row.GetProperty("group").GetInt32() - 1].Name));
            CorrectDigits.Assert(Digits, 1 + ours.Index - Number(row, "mi"), 1, $"{name}: MI of {ours.Term}");
            CorrectDigits.Assert(Digits, 1 + ours.Change - Number(row, "epc"), 1, $"{name}: EPC of {ours.Term}");
            CorrectDigits.Assert(Digits, 1 + ours.Standardised - Number(row, "sepc.all"), 1, $"{name}: SEPC of {ours.Term}");
            compared++;
        }
        Assert.True(compared >= 25, $"{compared} indices were compared");
    }

    [Theory]
    [MemberData(nameof(CasesScored))]
    public void Scores_of_rows_agree_with_lavPredict(string name)
    {
        var (expected, fit) = (Case(name).GetProperty("scores"), Fit(name));
        foreach (var scoring in Enum.GetValues<FactorScoring>()) CheckScores(expected.GetProperty(scoring.ToString().ToLowerInvariant()), Scored(name, fit, scoring), $"{name}, {scoring}");
    }

    private static Frame Scored(string name, SemFit fit, FactorScoring scoring)
    {
        string? group = Case(name).GetProperty("settings") is { ValueKind: JsonValueKind.Object } settings && settings.TryGetProperty("group", out var field) ? field.GetString() : null;
        return (fit with { GroupField = group }).Scores(SemRows.File(Case(name).GetProperty("file").GetString()!), scoring);
    }

    // A factor without observed items has no score by Bartlett; lavaan says its mean.
    private static void CheckScores(JsonElement expected, Frame scores, string what)
    {
        var (rows, values) = (expected.GetProperty("rows").EnumerateArray().Select(one => one.GetInt32() - 1).ToArray(), expected.GetProperty("values").EnumerateArray().ToArray());
        string[] factors = [.. expected.GetProperty("factors").EnumerateArray().Select(one => one.GetString()!)];
        int compared = 0;
        for (int i = 0; i < rows.Length; i++)
            for (int f = 0; f < factors.Length; f++)
            {
                var column = (NumberColumn)scores[factors[f]];
                if (column.IsMissing(rows[i]) || values[i][f].ValueKind != JsonValueKind.Number) continue;
                CorrectDigits.Assert(Digits, 1 + column.Values[rows[i]], 1 + values[i][f].GetDouble(), $"{what}: {factors[f]} of row {rows[i] + 1}");
                compared++;
            }
        Assert.True(compared >= rows.Length * (factors.Length - 1), $"{compared} scores were compared");
    }

    [Fact]
    public void The_published_model_of_Holzinger_and_Swineford_is_found()
    {
        var fit = Fit("three factors");
        Assert.Equal((85.306, 24, .931, .896, .092, .065), (Round(fit["chisq"], 3), fit["df"], Round(fit["cfi"], 3), Round(fit["tli"], 3), Round(fit["rmsea"], 3), Round(fit["srmr"], 3)));
    }

    [Fact]
    public void A_published_matrix_with_labels_in_another_order_gives_the_same_fit()
    {
        var published = Expected.GetProperty("published");
        ImmutableArray<string> labels = [.. published.GetProperty("labels").EnumerateArray().Select(one => one.GetString()!)];
        var matrix = new LabelledMatrix(labels, [.. published.GetProperty("covariance").EnumerateArray().SelectMany(row => row.EnumerateArray().Select(one => one.GetDouble()))]);
        var spec = new SemSpec(ModelSyntax.Parse(Case("three factors").GetProperty("model").GetString()!)) { Method = "cfa" };
        var (ours, rows) = (SemModel.Fit(SemModel.Estimate(spec, SemStatistics.Of(spec.Model.Observed, matrix, null, published.GetProperty("nobs").GetInt64()))), Fit("three factors"));
        Assert.Equal("x9", labels[0]);
        foreach (var (one, other) in ours.Parameters.Zip(rows.Parameters)) CorrectDigits.Assert(10, one.Estimate, other.Estimate, one.Term);
        CorrectDigits.Assert(10, ours["chisq"], rows["chisq"]!.Value, "χ²");
    }

    [Fact]
    public void Reliability_and_discriminant_validity_agree_with_semTools()
    {
        var expected = Expected.GetProperty("validity");
        string model = expected.GetProperty("model").GetString()!;
        var rows = SemRows.File("holzinger.csv");
        var (fit, clustered) = (SemRows.Fit(model, rows), SemRows.Fit(model, rows.WithText("ageyr"), "ageyr"));
        foreach (var factor in fit.Factors)
        {
            double Of(string name) => expected.GetProperty(name).GetProperty(factor.Factor).GetDouble();
            CorrectDigits.Assert(Digits, factor.Extracted, Of("ave"), $"AVE of {factor.Factor}");
            CorrectDigits.Assert(Digits, factor.Composite, Of("cr"), $"CR of {factor.Factor}");
            CorrectDigits.Assert(Digits, factor.Alpha, Of("alpha"), $"alpha of {factor.Factor}");
            CorrectDigits.Assert(Digits, factor.Omega, Of("omega"), $"omega of {factor.Factor}");
        }
        double z = 1.959963984540054;
        for (int i = 0; i < 3; i++)
        {
            var (pair, other) = (fit.Pairs[i], clustered.Pairs[i]);
            double Of(string name) => expected.GetProperty(name)[i].GetDouble();
            CorrectDigits.Assert(Digits, pair.Htmt, Of("htmt"), $"HTMT of {pair.First} and {pair.Second}");
            CorrectDigits.Assert(Digits, pair.Htmt2, Of("htmt2"), $"HTMT2 of {pair.First} and {pair.Second}");
            CorrectDigits.Assert(Digits, (pair.HtmtHigh - pair.HtmtLow) / (2 * z), Of("htmt_se"), $"error of HTMT of {pair.First} and {pair.Second}");
            CorrectDigits.Assert(Digits, (pair.Htmt2High - pair.Htmt2Low) / (2 * z), Of("htmt2_se"), $"error of HTMT2 of {pair.First} and {pair.Second}");
            CorrectDigits.Assert(Digits, (other.HtmtHigh - other.HtmtLow) / (2 * z), Of("htmt_cluster_se"), $"clustered error of HTMT of {pair.First} and {pair.Second}");
        }
        Assert.Equal([true, true, true], fit.Pairs.Select(pair => pair.FornellLarcker));
    }

    private static double Round(double? value, int digits) => Math.Round(value!.Value, digits);

    private static void CheckResiduals(JsonElement residuals, SemFit fit, string name)
    {
        string[] labels = [.. residuals.GetProperty("labels").EnumerateArray().Select(one => one.GetString()!)];
        foreach (var (first, second, _, residual) in fit.Residuals)
        {
            double truth = residuals.GetProperty("values")[Array.IndexOf(labels, first)][Array.IndexOf(labels, second)].GetDouble();
            CorrectDigits.Assert(fit.Spec.Missing == SemMissing.Fiml ? Digits - 0.5 : Digits, 1 + residual - truth, 1, $"{name}: residual of {first} and {second}");
        }
    }

    private static TheoryData<string> With(string table) => [.. Expected.GetProperty("cases").EnumerateArray().Where(one => one.TryGetProperty(table, out _)).Select(one => one.GetProperty("name").GetString()!)];

    internal static JsonElement Case(string name) => Expected.GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);

    private static SemParameter? Ours(SemFit fit, JsonElement row)
    {
        string group = fit.Groups.Length > 1 && row.TryGetProperty("group", out var index) && index.GetInt32() > 0 ? fit.Groups[index.GetInt32() - 1].Name : "";
        string text = Term(row), turned = $"{row.GetProperty("rhs").GetString()} ~~ {row.GetProperty("lhs").GetString()}";
        return fit.Parameters.FirstOrDefault(one => one.Group == group && (one with { Group = "" }).Term is var term && (term == text || (one.Operator == ParameterOperator.Covariance && term == turned)));
    }

    private static string Term(JsonElement row) => row.GetProperty("op").GetString() switch
    {
        "~1" => $"{row.GetProperty("lhs").GetString()} ~ 1",
        ":=" => row.GetProperty("lhs").GetString()!,
        var op => $"{row.GetProperty("lhs").GetString()} {op} {row.GetProperty("rhs").GetString()}",
    };

    private static double? Number(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    internal static SemFit Fit(string name)
    {
        var one = Case(name);
        var settings = one.GetProperty("settings") is { ValueKind: JsonValueKind.Object } given ? given.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!) : [];
        string? cluster = settings.GetValueOrDefault("cluster");
        var rows = SemRows.File(one.GetProperty("file").GetString()!);
        return SemRows.Fit(one.GetProperty("model").GetString()!, cluster is null ? rows : rows.WithText(cluster), cluster, settings.GetValueOrDefault("group"), spec => spec with
        {
            Method = one.GetProperty("method").GetString()!,
            Estimator = settings.GetValueOrDefault("estimator") switch { "mlm" => SemEstimator.Mlm, "mlr" => SemEstimator.Mlr, _ => SemEstimator.Ml },
            Missing = settings.GetValueOrDefault("missing") == "fiml" ? SemMissing.Fiml : SemMissing.Listwise,
            StandardisedLatent = settings.ContainsKey("std.lv"),
            MeanStructure = settings.ContainsKey("meanstructure") ? true : null,
            FixedX = !settings.ContainsKey("fixed.x"),
            Equal = settings.TryGetValue("equal", out string? equal) ? [.. equal.Split(',')] : [],
        }, settings.GetValueOrDefault("weights"));
    }
}
