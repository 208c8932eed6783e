using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Tests.Fixtures;

/// <summary>A renderer that walks round the disclosure review in three ways.</summary>
public static class LeakyRenderer
{
    public static string Html(CandidateTable table) => table.Id;

    public static int Csv(ImmutableArray<Cells> cells) => cells.Length;

    public static int Draw(Func<Frame> rows) => rows().Rows;

    public static string Fine(ReleasedTable table) => table.Id;

    public static CandidateFigure Of(CandidateTable data) => new("id", "kind", new Label("", ""), new Label("", ""), new Label("", ""), [], data);
}
