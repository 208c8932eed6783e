using System.Text.RegularExpressions;
using CoProduction.Analysis;
using CoProduction.Workbench.Board;

namespace CoProduction.Tests;

/// <summary>A heading of a column begins with a capital, in the report and on every page; signs such as p, n and df stay as they are.</summary>
[Collection(nameof(BoardTests))]
public sealed partial class EnglishHeadingsTests(LoadedBoard demo)
{
    /// <summary>Names of R's and lavaan's own.</summary>
    private static readonly string[] Names = ["deff"];

    private IEnumerable<ReleasedTable> Pages => StudyBoard.Pages.SelectMany(page => demo.Board.Page(page.Code, new Viewer("", Role.Researcher), BoardFilters.None).Panels).Select(panel => panel.Table).OfType<ReleasedTable>();

    [Fact]
    public void HeadingsOfColumnsBeginWithACapital()
    {
        string[] small = [.. demo.Report.Tables.Concat(Pages).SelectMany(table => table.Measures.Select(measure => measure.Label.En).Concat(table.Dimensions.Select(one => one.Label.En))).Distinct().Where(IsSmall)];
        Assert.Empty(small);
    }

    [Theory]
    [InlineData("claim-facility_maintenance-2018")]
    [InlineData("model-missing-answers-reasons")]
    public void HeadingsOfRowsBeginWithACapitalToo(string id)
    {
        string[] small = [.. demo.Report.Tables.Single(table => table.Id == id).Rows.SelectMany(row => row.Labels).Select(label => label.En).Where(IsSmall)];
        Assert.Empty(small);
    }

    private static bool IsSmall(string heading) => SmallWord().IsMatch(heading) && !Names.Any(name => heading.StartsWith(name, StringComparison.Ordinal));

    [GeneratedRegex("^[a-z]{3,}")]
    private static partial Regex SmallWord();
}
