using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>One figure of a study, for print.</summary>
public static class Drawing
{
    /// <summary>Loads what changed and releases the figure.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="name">Name as the study file writes it, such as <c>likert:satisfaction</c>.</param>
    /// <param name="progress">Steps for people.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UsageException">The study has no such figure; names the nearest.</exception>
    public static async Task<ReleasedFigure> FigureAsync(StudyPlan plan, string name, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        await using var store = await StudyStores.OpenAsync(plan, cancellationToken).ConfigureAwait(false);
        var load = await Loading.LoadAsync(plan, store, progress, cancellationToken).ConfigureAwait(false);
        LoadAudit.Keep(plan, load);
        var figures = (await Running.ReleaseAsync(plan, store, load, progress, cancellationToken).ConfigureAwait(false)).Figures.ToList();
        return figures.FirstOrDefault(figure => figure.Id == Id(name)) ?? throw new UsageException(new Fault(
            $"The study has no figure '{name}'", "", "a figure is named in the study file or follows from a loaded source", figures.Count == 0 ? "The study has none: load a fund ledger or a survey, and name figures in the study file" : Nearest.Suggest(name, figures.Select(figure => figure.Id))));
    }

    /// <summary>Id of a figure, used in file names: <c>likert:satisfaction</c> is <c>likert-satisfaction</c>.</summary>
    internal static string Id(string name) => name.Replace(':', '-');
}
