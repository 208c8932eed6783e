using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Store;

namespace CoProduction.Workbench.Board;

/// <summary>Every load that a shared store remembers, the current ones and those before, and those that never ended. Who loaded is left to the administrators.</summary>
internal static class LoadHistory
{
    /// <summary>So many loads are shown, the newest; a page that grows for ever serves nobody.</summary>
    public const int Most = 500;

    public static Panel Panel(TopicRequest request, Panel panel)
    {
        if (request.Facts.Loads.IsEmpty)
            return panel with { Absent = new("本研究的数据存于文件夹，其中只有最近一次载入；历次载入见管理员的审计日志。", "This study's records are kept in a folder, which holds the last load alone; earlier ones stand in the administrator's audit log.") };
        var table = new CandidateTable(panel.Id, panel.Heading, [new("load", new("载入", "Load"))],
            [
                new("source", new("来源", "Source"), MeasureKind.Text, 0), new("began", new("开始（UTC）", "Began (UTC)"), MeasureKind.Text, 0), new("state", new("状况", "State"), MeasureKind.Text, 0),
                new("accepted", new("载入行数", "Rows accepted"), MeasureKind.Count, 0), new("rejected", new("拒绝行数", "Rows rejected"), MeasureKind.Count, 0), new("file", new("文件", "File"), MeasureKind.Text, 0),
            ],
            [.. request.Facts.Loads.Select(Row)], Subject.PublicMoney,
            new($"由新到旧，至多{Most}次，截至本数据版本。", $"The newest first, at most {Most}, as of this data version."), Provenance.Of("history of loads", request.Facts.Loads.Length));
        return panel with { Table = request.Release(table), Look = PanelLook.Folded };
    }

    private static TableRow Row(LoadRecord load)
    {
        string number = load.Number.ToString(CultureInfo.InvariantCulture);
        return new TableRow([number], [Label.Same(number)], 0,
            [
                Value.Of(Label.Same(load.Source)), Value.Of(Label.Same(load.Began.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))), Value.Of(State(load.State)),
                Rows(load.Accepted), Rows(load.Rejected), Value.Of(Label.Same(Path.GetFileName(load.File))),
            ]);
    }

    private static Value Rows(long? count) => count is { } rows ? Value.Exact(rows) : Value.Absent;

    private static Label State(string state) => state switch
    {
        "loading" => new("载入中", "under way"),
        "loaded" => new("现行", "current"),
        "replaced" or "removed" => new("已被取代", "replaced or removed"),
        _ => new("未完成", "never ended"),
    };
}
