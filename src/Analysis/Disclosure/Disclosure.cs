namespace CoProduction.Analysis;

/// <summary>The one gate of waist 2: makes released tables and figures out of candidates.</summary>
public static partial class Disclosure
{
    /// <summary>A figure whose data has been reviewed; its texts say no more than the data's own.</summary>
    public static ReleasedFigure Review(CandidateFigure figure, PrivacyPlan policy)
    {
        var data = Review(figure.Data, policy);
        return new ReleasedFigure(Redaction.Texts(figure, data), data);
    }
}
