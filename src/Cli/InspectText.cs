using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Ingest;

namespace CoProduction.Cli;

/// <summary>What a file holds, for the screen.</summary>
internal static class InspectText
{
    private const int Listed = 12;
    private const int WidestName = 24;

    /// <summary>A file of rows: a line for the file, a line a variable.</summary>
    public static void Print(string file, FileInspection found, Terminal terminal)
    {
        string make = string.Concat(new[] { found.Dialect, found.Encoding, found.Part }.Where(text => text.Length > 0).Select(text => $", {text}"));
        Terminal.Result(terminal.In(new Label(
            $"{file}：{found.Format}{make}，{Count(found.Rows)}行，{found.Columns.Length}列", $"{file}: {found.Format}{make}, {Count(found.Rows)} rows, {found.Columns.Length} columns")));
        int width = Math.Min(WidestName, found.Columns.Select(column => Columns.Width(column.Variable.Name)).DefaultIfEmpty(8).Max());
        Terminal.Result($"{Columns.Pad(terminal.In(new("变量", "variable")), width, left: false)}  {terminal.In(new("类型      有值    空白", "kind     present   blank"))}  {terminal.In(new("内容", "holds"))}");
        foreach (var column in found.Columns) Print(column, width, terminal);
        foreach (var set in found.Sets) Terminal.Result($"{set.Name}: {set.Label} [{string.Join(", ", set.Variables)}]");
        Print(found.Notices, terminal);
        foreach (var fault in found.Faults) Terminal.Result($"  {fault.File}:{fault.Row} '{fault.Value}': {fault.Rule}. {fault.Mend}");
        if (found.FaultyRows > 0) Terminal.Result(terminal.In(new Label($"{Count(found.FaultyRows)}行无法读取", $"{Count(found.FaultyRows)} rows cannot be read")));
    }

    /// <summary>A qualitative project: its parts, then the codes that were given, with their coders.</summary>
    public static void Print(string file, QualitativeProject project, Terminal terminal)
    {
        Terminal.Result(terminal.In(new Label(
            $"{file}：质性分析项目 {project.Name}（{project.Origin}），{project.Sources.Length}份资料，{project.Cases.Length}个案例，{project.Codes.Length}个代码，{project.Coders.Length}名编码员",
            $"{file}: qualitative project {project.Name} ({project.Origin}), {project.Sources.Length} sources, {project.Cases.Length} cases, {project.Codes.Length} codes, {project.Coders.Length} coders")));
        foreach (var use in project.CodeUses())
            Terminal.Result($"{Columns.Pad(Count(use.Codings), 8, left: true)}  {use.Path}{(use.Coders.IsEmpty ? "" : $"  ({string.Join(", ", use.Coders.Select(coder => $"{coder.Coder} {Count(coder.Codings)}"))})")}");
        Print(project.Notices, terminal);
    }

    /// <summary>A questionnaire: a line an item, with what it may be answered with.</summary>
    public static void Print(string file, FormOutline form, Terminal terminal)
    {
        string version = form.Version.Length > 0 ? $" ({form.Version})" : "";
        Terminal.Result(terminal.In(new Label(
            $"{file}：问卷 {form.Id}{version}，{form.Platform}，{form.Items.Length}个项目：{form.Title.Zh}", $"{file}: questionnaire {form.Id}{version}, {form.Platform}, {form.Items.Length} items: {form.Title.En}")));
        int width = Math.Min(WidestName, form.Items.Select(item => Columns.Width(item.Name)).DefaultIfEmpty(4).Max());
        foreach (var item in form.Items) Print(item, width, terminal);
        Print(form.Notices, terminal);
        foreach (var fault in form.Faults) Terminal.Result($"  {fault.File}:{fault.Row} '{fault.Value}': {fault.Rule}. {fault.Mend}");
    }

