using System.Collections.Immutable;

namespace CoProduction.Reports;

/// <summary>A kind of figure: one spec, drawn for print and for the screen.</summary>
/// <param name="Id">Kind in <see cref="ReleasedFigure.Kind"/>.</param>
/// <param name="Print">Composes the printed figure.</param>
/// <param name="Screen">JSON of the interactive figure.</param>
internal sealed record FigureKind(string Id, Func<ReleasedFigure, PrintPage, Sheet> Print, Func<ReleasedFigure, Language, string> Screen)
{
    private static readonly ImmutableArray<FigureKind> All =
    [
        new(SpendingShares.Kind, SpendingSharesPrint.Compose, SpendingSharesScreen.Json),
        new(Coefficients.Kind, CoefficientsPrint.Compose, CoefficientsScreen.Json),
        new(Likert.Kind, LikertPrint.Compose, LikertScreen.Json),
        new(Funnel.Kind, FunnelPrint.Compose, FunnelScreen.Json),
    ];

    /// <summary>The kind of a figure.</summary>
    /// <exception cref="StudyException">No such kind.</exception>
    public static FigureKind Of(ReleasedFigure figure) =>
        All.FirstOrDefault(kind => kind.Id == figure.Kind) ?? throw ReportsFaults.UnknownKind(figure.Kind, All.Select(kind => kind.Id));
}
