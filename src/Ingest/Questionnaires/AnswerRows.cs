using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>Rows of a platform's file of answers as columns of the study: what names a person is not among them, and a row that cannot be read is not quoted.</summary>
internal sealed class AnswerRows : BuiltRowReader
{
    /// <summary>Most columns of a file of answers.</summary>
    public const int Widest = 20_000;

    private readonly RowReader _rows;
    private readonly ImmutableArray<AnswerColumn> _columns;
    private readonly ImmutableArray<Label> _notices;
    private readonly PersonalValues _personal;
    private readonly AnswerCells _cells;

    /// <param name="rows">The file's rows; disposed with these.</param>
    /// <param name="columns">The study's columns.</param>
    /// <param name="personal">Counts the texts withheld.</param>
    /// <param name="notices">What was left out.</param>
    /// <param name="standard">Column and text → the text with the platform's marks of absent answers in their standard form; null for as it stands.</param>
    public AnswerRows(RowReader rows, ImmutableArray<AnswerColumn> columns, PersonalValues personal, ImmutableArray<Label> notices, Func<int, string, string>? standard = null)
    {
        (_rows, _columns, _personal, _notices) = (rows, columns, personal, notices);
        _cells = new AnswerCells(index => Text(index) is var text && standard is null ? text : standard(index, text), personal);
        Header = [.. columns.Select(column => column.Variable.Name)];
    }

    public override string Sheet => _rows.Sheet;

    public override bool NumbersAreBinary => _rows.NumbersAreBinary;

    public override bool DaysMayBeSerials => _rows.DaysMayBeSerials;

    public override ImmutableArray<FileVariable> Variables => [.. _columns.Select(column => column.Variable)];

    public override ImmutableArray<Label> Notices => _personal.Withheld == 0
        ? _notices
        : _notices.Add(new($"{_personal.Withheld}处回答含电话、身份证号或邮箱，未读入", $"{_personal.Withheld} answers hold a telephone number, identity card or e-mail address and are not read"));

    public override bool Read()
    {
        if (!_rows.Read()) return false;
        Clear();
        (Row, Fault) = (_rows.Row, _rows.Fault is { } fault ? fault with { Text = "" } : null);
        if (Fault is null) AppendCells();
        return true;
    }

    private void AppendCells()
    {
        try
        {
            foreach (var column in _columns) Append(column.Cell(_cells));
        }
        catch (RegexMatchTimeoutException)
        {
            Clear();
            Fault = QuestionnaireFaults.SlowRow;
        }
    }

    private string Text(int index) => index < _rows.Count ? CellText.Trim(Encoding.UTF8.GetString(_rows.Cell(index))) : "";

    protected override void Dispose(bool disposing) => _rows.Dispose();
}
