using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>Questionnaires and files of answers for the tests.</summary>
internal static class Asked
{
    /// <summary>The questionnaire of a file.</summary>
    public static Questionnaire Form(string path) => QuestionnaireFile.Read(Find(path));

    /// <summary>The questionnaire of a text.</summary>
    public static Questionnaire Form(string name, string text) => Form(Given.File(name, Encoding.UTF8.GetBytes(text)));

    /// <summary>An inspected file.</summary>
    public static RowFile Find(string path, string? format = null) => RowFile.Find(Path.GetDirectoryName(path)!, Path.GetFileName(path), null, null, format).Inspect();

    /// <summary>Answers in a text, with the text of their questionnaire.</summary>
    public static Answers Of(string format, string csv, string? form = null, string formName = "form.csv") =>
        Read(Given.File("answers.csv", Encoding.UTF8.GetBytes(csv)), format, form is null ? null : Given.File(formName, Encoding.UTF8.GetBytes(form)));

    /// <summary>Answers in a file, with the file of their questionnaire.</summary>
    public static Answers Read(string path, string format, string? form = null)
    {
        using var rows = (Find(path, format) with { Questionnaire = form is null ? null : Find(form) }).Open();
        return Answers.Of(rows);
    }
}

/// <summary>All that a reader gives.</summary>
internal sealed record Answers(ImmutableArray<string> Header, ImmutableArray<ImmutableArray<string>> Rows, ImmutableArray<RowFault> Faults, ImmutableArray<FileVariable> Variables, ImmutableArray<Label> Notices)
{
    public static Answers Of(RowReader rows)
    {
        var (read, faults) = (ImmutableArray.CreateBuilder<ImmutableArray<string>>(), ImmutableArray.CreateBuilder<RowFault>());
        while (rows.Read())
            if (rows.Fault is { } fault) faults.Add(fault);
            else read.Add([.. Enumerable.Range(0, rows.Count).Select(index => Encoding.UTF8.GetString(rows.Cell(index)))]);
        return new Answers(rows.Header, read.ToImmutable(), faults.ToImmutable(), rows.Variables, rows.Notices);
    }

    /// <summary>The cells of a column.</summary>
    public ImmutableArray<string> this[string column] => Header.IndexOf(column) is >= 0 and var index ? [.. Rows.Select(row => row[index])] : throw new KeyNotFoundException($"{column} is not among {string.Join(", ", Header)}");

    /// <summary>All cells, headers, labels and notices: what could say a thing.</summary>
    public string Everything => string.Join('\n', [.. Rows.SelectMany(row => row), .. Faults.Select(fault => fault.ToString())]);

    public string Said => string.Join('\n', Notices.Select(notice => notice.En + notice.Zh));
}
