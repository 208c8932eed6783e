using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Reports;

namespace CoProduction.Workbench.Evidence;

/// <summary>The figures of a fitted model: its estimates, its paths, its measurement, its predictions.</summary>
internal static class ModelFigures
{
    private const string Diagram = "path_diagram", Shares = "r_squared", Predictions = "predictions", Standardised = "standardized";
    private static readonly ImmutableArray<string> Fits = ["chisq", "df", "cfi", "rmsea", "srmr"];

    /// <summary>The figures that a study file names, in its order.</summary>
    /// <param name="names">Such as <c>coefficients:drivers</c>.</param>
    /// <param name="models">The fitted models.</param>
    /// <exception cref="StudyException">A model has nothing that a figure could draw.</exception>
    public static IEnumerable<CandidateFigure> Of(IEnumerable<string> names, IReadOnlyCollection<FittedModel> models) => names
        .Select(name => name.Split(':', 2)).Where(parts => parts.Length == 2 && FigureKinds.Argument(parts[0]) == "model")
        .SelectMany(parts => models.Where(model => model.Plan.Id == parts[1]).Select(model => Of(parts[0], model)));

    /// <summary>The figure of a kind.</summary>
    public static CandidateFigure Of(string kind, FittedModel model) => kind switch
    {
        FigureKinds.Paths => PathsOf(model, measurement: false),
        FigureKinds.Measurement => PathsOf(model, measurement: true),
        FigureKinds.Probabilities => ProbabilitiesOf(model),
        _ => CoefficientsOf(model),
    };

    /// <summary>The estimates with their intervals, the constant left out.</summary>
    public static CandidateFigure CoefficientsOf(FittedModel model)
    {
        ImmutableArray<TableRow> rows = [.. model.Coefficients.Rows.Where(row => row.Key[0] != FittedModel.Intercept)];
        var slopes = model.Coefficients with { Id = $"{model.Coefficients.Id}-figure", Rows = rows.IsEmpty ? model.Coefficients.Rows : rows };
        return Coefficients.Of($"coefficients-{model.Plan.Id}", slopes, slopes.Note,
            new($"{slopes.Title.Zh}：各项估计值与95%置信区间", $"{slopes.Title.En}: estimates with 95% confidence intervals"), // A path and the effects that it is part of are read in causal order, the paths first.
            model.Fit.Method == "mediation" ? TermOrder.AsGiven : TermOrder.ByEstimate);
    }

    /// <summary>The path diagram of a structural model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="measurement">True for constructs with their items; false for constructs and how they relate.</param>
    /// <exception cref="UsageException">The model has no paths.</exception>
    public static CandidateFigure PathsOf(FittedModel model, bool measurement)
    {
        var arrows = Part(model, Diagram) ?? throw EvidenceFaults.NoPaths(model);
        string kind = measurement ? FigureKinds.Measurement : FigureKinds.Paths;
        var data = arrows with { Id = $"{model.Coefficients.Id}-{kind}-figure", Title = Titled(model, measurement ? new("测量部分", "measurement") : new("路径图", "path diagram")), Rows = [.. arrows.Rows.Select(row => Tested(model, row)), .. Explained(model, arrows)] };
        return Paths.Of($"{kind}-{model.Plan.Id}", data, Captioned(model), measurement
            ? new($"{data.Title.Zh}：各构念及其题目的标准化载荷", $"{data.Title.En}: constructs with the standardised loadings of their items")
            : new($"{data.Title.Zh}：构念之间的标准化路径系数", $"{data.Title.En}: standardised paths between constructs"), measurement);
    }

