using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>Projects one by one: public acts of communities.</summary>
internal static class ProjectPanels
{
    private const int MostRows = 300;

    public static Label NoProjects { get; } = BoardFaults.NotCollected("本研究没有项目清单", "the study has no list of projects");

    /// <summary>Projects of the community that is asked for, newest first, with their money by phase and how they kept to the steps.</summary>
    public static Panel OfCommunity(TopicRequest request, Panel panel)
    {
        if (request.Facts.Projects is not { } book) return panel with { Absent = NoProjects };
        return List(request, panel, book, book.ByCommunity[request.Community].Select(id => book.Projects[id]).OrderByDescending(project => project.Year, StringComparer.Ordinal).ThenBy(project => project.Id, StringComparer.Ordinal));
    }

    /// <summary>Projects that deviate from the steps, of the place and year asked for.</summary>
    public static Panel Deviating(TopicRequest request, Panel panel)
    {
        if (request.Facts.Projects is not { } book) return panel with { Absent = NoProjects };
        if (RulePanels.Kept(request, request.Year) is not { } steps) return panel with { Absent = RulePanels.NoSteps };
        var found = steps.Projects.Where(project => project.Conformance != Conformance.Conforms).Select(project => book.Projects[project.Project]).ToArray();
        if (found.Length == 0) return panel with { Absent = new("所选范围内的项目均符合步骤。", "Every project of the selection keeps to the steps.") };
        return List(request, panel, book, found);
    }

    /// <summary>The steps of one project, in order.</summary>
    public static Panel Timeline(TopicRequest request, Panel panel)
    {
        if (request.Facts.Projects is not { } book) return panel with { Absent = NoProjects };
        string id = request.Filters[FilterNames.Project];
        if (!book.Projects.TryGetValue(id, out var project)) throw BoardFaults.NoChoice(FilterNames.Project, id, book.Projects.Keys.Order(StringComparer.Ordinal).Take(50));
        if (book.Conformance is not { } rule) return panel with { Absent = RulePanels.NoSteps };
        var taken = book.Steps!.Of(id).ToDictionary(step => step.Step);
        var table = new CandidateTable(panel.Id, new($"{project.Title}（{id}）", $"{project.Title} ({id})"), [new("step", new("步骤", "Step"))],
            [new("date", new("日期", "Date"), MeasureKind.Text, 0), new("days", new("距上一步天数", "Days since the step before"), MeasureKind.Count, 0), new("state", new("状态", "State"), MeasureKind.Text, 0), new("evidence", new("依据", "Document"), MeasureKind.Text, 0)],
            [.. rule.Spec.Rule.Steps.Select((label, i) => Step(i + 1, label, taken, book.KeptBy(id)))], Subject.PublicMoney, StepsTables.ByStep(rule).Note, Provenance.Of("steps of one project", taken.Count));
        return panel with { Heading = Label.Same(project.Title), Table = request.Release(table), Look = PanelLook.Timeline, Lines = About(request, project, book) };
    }

    private static Panel List(TopicRequest request, Panel panel, ProjectBook book, IEnumerable<ProjectEntry> projects)
    {
        var all = projects.ToArray();
        if (all.Length == 0) return panel with { Absent = new("没有项目。", "There are no projects.") };
        var phases = Enum.GetValues<Phase>();
        ImmutableArray<TableMeasure> money = book.Money is null ? [] : [.. phases.Select(phase => new TableMeasure(phase.ToString().ToLowerInvariant(), SharesTables.PhaseLabel(phase).AsHeading(), MeasureKind.Amount, 0))];
        var table = new CandidateTable(panel.Id, panel.Heading, [new("project", new("项目", "Project"))],
            [new("year", new("年度", "Year"), MeasureKind.Text, 0), new("status", new("状态", "Status"), MeasureKind.Text, 0), new("steps", new("步骤", "Steps"), MeasureKind.Text, 0), .. money],
            [.. all.Take(MostRows).Select(project => Row(project, book, money.Length))], Subject.PublicMoney, MoneyNote(request, book), Provenance.Of("projects", all.Length));
        return panel with
        {
            Table = request.Release(table),
            Links = all.Take(MostRows).ToImmutableDictionary(project => project.Id, project => $"/process?project={Uri.EscapeDataString(project.Id)}"),
            Lines = all.Length <= MostRows ? [] : [new($"只列前{MostRows}个，共{all.Length}个；请选择街道或社区。", $"The first {MostRows} of {all.Length}; choose a sub-district or community.")],
        };
    }

