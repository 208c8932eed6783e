using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>The data behind every page: sources, what was loaded and rejected, how fresh it is, definitions, licence.</summary>
internal sealed record SourcesTopic() : BoardTopic("data", new("数据", "Data"), new("数据从哪里来、载入与拒绝了多少、截至何时、各词何义。", "Where the data come from, how much was loaded and rejected, how fresh they are, what the words mean."))
{
    private const int HashDigits = 12;

    public override ImmutableArray<string> Filters => [];

    public override IEnumerable<FilterChoice> Choices(TopicRequest request) => [];

    public override IEnumerable<Panel> Panels(TopicRequest request)
    {
        yield return Fresh(request, Panel("fresh", "数据时点", "Freshness"));
        yield return Sources(request, Panel("sources", "来源与载入", "Sources and loads"));
        yield return LoadHistory.Panel(request, Panel("loads", "历次载入", "History of loads"));
        yield return Tables(request, Panel("collected", "收集了什么、没有收集什么", "What was collected, and what was not"));
        yield return Rules(request, Panel("rules", "规则与比率的定义", "Definitions of rules and rates"));
        yield return Constructs(request, Panel("constructs", "构念的定义", "Definitions of constructs"));
        yield return Privacy(request, Panel("privacy", "个人信息保护", "Protection of people"));
        yield return Panel("licence", "许可", "Licence") with { Lines = Licence(request) };
    }

