using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Surveys;

/// <summary>The numbers that tests/Reference/survey/survey.R wrote, and its rows.</summary>
internal static class SurveyReference
{
    internal sealed record Case(
        string Data, Dictionary<string, string> Design, string Statement, JsonElement Settings, string[] Terms, double[] Estimate, double[] Std_error, JsonElement More);

    internal sealed record Bootstrap(string[] Units, double[][] Factors);

    internal sealed record Margin(string Term, double Estimate, double Std_error);

    internal sealed record Expected(Case[] Cases, Bootstrap Bootstrap, Dictionary<string, Dictionary<string, double[]>> Weights, Margin[] Margins);

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly string[] Texts = ["stratum", "psu", "kind", "tenure"];

    internal static Expected Numbers { get; } = JsonSerializer.Deserialize<Expected>(File.ReadAllText(PathOf("expected.json")), Web)!;

    internal static Frame All { get; } = ReadFrame("sample.csv", _ => true);

    internal static Frame Sample { get; } = ReadFrame("sample.csv", stratum => stratum != "z");

    internal static Frame Pairs { get; } = ReadFrame("pairs.csv", _ => true);

    internal static Frame Rows(string data) => data switch { "all" => All, "pairs" => Pairs, _ => Sample };

    internal static Dictionary<string, Variable> Variables(Frame rows) => rows.Columns.ToDictionary(column => column.Name, column => column is TextColumn text
        ? new Variable(column.Name, [.. text.Values.Where(value => value.Length > 0).Distinct().Order(StringComparer.Ordinal)]) : Variable.Numeric(column.Name));

    internal static SurveyStatistics Reduce(SurveySpec spec, Frame rows, int block = int.MaxValue)
    {
        Frame[] blocks = [.. Enumerable.Range(0, (rows.Rows + Math.Min(block, rows.Rows) - 1) / Math.Min(block, rows.Rows)).Select(i => Slice(rows, i * block, Math.Min(block, rows.Rows - i * block)))];
        return SurveyReduction.Of(spec, Analysis.DesignPlan.Of(spec.Statement.Formula, SurveyReduction.Levels(spec, Variables(rows), blocks)), blocks);
    }

    internal static SurveyFit Fit(SurveySpec spec, Frame rows) => Survey.Fit(spec, Reduce(spec, rows));

    internal static SurveySpec Spec(Case one)
    {
        string? Field(string name) => one.Design.GetValueOrDefault(name);
        var settings = one.Settings.ValueKind == JsonValueKind.Object ? one.Settings.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!) : [];
        string Setting(string name, string otherwise) => settings.GetValueOrDefault(name, otherwise);
        var weighting = settings.TryGetValue("rake", out string? rake) ? WeightingSpec.Rake(WeightingSpec.ParseMargins(rake))
            : settings.TryGetValue("poststratify", out string? post) ? WeightingSpec.PostStratify(WeightingSpec.ParseMargins(post)[0])
            : settings.TryGetValue("calibrate", out string? totals) ? WeightingSpec.Calibrate(WeightingSpec.ParseTotals(totals)) : null;
        return new SurveySpec(SurveyStatement.Parse(one.Statement), new SampleDesign(Field("weights"), Field("cluster"), Field("strata"), Field("fpc")))
        {
            Variance = Enum.Parse<SurveyVariance>(Setting("variance", "taylor").Replace("given", "taylor", StringComparison.Ordinal), ignoreCase: true),
            Lonely = Enum.Parse<LonelyPolicy>(Setting("lonely", "fail"), ignoreCase: true),
            Interval = Enum.Parse<ProportionInterval>(Setting("interval", "logit"), ignoreCase: true),
            Family = Enum.Parse<SurveyFamily>(Setting("family", "gaussian"), ignoreCase: true),
            Weighting = weighting,
        };
    }

    private static Frame Slice(Frame rows, int start, int length) => start == 0 && length == rows.Rows ? rows : new Frame([.. rows.Columns.Select(column => (Column)(column switch
    {
        NumberColumn number => number with { Values = number.Values.Slice(start, length), Reasons = number.Reasons.IsDefaultOrEmpty ? [] : number.Reasons.Slice(start, length) },
        TextColumn text => text with { Values = text.Values.Slice(start, length) },
        _ => throw new NotSupportedException(column.Name),
    }))]);

    private static string PathOf(string file) => Path.Combine(RealFiles.Root, "tests", "Reference", "survey", file);

    private static Frame ReadFrame(string file, Func<string, bool> kept)
    {
        var lines = File.ReadAllLines(PathOf(file)).Select(line => line.Split(',')).ToArray();
        var rows = lines.Skip(1).Where(line => kept(line[0])).ToArray();
        return new Frame([.. lines[0].Select((name, c) => ColumnOf(name, [.. rows.Select(row => row[c])]))]);
    }

    private static Column ColumnOf(string name, ImmutableArray<string> cells) => Texts.Contains(name) ? new TextColumn(name, cells, [])
        : new NumberColumn(name, [.. cells.Select(cell => cell.Length == 0 ? 0 : double.Parse(cell, CultureInfo.InvariantCulture))],
            cells.Contains("") ? [.. cells.Select(cell => cell.Length == 0 ? MissingReason.Blank : MissingReason.Present)] : []);
}
