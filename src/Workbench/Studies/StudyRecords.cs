using System.Data;
using Apache.Arrow;
using CoProduction.Analysis;
using CoProduction.Reports;
using Microsoft.Data.Analysis;

namespace CoProduction.Workbench;

/// <summary>Rows of a survey or a file, one a respondent, under pseudonyms: for the researcher's own tools. Records cannot be reviewed, so they are saved on her word alone (<see cref="Unreviewed"/>).</summary>
[TypeFormatterSource(typeof(InteractiveFormatting))]
public sealed class StudyRecords : IShown
{
    private const int ShownRows = 10;
    private readonly string? _reason;

    internal StudyRecords(Frame frame, string? reason = null) => (Frame, _reason) = (frame, reason);

    /// <summary>The typed columns, with the reason of each missing value.</summary>
    public Frame Frame { get; }

    /// <summary>Number of rows.</summary>
    public int Count => Frame.Rows;

    /// <summary>The rows as dictionaries of column name → value (number, text, day, or null where missing).</summary>
    public IEnumerable<IReadOnlyDictionary<string, object?>> ToRows() =>
        Enumerable.Range(0, Count).Select(row => (IReadOnlyDictionary<string, object?>)Frame.Columns.ToDictionary(column => column.Name, column => CellValues.Of(column, row), StringComparer.Ordinal));

    /// <summary>The rows as values of a type of the user's: columns fill the parameters of its longest constructor by name, case and underscores apart.</summary>
    /// <exception cref="StudyException">A parameter has no column, or a missing value has no place in it.</exception>
    public IEnumerable<T> ToRows<T>() => TypedRows.Of<T>(Frame);

    /// <summary>The rows for ADO.NET.</summary>
    public DataTable ToDataTable()
    {
        var table = new DataTable();
        foreach (var column in Frame.Columns) table.Columns.Add(column.Name, CellValues.TypeOf(column));
        for (int row = 0; row < Count; row++) table.Rows.Add([.. Frame.Columns.Select(column => CellValues.Of(column, row) ?? DBNull.Value)]);
        return table;
    }

    /// <summary>The rows for Microsoft.Data.Analysis.</summary>
    public DataFrame ToDataFrame() => AnalysisFrames.Of(Frame);

    /// <summary>The rows as a record batch of Apache Arrow.</summary>
    public RecordBatch ToArrow() => ArrowRows.Of(Frame);

    /// <summary>The same rows, to be saved.</summary>
    /// <param name="reason">Why records leave; it is written beside the file.</param>
    /// <exception cref="StudyException">The reason is blank.</exception>
    public StudyRecords Unreviewed(string reason) => new(Frame, string.IsNullOrWhiteSpace(reason) ? throw StudiesFaults.RecordsReviewed() : reason);

    /// <summary>Saves the rows and, beside them, <c>FILE.unreviewed.txt</c> with the reason.</summary>
    /// <param name="path">File ending in .csv or .parquet.</param>
    /// <returns>The path.</returns>
    /// <exception cref="UsageException">No reason was given, or the ending names no format.</exception>
    public string Save(string path) => Saving.Records(Frame, path, _reason ?? throw StudiesFaults.RecordsReviewed());

    /// <inheritdoc/>
    public MimeBundle Show(Language language) => Viewing.Reviewed && _reason is null ? MimeBundle.Of(ToString()) : Shown.Table(Disclosure.Unreviewed(Head, Shown.OwnEyes), language);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Count} rows of {string.Join(", ", Frame.Names)}");

    private CandidateTable Head => new(
        "records", new(FormattableString.Invariant($"前{Math.Min(ShownRows, Count)}行，共{Count}行"), FormattableString.Invariant($"The first {Math.Min(ShownRows, Count)} of {Count} rows")),
        [new("row", new("行", "Row"))], [.. Frame.Columns.Select(column => new TableMeasure(column.Name, Label.Same(column.Name), MeasureKind.Text, 0))],
        [.. Enumerable.Range(0, Math.Min(ShownRows, Count)).Select(Row)], Subject.Respondents, new("缺失值以其原因表示。", "A missing value shows its reason."), Provenance.Of("rows as loaded", Count));

    private TableRow Row(int row)
    {
        string number = FormattableString.Invariant($"{row + 1}");
        return new TableRow([number], [Label.Same(number)], 1, [.. Frame.Columns.Select(column => Value.Of(column.IsMissing(row) ? MissingReasons.LabelOf(column.Reason(row)) : Label.Same(column.Text(row))))]);
    }
}
