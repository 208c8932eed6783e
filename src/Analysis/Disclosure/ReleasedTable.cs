using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A table that has passed <see cref="Disclosure.Review(CandidateTable, PrivacyPlan)"/>. Nothing else can make one, and renderers accept nothing else.</summary>
public sealed class ReleasedTable
{
    private readonly CandidateTable _table;

    internal ReleasedTable(CandidateTable reviewed, int withheld, Label review) => (_table, Withheld, ReviewNote) = (reviewed, withheld, review);

    /// <summary>Id of the table, used in file names.</summary>
    public string Id => _table.Id;

    /// <summary>Title for people.</summary>
    public Label Title => _table.Title;

    /// <summary>The key columns.</summary>
    public ImmutableArray<Dimension> Dimensions => _table.Dimensions;

    /// <summary>The value columns.</summary>
    public ImmutableArray<TableMeasure> Measures => _table.Measures;

    /// <summary>Rows in long form; withheld values have state <see cref="ValueState.Suppressed"/>, and the base of a withheld row is 0.</summary>
    public ImmutableArray<TableRow> Rows => _table.Rows;

    /// <summary>Note under the table.</summary>
    public Label Note => _table.Note;

    /// <summary>Where the numbers come from.</summary>
    public Provenance Provenance => _table.Provenance;

    /// <summary>Number of rows whose values are withheld.</summary>
    public int Withheld { get; }

    /// <summary>What the review did, for people.</summary>
    public Label ReviewNote { get; }
}

/// <summary>A figure before the review: its spec and its data.</summary>
/// <param name="Id">Id of the figure, such as <c>likert-satisfaction</c>, used in file names.</param>
/// <param name="Kind">Which figure draws it: <c>spending-shares</c>, <c>coefficients</c>, <c>likert</c>, <c>funnel</c>, <c>paths</c>, <c>measurement</c>, <c>probabilities</c>.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Caption">Caption: what is shown, of whom, when.</param>
/// <param name="Alt">Alternative text: what the figure says, for those who cannot see it.</param>
/// <param name="Encodings">Visual channel (<c>x</c>, <c>y</c>, <c>series</c>, <c>low</c>, <c>high</c>, <c>reference</c>) → dimension or measure of the data.</param>
/// <param name="Data">The data of the figure.</param>
public sealed record CandidateFigure(
    string Id, string Kind, Label Title, Label Caption, Label Alt, ImmutableArray<(string Channel, string Column)> Encodings, CandidateTable Data);

/// <summary>A figure whose data has passed <see cref="Disclosure.Review(CandidateFigure, PrivacyPlan)"/>.</summary>
public sealed class ReleasedFigure
{
    private readonly CandidateFigure _figure;

    internal ReleasedFigure(CandidateFigure figure, ReleasedTable data) => (_figure, Data) = (figure, data);

    /// <summary>Id of the figure, used in file names.</summary>
    public string Id => _figure.Id;

    /// <summary>Which figure draws it.</summary>
    public string Kind => _figure.Kind;

    /// <summary>Title for people.</summary>
    public Label Title => _figure.Title;

    /// <summary>Caption for people.</summary>
    public Label Caption => _figure.Caption;

    /// <summary>Alternative text.</summary>
    public Label Alt => _figure.Alt;

    /// <summary>The released data of the figure.</summary>
    public ReleasedTable Data { get; }

    /// <summary>Dimension or measure shown by a visual channel; null when the channel is unused.</summary>
    public string? Column(string channel) => _figure.Encodings.FirstOrDefault(encoding => encoding.Channel == channel).Column;
}
