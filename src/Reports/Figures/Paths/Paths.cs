namespace CoProduction.Reports;

/// <summary>Diagrams of a structural model: what is measured in ovals and boxes, what relates to what as arrows with standardised weights. Structure and measurement are two figures, since one drawing of six constructs with their items cannot be read.</summary>
public static class Paths
{
    /// <summary>Kind of the figure of the structural part: constructs, their arrows and covariances.</summary>
    public const string Kind = "paths";

    /// <summary>Kind of the figure of the measurement part: constructs with their items.</summary>
    public const string MeasurementKind = "measurement";

    /// <summary>Key of the arrow that stands for a loading.</summary>
    public const string Loading = "loading";

    /// <summary>Key of the arrow that stands for an effect.</summary>
    public const string Effect = "effect";

    /// <summary>Key of the arrow that stands for a covariance.</summary>
    public const string Covariance = "covariance";

    /// <summary>Key of the row, from a variable to itself, that holds its explained variance.</summary>
    public const string Explained = "explained";

    /// <summary>The figure of a model's arrows.</summary>
    /// <param name="id">Id of the figure, used in file names.</param>
    /// <param name="data">Table with the dimensions <c>from</c>, <c>to</c>, <c>arrow</c> and, with several groups, <c>group</c>, and the measures <c>weight</c> and <c>p_value</c>.</param>
    /// <param name="caption">Caption: sample, method, fit.</param>
    /// <param name="alt">What the figure shows, without numbers.</param>
    /// <param name="measurement">True for the measurement part.</param>
    public static CandidateFigure Of(string id, CandidateTable data, Label caption, Label alt, bool measurement = false) => new(
        id, measurement ? MeasurementKind : Kind, data.Title, caption, alt,
        [("from", "from"), ("to", "to"), ("arrow", "arrow"), .. data.Dimensions.Any(dimension => dimension.Id == "group") ? new[] { ("series", "group") } : [], ("weight", "weight"), ("p", "p_value")], data);
}
