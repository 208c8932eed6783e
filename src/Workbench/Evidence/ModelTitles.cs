namespace CoProduction.Workbench.Evidence;

/// <summary>Headings of models: the study's own title, or what is modelled with the model's id.</summary>
internal static class ModelTitles
{
    /// <summary>Heading of a model's tables and figures.</summary>
    /// <param name="model">The model as the study names it.</param>
    /// <param name="outcome">Label of what the formula explains.</param>
    public static Label Of(ModelPlan model, Label outcome)
    {
        var said = model.Title is { } given ? Marked(model.Request.Method, given) : Subject(model, outcome);
        bool weighted = model.Request.Weights is not null && !IsStructural(model);
        return new($"{said.Zh}（{model.Survey}{(weighted ? "，加权" : "")}）", $"{said.En} ({model.Survey}{(weighted ? ", weighted" : "")})");
    }

    /// <summary>A model among others: its name, and its method in brackets.</summary>
    public static Label WithMethod(ModelPlan model, string method) => new($"{model.Name.Zh} ({method})", $"{model.Name.En} ({method})");

    /// <summary>Left of the tilde, or the end of a path; a scale's name stands left of =~.</summary>
    public static string OutcomeName(string formula) => formula.Contains('~', StringComparison.Ordinal)
        ? formula[..formula.IndexOf('~', StringComparison.Ordinal)].Trim(' ', '=') : formula.Split("->")[^1].Split('|')[0].Trim();

    private static bool IsStructural(ModelPlan model) => model.Request.Method is "cfa" or "sem";

    private static Label Subject(ModelPlan model, Label outcome)
    {
        var what = model.Request.Method switch
        {
            "cfa" => new Label("测量模型", "Measurement model"),
            "sem" => new Label("结构方程模型", "Structural model"),
            "describe" => new Label("样本概况与组间比较", "Sample profile and comparisons"),
            "efa" => new Label("探索性因子", "Exploratory factors"),
            "missing" => new Label("缺失值", "Missing values"),
            var method => Marked(method, outcome),
        };
        return new($"{what.Zh}：{model.Id}", $"{what.En}: {model.Id}");
    }

    // What was searched for is not tested, whatever its author calls it.
    private static Label Marked(string method, Label title) => method == "trees" ? new($"探索性：{title.Zh}", $"Exploratory: {title.En}") : title;
}
