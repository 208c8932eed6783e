using System.Collections.Immutable;
using System.Data;
using CoProduction.Analysis;
using CoProduction.Reports;

namespace CoProduction.Workbench;

/// <summary>
/// A table of a study in the hands of its researcher. It shows everything, marked as not reviewed; what is saved has passed the disclosure review, unless a reason is given (<see cref="Unreviewed"/>).
/// </summary>
[TypeFormatterSource(typeof(InteractiveFormatting))]
public sealed class StudyTable : IShown
{
    private readonly PrivacyPlan _privacy;
    private readonly Func<TableRow, bool>? _only;
    private readonly string? _reason;

    internal StudyTable(CandidateTable whole, PrivacyPlan privacy, Func<TableRow, bool>? only = null, string? reason = null) => (Whole, _privacy, _only, _reason) = (whole, privacy, only, reason);

    internal CandidateTable Whole { get; }

    /// <summary>Id of the table.</summary>
    public string Id => Whole.Id;

    /// <summary>Title for people.</summary>
    public Label Title => Whole.Title;

    /// <summary>Note under the table: denominators, formula variant, cautions.</summary>
    public Label Note => Whole.Note;

    /// <summary>Where the numbers come from.</summary>
    public Provenance Provenance => Whole.Provenance;

    /// <summary>The rows, in long form; unreviewed.</summary>
    public ImmutableArray<TableRow> Rows => _only is null ? Whole.Rows : [.. Whole.Rows.Where(_only)];

    /// <summary>Names of the columns: dimensions, then measures.</summary>
    public ImmutableArray<string> Columns => [.. Whole.Dimensions.Select(dimension => dimension.Id), .. Whole.Measures.Select(measure => measure.Id)];

    /// <summary>A number of the table; unreviewed. Shares are in 0..1.</summary>
    /// <param name="measure">Name of the measure.</param>
    /// <param name="key">Value of each dimension; <c>*</c> for a total.</param>
    /// <returns>The number; null where it does not apply.</returns>
    /// <exception cref="UsageException">No such measure or row; names the nearest.</exception>
    public double? Number(string measure, params ReadOnlySpan<string> key)
    {
        int at = StudiesFaults.Found(measure, [.. Whole.Measures.Select(column => column.Id)], Id, "measure");
        string[] asked = [.. key];
        var row = Rows.FirstOrDefault(row => row.Key.SequenceEqual(asked, StringComparer.Ordinal)) ?? throw StudiesFaults.NoRow(this, asked);
        return row.Values[at].State is ValueState.Number or ValueState.Amount ? row.Values[at].Number : null;
    }

    /// <summary>The rows of one value of a dimension. Saving reviews the whole table first: a part of it tells no more.</summary>
    /// <param name="dimension">Name of the dimension.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="UsageException">No such dimension or value; names the nearest.</exception>
    public StudyTable Where(string dimension, string value)
    {
        int at = StudiesFaults.Found(dimension, [.. Whole.Dimensions.Select(one => one.Id)], Id, "dimension");
        StudiesFaults.Found(value, [.. Rows.Select(row => row.Key[at]).Distinct(StringComparer.Ordinal)], Id, dimension);
        return new StudyTable(Whole, _privacy, row => (_only is null || _only(row)) && row.Key[at] == value, _reason);
    }

    /// <summary>The table as it may leave: reviewed, or whole for the reason given.</summary>
    public ReleasedTable Released
    {
        get
        {
            var released = _reason is null ? Disclosure.Review(Whole, _privacy) : Disclosure.Unreviewed(Whole, Label.Same(_reason));
            return _only is null ? released : Disclosure.Only(released, _only);
        }
    }

    /// <summary>The same table, to be saved without a review.</summary>
    /// <param name="reason">Why; it stands under the table and in its provenance.</param>
    /// <exception cref="StudyException">The reason is blank.</exception>
    public StudyTable Unreviewed(string reason)
    {
        Disclosure.Unreviewed(Whole, Label.Same(reason));
        return new StudyTable(Whole, _privacy, _only, reason);
    }

    /// <summary>Saves the released table; the file is there whole or not at all.</summary>
    /// <param name="path">File ending in .csv, .xlsx, .json, .md or .html.</param>
    /// <param name="language">Language of labels and notes.</param>
    /// <returns>The path.</returns>
    /// <exception cref="UsageException">The ending names no format; says which there are.</exception>
    public string Save(string path, Language language = Language.Zh) => Saving.Table(Released, path, language);

    /// <summary>The rows as dictionaries of column name → value (text, number or null); unreviewed.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> ToRows() => [.. Rows.Select(row => (IReadOnlyDictionary<string, object?>)Cells(row).ToDictionary(StringComparer.Ordinal))];

    /// <summary>The table for ADO.NET and its friends; unreviewed.</summary>
    public DataTable ToDataTable()
    {
        var table = new DataTable(Id);
        foreach (var dimension in Whole.Dimensions) table.Columns.Add(dimension.Id, typeof(string));
        foreach (var measure in Whole.Measures) table.Columns.Add(measure.Id, measure.Kind == MeasureKind.Text ? typeof(string) : typeof(double));
        foreach (var row in Rows) table.Rows.Add([.. Cells(row).Select(cell => cell.Value ?? DBNull.Value)]);
        return table;
    }

    /// <inheritdoc/>
    public MimeBundle Show(Language language) => Shown.Table(Seen, language);

    /// <inheritdoc/>
    public override string ToString() => Shown.Table(Seen, Language.En).ToString();

    /// <summary>The table as its researcher sees it.</summary>
    internal ReleasedTable Seen => Viewing.Reviewed || _reason is not null || Whole.Subject == Subject.PublicMoney ? Released : Marked;

    private ReleasedTable Marked
    {
        get
        {
            var seen = Disclosure.Unreviewed(Whole, Shown.OwnEyes);
            return _only is null ? seen : Disclosure.Only(seen, _only);
        }
    }

    private IEnumerable<KeyValuePair<string, object?>> Cells(TableRow row) => Columns.Zip([.. row.Key, .. row.Values.Select(Content)], KeyValuePair.Create);

    private static object? Content(Value value) => value.State switch
    {
        ValueState.Text => value.Text!.En,
        ValueState.Number or ValueState.Amount => value.Number,
        _ => null,
    };
}
