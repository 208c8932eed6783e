using System.Collections.Immutable;

namespace CoProduction.Analysis;

public static partial class Disclosure
{
    /// <summary>
    /// A table that its researcher looks at on her own machine, or exports on her own word: nothing is withheld, and the table says so. The reason stands under it and in its provenance
    /// as <c>unreviewed</c>. Only the workbench's studies call this; servers and runs never do (a test holds it).
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="reason">Why the review is passed over.</param>
    /// <exception cref="StudyException">The reason is blank.</exception>
    public static ReleasedTable Unreviewed(CandidateTable table, Label reason)
    {
        if (string.IsNullOrWhiteSpace(reason.En)) throw AnalysisFaults.NoReason(table.Id);
        var origin = table.Provenance with { Options = [.. table.Provenance.Options, (UnreviewedOption, reason.En)] };
        return new ReleasedTable(table with { Provenance = origin }, 0, new($"未经披露审查：{reason.Zh}", $"Not reviewed for disclosure: {reason.En}"));
    }

    /// <summary>A figure of such a table.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="reason">Why the review is passed over.</param>
    /// <exception cref="StudyException">The reason is blank.</exception>
    public static ReleasedFigure Unreviewed(CandidateFigure figure, Label reason)
    {
        var data = Unreviewed(figure.Data, reason);
        return new ReleasedFigure(figure with { Caption = new($"{figure.Caption.Zh} {data.ReviewNote.Zh}", $"{figure.Caption.En} {data.ReviewNote.En}") }, data);
    }

    /// <summary>Some rows of a released table: fewer rows tell no more.</summary>
    /// <param name="table">The released table.</param>
    /// <param name="keep">Which rows stay.</param>
    public static ReleasedTable Only(ReleasedTable table, Func<TableRow, bool> keep)
    {
        ImmutableArray<TableRow> rows = [.. table.Rows.Where(keep)];
        var kept = new CandidateTable(table.Id, table.Title, table.Dimensions, table.Measures, rows, Subject.Respondents, table.Note, table.Provenance);
        return new ReleasedTable(kept, rows.Count(row => row.Values.Any(value => value.State == ValueState.Suppressed)), table.ReviewNote);
    }

    private const string UnreviewedOption = "unreviewed";
}
