using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>A kind of figure: one spec, drawn for print and for the screen.</summary>
/// <param name="Id">Kind in <see cref="ReleasedFigure.Kind"/>.</param>
/// <param name="Print">Composes the printed figure.</param>
/// <param name="Screen">JSON of the interactive figure.</param>
/// <param name="Note">How its signs are read; null for those that need no words.</param>
internal sealed record FigureKind(string Id, Func<ReleasedFigure, PrintPage, Sheet> Print, Func<ReleasedFigure, Language, string> Screen, Func<ReleasedFigure, Label>? Note = null)
{
    private static readonly ImmutableArray<FigureKind> All =
    [
        new(SpendingShares.Kind, SpendingSharesPrint.Compose, SpendingSharesScreen.Json),
        new(Coefficients.Kind, CoefficientsPrint.Compose, CoefficientsScreen.Json, _ => Words.FilledNote),
        new(Likert.Kind, LikertPrint.Compose, LikertScreen.Json),
        new(Funnel.Kind, FunnelPrint.Compose, FunnelScreen.Json, _ => Words.FunnelNote),
        new(Paths.Kind, PathsPrint.Compose, PathsScreen.Json, PathsNote.Of),
        new(Paths.MeasurementKind, PathsPrint.Compose, PathsScreen.Json, PathsNote.Of),
        new(Probabilities.Kind, ProbabilitiesPrint.Compose, ProbabilitiesScreen.Json, _ => Words.CurvesNote),
    ];

    /// <summary>The kind of a figure.</summary>
    /// <exception cref="StudyException">No such kind.</exception>
    public static FigureKind Of(ReleasedFigure figure) =>
        All.FirstOrDefault(kind => kind.Id == figure.Kind) ?? throw ReportsFaults.UnknownKind(figure.Kind, All.Select(kind => kind.Id));
}