    private static TableRow Row(ProjectEntry project, ProjectBook book, int phases)
    {
        var paid = book.MoneyOf(project.Id);
        return new TableRow([project.Id], [Label.Same($"{project.Title} {project.Id}")], 0,
        [
            Value.Of(Label.Same(project.Year)), Value.Of(project.Status), Value.Of(Kept(book.KeptBy(project.Id))),
            .. Enumerable.Range(0, phases).Select(i => i < paid.Length && paid[i] is { } amount ? Value.Exact(amount) : Value.Absent),
        ]);
    }

    private static Label Kept(ProjectSteps? steps)
    {
        if (steps is null) return Label.Same("–");
        if (steps.Conformance == Conformance.Conforms) return new("符合", "conforms");
        if (steps.Conformance == Conformance.Undetermined) return new("无法判定", "undetermined");
        string missing = string.Join(", ", steps.Missing), order = string.Join(", ", steps.OutOfOrder.Select(pair => $"{pair.Later}<{pair.Earlier}"));
        return new(string.Join("；", new[] { missing.Length > 0 ? $"缺第{missing}步" : "", order.Length > 0 ? $"颠倒：{order}" : "" }.Where(text => text.Length > 0)),
            string.Join("; ", new[] { missing.Length > 0 ? $"lacks step {missing}" : "", order.Length > 0 ? $"out of order: {order}" : "" }.Where(text => text.Length > 0)));
    }

    private static TableRow Step(int step, Label label, Dictionary<int, RecordedStep> taken, ProjectSteps? kept)
    {
        bool there = taken.TryGetValue(step, out var record);
        int? days = there && record.Date is { } day && taken.Values.Where(earlier => earlier.Step < step && earlier.Date is not null).OrderBy(earlier => earlier.Step).LastOrDefault().Date is { } before ? day.DayNumber - before.DayNumber : null;
        var state = !there ? kept?.Missing.Contains(step) == true ? new Label("缺失", "missing") : new("尚未到", "not reached")
            : record.Date is null ? new("缺日期", "no date") : kept?.OutOfOrder.Any(pair => pair.Later == step) == true ? new("早于前一步", "before the step before it") : new("已完成", "done");
        return new TableRow([$"{step}"], [new($"{step} {label.Zh}", $"{step} {label.En}")], 0,
        [
            record.Date is { } date ? Value.Of(Label.Same(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))) : Value.Absent, days is { } number ? Value.Exact(number) : Value.Absent,
            Value.Of(state), string.IsNullOrEmpty(record.Evidence) ? Value.Absent : Value.Of(Label.Same(record.Evidence)),
        ]);
    }

    private static ImmutableArray<Label> About(TopicRequest request, ProjectEntry project, ProjectBook book)
    {
        var place = request.Places[project.Community]?.Label ?? Label.Same(project.Community);
        var paid = book.MoneyOf(project.Id);
        string money = string.Join(" · ", paid.Select((amount, i) => amount is { } known ? $"{SharesTables.PhaseLabel((Phase)i).Zh} {Words.Money(known)}" : "").Where(text => text.Length > 0));
        string moneyEn = string.Join(" · ", paid.Select((amount, i) => amount is { } known ? $"{SharesTables.PhaseLabel((Phase)i).En} {Words.Money(known)}" : "").Where(text => text.Length > 0));
        var steps = Kept(book.KeptBy(project.Id));
        return
        [
            new($"{place.Zh} · {project.Year}年 · 提出者：{project.Proposer.Zh} · {project.Status.Zh} · 步骤：{steps.Zh}", $"{place.En} · {project.Year} · proposed by: {project.Proposer.En} · {project.Status.En} · steps: {steps.En}"),
            money.Length == 0 ? BoardFaults.NotCollected("台账未按项目记账", "the ledger does not name this project") : new($"{money}（{request.Plan.Currency}）", $"{moneyEn} ({request.Plan.Currency})"),
        ];
    }

    private static Label MoneyNote(TopicRequest request, ProjectBook book) => book.Money is null
        ? BoardFaults.NotCollected("台账未按项目汇总", "money is not summed by project")
        : new($"金额单位：{request.Plan.Currency}；各阶段并列而不相加。“3<2”表示第3步的日期早于第2步。", $"Amounts in {request.Plan.Currency}; phases are never added. '3<2' means that step 3 bears an earlier date than step 2.");
}
