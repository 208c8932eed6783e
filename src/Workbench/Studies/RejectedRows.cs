using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>The rows that no source could give, each with its place, the reason and the mend.</summary>
internal static class RejectedRows
{
    private const int Most = 1000;

    public static async Task<StudyTable> OfAsync(LoadedStudy study)
    {
        List<Rejection> found = [];
        foreach (var stamp in study.Sources.Where(stamp => stamp.Rejected > 0))
            await foreach (var rejection in study.Evidence.Store.RejectionsAsync(stamp.Source).ConfigureAwait(false))
            {
                if (found.Count < Most) found.Add(rejection);
            }
        long rows = study.Sources.Sum(stamp => stamp.Rejected);
        return new StudyTable(new CandidateTable(
            "rejections", new("被拒绝的行", "Rejected rows"), [new("number", new("序", "No."))],
            [Text("source", "来源", "Source"), Text("file", "文件", "File"), new("row", new("行", "Row"), MeasureKind.Count, 0), Text("column", "列", "Column"), Text("value", "原值", "Value"), Text("why", "为何不可", "Why it cannot be"), Text("mend", "改法", "Mend")],
            [.. found.Select(Row)], Subject.Respondents,
            new(FormattableString.Invariant($"共拒绝{rows}行；一行可有多处错误；至多列出{Most}处。"), FormattableString.Invariant($"{rows} rows are rejected; a row may have several faults; at most {Most} are listed.")),
            Provenance.Of("as loaded", rows) with { Sources = study.Sources }), study.Privacy);
    }

    private static TableRow Row(Rejection rejection, int index)
    {
        string number = FormattableString.Invariant($"{index + 1}");
        return new TableRow([number], [Label.Same(number)], 1,
            [Cell(rejection.Source), Cell(rejection.File), Value.Exact(rejection.Row), Cell(rejection.Column), Cell(rejection.Value), Cell(rejection.Rule), Cell(rejection.Mend)]);
    }

    private static Value Cell(string text) => text.Length == 0 ? Value.Absent : Value.Of(Label.Same(text));

    private static TableMeasure Text(string id, string zh, string en) => new(id, new(zh, en), MeasureKind.Text, 0);
}
