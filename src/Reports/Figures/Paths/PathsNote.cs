namespace CoProduction.Reports;

/// <summary>The note that says how a path diagram is read.</summary>
internal static class PathsNote
{
    /// <summary>What this diagram's signs mean; signs that it lacks are left out.</summary>
    public static Label Of(ReleasedFigure figure)
    {
        var model = PathModel.Of(figure);
        Label?[] parts =
        [
            new("数字：标准化系数；* p\u00a0<\u00a00.05，** p\u00a0<\u00a00.01，*** p\u00a0<\u00a00.001。", "Numbers: standardised; * p\u00a0<\u00a00.05, ** p\u00a0<\u00a00.01, *** p\u00a0<\u00a00.001."),
            model.Arrows.Any(arrow => !arrow.Holds) ? new("虚线：p\u00a0≥\u00a00.05。", "Dashed: p\u00a0≥\u00a00.05.") : null,
            model.Nodes.All(node => node.IsLatent) ? new("椭圆：由题目测量的构念。", "Ovals: constructs measured by items.") : new("椭圆：构念；方框：题目或观测变量。", "Ovals: constructs; boxes: items or observed variables."),
            model.Arrows.Any(arrow => arrow.IsCovariance) ? new("弯线：相关。", "Curves: correlations.") : null,
            model.Groups.Length > 1 ? new($"斜杠依次隔开：{string.Join("、", model.Groups.Select(group => group.Zh))}。", $"Slashes part: {string.Join(", ", model.Groups.Select(group => group.En))}.") : null,
            figure.Data.Withheld > 0 ? Words.WithheldNote : null,
        ];
        return new(string.Concat(parts.OfType<Label>().Select(part => part.Zh)), string.Join(' ', parts.OfType<Label>().Select(part => part.En)));
    }
}