    private static Panel Fresh(TopicRequest request, Panel panel) => panel with
    {
        Look = PanelLook.Tiles,
        Table = MoneyPanels.Tiles(panel.Id, request,
            [
                ("date", new("数据截止", "Data as of"), request.Plan.DataDate is { } day ? Label.Same(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : new("未说明", "not stated")),
                ("version", new("数据版本", "Data version"), Label.Same(request.Facts.Version)), ("years", new("有记录的年度", "Years with records"), Label.Same(request.Years.IsEmpty ? "–" : $"{request.Years[0]}–{request.Years[^1]}")),
            ], Provenance.Of("versions", 0)),
    };

    private static Panel Sources(TopicRequest request, Panel panel)
    {
        var table = new CandidateTable(panel.Id, panel.Heading, [new("source", new("来源", "Source"))],
            [
                new("table", new("内容", "Content"), MeasureKind.Text, 0), new("file", new("文件", "File"), MeasureKind.Text, 0), new("accepted", new("载入行数", "Rows accepted"), MeasureKind.Count, 0),
                new("rejected", new("拒绝行数", "Rows rejected"), MeasureKind.Count, 0), new("hash", new("内容指纹", "Content hash"), MeasureKind.Text, 0),
            ],
            [.. request.Facts.Sources.Select(source => new TableRow([source.Source], [Label.Same(source.Source)], 0,
                [Value.Of(DataSchema.Table(source.Table).Title), Value.Of(Label.Same(Path.GetFileName(source.Stamp.File))), Value.Exact(source.Stamp.Accepted), Value.Exact(source.Stamp.Rejected), Value.Of(Label.Same(source.Stamp.Sha256[..Math.Min(HashDigits, source.Stamp.Sha256.Length)]))]))],
            Subject.PublicMoney, new("每个来源最近一次载入的状况。载入＋拒绝＝读到的行数；被拒绝的行及原因由研究者保管。",
                "Each source as it was last loaded. Accepted + rejected = rows read; the rejected rows and their reasons stay with the researchers."),
            Provenance.Of("load receipts", request.Facts.Sources.Sum(source => source.Stamp.Accepted)));
        return panel with { Table = request.Release(table) };
    }

    private static Panel Tables(TopicRequest request, Panel panel)
    {
        var loaded = request.Facts.Sources.Where(source => source.Stamp.Accepted > 0).ToLookup(source => source.Table, StringComparer.Ordinal);
        var table = new CandidateTable(panel.Id, panel.Heading, [new("table", new("内容", "Content"))],
            [new("rows", new("行数", "Rows"), MeasureKind.Count, 0), new("state", new("状况", "State"), MeasureKind.Text, 0), new("meaning", new("一行是什么", "What a row is"), MeasureKind.Text, 0)],
            [.. DataSchema.Tables.Select(schema => new TableRow([schema.Name], [schema.Title], 0,
                [Value.Exact(loaded[schema.Name].Sum(source => source.Stamp.Accepted)), Value.Of(loaded.Contains(schema.Name) ? new Label("已收集", "collected") : new("未收集", "not collected")), Value.Of(schema.Description)]))],
            Subject.PublicMoney, new("未收集的内容，相应页面会说明。", "Pages say where something was not collected."), Provenance.Of("loaded tables", 0));
        return panel with { Table = request.Release(table), Look = PanelLook.Folded };
    }

    private static Panel Rules(TopicRequest request, Panel panel)
    {
        var all = RuleWords.Of(DataSchema.Rules(request.Plan.Place)).ToArray();
        if (all.Length == 0) return panel with { Absent = RulePanels.NoRules };
        var table = new CandidateTable(panel.Id, panel.Heading, [new("rule", new("规则", "Rule"))],
            [new("definition", new("定义", "Definition"), MeasureKind.Text, 0), new("version", new("版本", "Version"), MeasureKind.Text, 0), new("source", new("依据", "Source"), MeasureKind.Text, 0)],
            [.. all.Select(rule => new TableRow([rule.Id], [rule.Title], 0, [Value.Of(rule.Limit), Value.Of(Label.Same(rule.Version)), Value.Of(rule.Evidence)]))],
            Subject.PublicMoney, Label.Same(""), Provenance.Of("rule set of the place", all.Length));
        return panel with { Table = request.Release(table), Look = PanelLook.Folded };
    }

    private static Panel Constructs(TopicRequest request, Panel panel)
    {
        var framework = request.Plan.Framework;
        var table = new CandidateTable(panel.Id, panel.Heading, [new("construct", new("构念", "Construct"))],
            [new("stage", new("阶段", "Stage"), MeasureKind.Text, 0), new("items", new("问卷题目", "Survey items"), MeasureKind.Text, 0), new("indicators", new("资金与过程指标", "Fund and process indicators"), MeasureKind.Text, 0)],
            [.. framework.Constructs.Select(construct => new TableRow([construct.Id], [construct.Label], 0,
                [Value.Of(StageLabel(construct.Stage)), Listed(construct.Items.Select(Label.Same)), Listed(construct.Indicators.Select(id => framework.Indicators.FirstOrDefault(one => one.Id == id)?.Label ?? Label.Same(id)))]))],
            Subject.PublicMoney, Label.Same(framework.Source), Provenance.Of("framework", framework.Constructs.Length));
        return panel with { Table = request.Release(table), Look = PanelLook.Folded };
    }

    private static Value Listed(IEnumerable<Label> labels)
    {
        var all = labels.ToArray();
        return all.Length == 0 ? Value.Absent : Value.Of(new Label(string.Join("、", all.Select(label => label.Zh)), string.Join(", ", all.Select(label => label.En))));
    }

    private static Label StageLabel(Stage stage) => stage switch
    {
        Stage.Driver => new("动力", "Driver"),
        Stage.Process => new("过程", "Process"),
        Stage.Outcome => new("结果", "Outcome"),
        _ => new("副作用", "Side effect"),
    };

    private static Panel Privacy(TopicRequest request, Panel panel)
    {
        var (study, open) = (request.Plan.Privacy, BoardView.PublicPolicy(request.Plan.Privacy));
        return panel with
        {
            Lines =
            [
                new($"每个数字至少依据{study.MinimumCell}人，对公众至少{open.MinimumCell}人；任意两个筛选结果之差也是如此。", $"Every number rests on at least {study.MinimumCell} people, for the public on {open.MinimumCell}; so does the difference of any two selections."),
                new("公众所见的人群统计到街道为止；社区人员另可见本社区，区级与研究人员可见全部社区。", "The public sees statistics about people down to sub-districts; a community's staff their own community besides; district staff and researchers every community."),
                new("资金、规则、项目与步骤是公开事务，不含个人信息，全部公开。", "Money, rules, projects and steps are public acts without personal data, and open to all."),
            ],
        };
    }

    private static ImmutableArray<Label> Licence(TopicRequest request) =>
    [
        request.Plan.Synthetic ? new("合成数据：全部记录为演示而生成，不反映任何真实社区或个人。", "Synthetic data: every record was made up for demonstration and describes no real community or person.") : new("数据许可由研究的所有者决定；研究文件未另行说明时，不得转载原始记录。", "The study's owner decides on the licence of the data; records may not be passed on unless the owner says so."),
        new("平台软件的许可见其源代码中的LICENSE文件。图表与表格引用时请注明研究名称、数据版本与截止日期。", "The platform's licence is the file LICENSE of its source. Cite the study, the data version and the data date with tables and figures."),
    ];
}
