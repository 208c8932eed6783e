using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Choices;

/// <summary>The numbers that tests/Reference/choice/choice.R wrote, and its rows.</summary>
internal static class ChoiceReference
{
    internal sealed record Case(
        string Name, string Method, string Formula, JsonElement Design, JsonElement Settings, string[] Terms, double[] Estimate, double[] Std_error, JsonElement Glance);

    internal sealed record BrantRows(string[] Term, double[] Statistic, double[] Df);

    internal sealed record Margin(string Term, int Outcome, string Kind, double Estimate, double Std_error);

    internal sealed record Margins(string Method, string Formula, string Part, JsonElement Design, JsonElement Settings, Margin[] Rows);

    internal sealed record Model(string[] Terms, double[] Estimate, double[] Std_error, double Deviance);

    internal sealed record PublishedModels(Model Wvs, Model Housing);

    internal sealed record Expected(Case[] Cases, BrantRows Brant, Margins[] Margins, PublishedModels Published);

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    internal static Expected Numbers { get; } = JsonSerializer.Deserialize<Expected>(File.ReadAllText(PathOf("expected.json")), Web)!;

    internal static Frame Sample { get; } = ReadFrame("input.csv");

    internal static Frame ReadFrame(string file)
    {
        var lines = File.ReadAllLines(PathOf(file)).Select(line => line.Split(',')).ToArray();
        return new Frame([.. lines[0].Select((name, c) => ColumnOf(name, [.. lines.Skip(1).Select(line => line[c])]))]);
    }

    internal static ChoiceFamily Family(string method) => method switch
    {
        "logit" => ChoiceFamily.Logit,
        "probit" => ChoiceFamily.Probit,
        "ologit" => ChoiceFamily.OrderedLogit,
        "oprobit" => ChoiceFamily.OrderedProbit,
        "mlogit" => ChoiceFamily.Multinomial,
        "poisson" => ChoiceFamily.Poisson,
        "negbin" => ChoiceFamily.NegativeBinomial,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };

    internal static ChoiceSpec Spec(string method, string formula, SampleDesign? design = null) => new(Family(method), Formula.Parse(formula), design ?? new SampleDesign());

    internal static ChoiceSpec Spec(Case one) => Spec(one.Method, one.Formula, one.Design, one.Settings);

    internal static ChoiceSpec Spec(string method, string formula, JsonElement design, JsonElement settings)
    {
        string? Of(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.GetString() : null;
        return With(Spec(method, formula, new SampleDesign(Of(design, "weights"), Of(design, "cluster"), Of(design, "strata"), Of(design, "fpc"))), name => Of(settings, name));
    }

    internal static ChoiceSpec With(ChoiceSpec spec, Func<string, string?> setting) => spec with
    {
        Offset = setting("offset"),
        Repeated = setting("weights") == "frequency",
        Errors = setting("vcov") is { } vcov ? ChoiceErrors.Parse(vcov) : null,
        Nominal = setting("nominal") is { } nominal ? [nominal] : [],
        At = setting("at") is { } at ? [.. at.Split(", ").Select(part => (part.Split('=')[0], part.Split('=')[1]))] : null,
    };

    internal static ChoiceFit Fit(ChoiceSpec spec, Frame? rows = null, int block = int.MaxValue)
    {
        var all = rows ?? Sample;
        Frame[] blocks = [.. Enumerable.Range(0, (all.Rows + Math.Min(block, all.Rows) - 1) / Math.Min(block, all.Rows)).Select(i => Slice(all, [.. Enumerable.Range(i * block, Math.Min(block, all.Rows - i * block))]))];
        return ChoiceModel.Fit(spec, ChoicePlan.Of(spec, ChoiceModel.Levels(spec, Variables(all), blocks)), blocks);
    }

    internal static Frame Slice(Frame rows, int[] kept) => new([.. rows.Columns.Select(column => (Column)(column switch
    {
        NumberColumn number => number with { Values = [.. kept.Select(r => number.Values[r])], Reasons = number.Reasons.IsDefaultOrEmpty ? [] : [.. kept.Select(r => number.Reasons[r])] },
        TextColumn text => text with { Values = [.. kept.Select(r => text.Values[r])], Reasons = text.Reasons.IsDefaultOrEmpty ? [] : [.. kept.Select(r => text.Reasons[r])] },
        _ => throw new NotSupportedException(column.Name),
    }))]);

    private static Dictionary<string, Variable> Variables(Frame rows) => rows.Columns.ToDictionary(column => column.Name, column => column is TextColumn text
        ? new Variable(column.Name, [.. text.Values.Where(value => value.Length > 0).Distinct().Order(StringComparer.Ordinal)]) : Variable.Numeric(column.Name));

    private static string PathOf(string file) => Path.Combine(RealFiles.Root, "tests", "Reference", "choice", file);

    private static Column ColumnOf(string name, ImmutableArray<string> cells) => cells.All(cell => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        ? new NumberColumn(name, [.. cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))], []) : new TextColumn(name, cells, []);
}