    /// <summary>A vote: its entries, its projects recounted, and what disagrees.</summary>
    public static void Print(string file, PbSummary vote, Terminal terminal)
    {
        Terminal.Result(terminal.In(new Label($"{file}：参与式预算投票，{vote.Projects.Length}个项目，{Count(vote.Ballots)}张选票", $"{file}: vote of participatory budgeting, {vote.Projects.Length} projects, {Count(vote.Ballots)} ballots")));
        foreach (var (key, value) in vote.Meta) Terminal.Result($"  {key}: {value}");
        foreach (var project in vote.Projects)
            Terminal.Result($"{Columns.Pad(Count(project.Votes), 8, left: true)}  {(project.Chosen switch { true => "+", false => " ", null => "?" })} {project.Id}  {project.Cost}  {project.Name}");
        Print(vote.Notices, terminal);
        foreach (var finding in vote.Findings.Take(20)) Terminal.Result($"  {finding.File}:{finding.Row} {finding.Column} '{finding.Value}': {finding.Rule}. {finding.Mend}");
        if (vote.Findings.Length > 20) Terminal.Result(terminal.In(new Label($"  …… 共 {Count(vote.Findings.Length)} 处", $"  … {Count(vote.Findings.Length)} in all")));
    }

    private static void Print(InspectedColumn column, int width, Terminal terminal)
    {
        var variable = column.Variable;
        string label = variable.Label.Length > 0 && variable.Label != variable.Name ? $"  “{variable.Label}”" : "";
        Terminal.Result($"{Columns.Pad(variable.Name, width, left: false)}  {KindOf(column),-8}{Columns.Pad(Count(column.Present), 8, left: true)}{Columns.Pad(Count(column.Blank), 8, left: true)}  {Holds(column, terminal)}{label}");
    }

    private static void Print(OutlinedItem item, int width, Terminal terminal)
    {
        string construct = item.Construct.Length > 0 ? $"  [{(item.IsReversed ? "-" : "")}{item.Construct}]" : "", universe = item.Universe.Length > 0 ? $"  ({item.Universe})" : "";
        Terminal.Result($"{Columns.Pad(item.Name, width, left: false)}  {item.Type}  {terminal.In(item.Wording)}{construct}{universe}");
        if (item.Options.IsEmpty) return;
        var options = item.Options.Take(Listed).Select(option => $"{option.Code} {terminal.In(option.Label)}{(option.Reason == MissingReason.Present ? "" : $" | {terminal.In(MissingReasons.LabelOf(option.Reason))}")}");
        string more = item.Options.Length > Listed ? $" · … ({item.Options.Length})" : "";
        Terminal.Result($"{new string(' ', width)}  {string.Join(" · ", options)}{more}");
    }

    private static string Holds(InspectedColumn column, Terminal terminal)
    {
        var labels = column.Variable.ValueLabels.ToLookup(label => label.Value, label => label.Label, StringComparer.Ordinal);
        string Named(string value) => labels[value].FirstOrDefault() is { } label ? $"{value} {label}" : value;
        string values = column.Values.Length is > 0 and <= Listed ? string.Join(" · ", column.Values.Select(value => $"{Named(value.Value)} ({Count(value.Count)})"))
            : column is { Minimum: { } least, Maximum: { } most } ? string.Create(CultureInfo.InvariantCulture, $"{least:R} … {most:R}")
            : column.Values.Length > Listed ? terminal.In(new($"{column.Values.Length}个不同值", $"{column.Values.Length} distinct values")) : "";
        var unused = column.Variable.ValueLabels.Where(label => column.Values.All(value => value.Value != label.Value) && column.Missing.All(missing => missing.Code.Low != label.Value)).Select(label => $"{label.Value} {label.Label} (0)").Take(Listed);
        string missing = string.Join(" · ", column.Missing.Select(code => $"{code.Code.Low}{(code.Code.High is { } high ? $"…{high}" : "")} {terminal.In(MissingReasons.LabelOf(code.Code.Reason))} ({Count(code.Count)})"));
        return string.Join(" · ", new[] { values }.Concat(unused).Where(part => part.Length > 0)) + (missing.Length > 0 ? $" | {missing}" : "");
    }

    private static string KindOf(InspectedColumn column) => column.Variable.Kind switch
    {
        VariableKind.Number => column.IsWhole ? "integer" : "number",
        VariableKind.Date => "date",
        VariableKind.DateTime => "datetime",
        VariableKind.Time => "time",
        _ => "text",
    };

    private static void Print(ImmutableArray<Label> notices, Terminal terminal)
    {
        foreach (var notice in notices) Terminal.Result($"! {terminal.In(notice)}");
    }

    private static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