    /// <summary>The prediction curves of a choice model.</summary>
    /// <exception cref="UsageException">The model predicts nothing.</exception>
    public static CandidateFigure ProbabilitiesOf(FittedModel model)
    {
        var table = Part(model, Predictions) ?? throw EvidenceFaults.NoPredictions(model);
        bool counts = table.Rows.Any(row => row.Key[2] == "mean");
        var data = table with
        {
            Id = $"{model.Coefficients.Id}-probabilities-figure",
            Rows = [.. table.Rows.Where(row => IsWithin(model, row.Key[0], row.Key[1]))],
            Title = Titled(model, counts ? new("预测均值", "predicted mean") : new("预测概率", "predicted probabilities")),
            Measures = [.. table.Measures.Select(measure => counts ? measure : measure with { Kind = MeasureKind.Share, Decimals = 1, Label = measure.Id == "estimate" ? new("预测概率", "Predicted probability") : measure.Label })],
        };
        return Probabilities.Of($"{FigureKinds.Probabilities}-{model.Plan.Id}", data, model.Coefficients.Note, new($"{data.Title.Zh}：随各变量的变化", $"{data.Title.En} over the range of the variables"));
    }

    // Nobody can have a value beyond the ends of a scale: what is predicted there is not drawn.
    private static bool IsWithin(FittedModel model, string variable, string value)
    {
        var items = model.Names.Questions.Where(question => (question.Construct == variable || question.Item == variable) && question is { Minimum: not null, Maximum: not null }).ToList();
        return items.Count == 0 || !double.TryParse(value, CultureInfo.InvariantCulture, out double number) || (number >= items.Min(item => item.Minimum) && number <= items.Max(item => item.Maximum));
    }

    private static CandidateTable? Part(FittedModel model, string part) => model.Tables.FirstOrDefault(table => table.Id == model.PartId(part));

    private static Label Titled(FittedModel model, Label what) => new($"{model.Coefficients.Title.Zh}：{what.Zh}", $"{model.Coefficients.Title.En}: {what.En}");

    // The loading that sets a construct's scale is fixed, and only its standardised value has a test.
    private static TableRow Tested(FittedModel model, TableRow row)
    {
        if (row.Key[2] != Paths.Loading || row.Values[1].State != ValueState.Absent) return row;
        string term = $"{row.Key[0]} =~ {row.Key[1]}{(row.Key.Length > 3 ? $" [{row.Key[3]}]" : "")}";
        var found = Part(model, Standardised)?.Rows.FirstOrDefault(one => one.Key[0] == term);
        return found is null ? row : row with { Values = [row.Values[0], found.Values[2]] };
    }

    // A row from each explained variable to itself: the diagram writes R² into its oval.
    private static IEnumerable<TableRow> Explained(FittedModel model, CandidateTable arrows)
    {
        var drawn = arrows.Rows.Where(row => row.Key[2] != Paths.Loading).SelectMany(row => row.Key.Take(2)).ToHashSet(StringComparer.Ordinal);
        var label = MethodWords.Of(Paths.Explained)!;
        return (Part(model, Shares)?.Rows ?? []).Where(row => drawn.Contains(row.Key[0]))
            .Select(row => row with { Key = [row.Key[0], row.Key[0], Paths.Explained, .. row.Key[1..]], Labels = [row.Labels[0], row.Labels[0], label, .. row.Labels[1..]], Values = [row.Values[0], Value.Absent] });
    }

    private static Label Captioned(FittedModel model)
    {
        var glance = model.Fit.Glance().Where(entry => entry.Value is not null).ToDictionary(entry => entry.Name, entry => entry.Value!.Value);
        string Shown(string name, string format) => glance[name].ToString(format, CultureInfo.InvariantCulture);
        if (!Fits.All(glance.ContainsKey)) return model.Coefficients.Note;
        string fit = $"χ² = {Shown("chisq", "0.0")}, df = {Shown("df", "0")}, CFI = {Shown("cfi", "0.000")}, RMSEA = {Shown("rmsea", "0.000")}, SRMR = {Shown("srmr", "0.000")}";
        return new($"{fit}。{model.Coefficients.Note.Zh}", $"{fit}. {model.Coefficients.Note.En}");
    }
}
