namespace CoProduction.Reports;

/// <summary>Reads a figure's data through its encodings.</summary>
internal static class FigureColumns
{
    /// <summary>Position of the dimension that a channel shows.</summary>
    /// <exception cref="StudyException">The channel is unused or names no dimension.</exception>
    public static int Dimension(this ReleasedFigure figure, string channel) =>
        Position(figure, channel, [.. figure.Data.Dimensions.Select(dimension => dimension.Id)]);

    /// <summary>Position of the measure that a channel shows.</summary>
    /// <exception cref="StudyException">The channel is unused or names no measure.</exception>
    public static int Measure(this ReleasedFigure figure, string channel) =>
        Position(figure, channel, [.. figure.Data.Measures.Select(measure => measure.Id)]);

    /// <summary>Position of the measure that a channel shows; null when the channel is unused.</summary>
    public static int? OptionalMeasure(this ReleasedFigure figure, string channel) => figure.Column(channel) is null ? null : figure.Measure(channel);

    /// <summary>Rows that are no totals.</summary>
    /// <exception cref="StudyException">There is none.</exception>
    public static List<TableRow> DetailRows(this ReleasedFigure figure)
    {
        var rows = figure.Data.Rows.Where(row => !row.Key.Contains(TableRow.Total)).ToList();
        return rows.Count > 0 ? rows : throw ReportsFaults.Empty(figure.Id);
    }

    /// <summary>Distinct keys of a dimension with their labels, in order of first appearance.</summary>
    public static List<(string Key, Label Label)> Levels(this IEnumerable<TableRow> rows, int dimension) =>
        [.. rows.Select(row => (row.Key[dimension], row.Labels[dimension])).DistinctBy(level => level.Item1)];

    private static int Position(ReleasedFigure figure, string channel, string[] columns)
    {
        string? column = figure.Column(channel);
        int position = Array.IndexOf(columns, column);
        return position >= 0 ? position : throw ReportsFaults.UnknownColumn(figure.Id, channel, column, columns);
    }
}

/// <summary>A value as a drawing sees it: a number, withheld, or not there.</summary>
/// <param name="Number">The number; null when there is none.</param>
/// <param name="Withheld">True when the review withheld it.</param>
internal readonly record struct Drawn(double? Number, bool Withheld)
{
    public static Drawn Of(Value value) => value.State switch
    {
        ValueState.Number => new(value.Number, false),
        ValueState.Amount => new((double)value.Amount, false),
        ValueState.Suppressed => new(null, true),
        _ => default,
    };
}
