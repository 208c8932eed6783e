using System.Collections.Immutable;

namespace CoProduction.Workbench.Board;

/// <summary>Voices: interview codes by stage and role, as counts. A passage is never shown.</summary>
internal sealed record VoicesTopic() : BoardTopic("voices", new("声音", "Voices"), new("访谈中各类人说到什么。原文不在此显示。", "What people of each role speak of in the interviews. Passages are not shown here."))
{
    public override ImmutableArray<string> Filters => [];

    public override IEnumerable<FilterChoice> Choices(TopicRequest request) => [];

    public override IEnumerable<Panel> Panels(TopicRequest request)
    {
        if (request.Facts.Voices is not { } book)
        {
            yield return Panel("findings", "访谈说了什么", "What the interviews say") with { Absent = BoardFaults.NotCollected("本研究没有已编码的访谈", "the study has no coded interviews") };
            yield break;
        }
        yield return Panel("findings", "访谈说了什么", "What the interviews say") with { Lines = [.. book.Findings, .. book.Reading, Quotations] };
        foreach (var table in book.Tables.Select(table => table.For(request.View.Wide)))
            yield return new Panel($"{Id}-{table.Id.Replace("-", "", StringComparison.Ordinal)}", table.Title) { Table = table, Look = table.Id == "codes" ? PanelLook.Table : PanelLook.Folded };
        var communities = Panel("bycommunity", "编码与社区", "Codes by community");
        yield return book.ByCommunity is { } places && request.View.Wide ? communities with { Table = places, Look = PanelLook.Folded } : communities with { Absent = BoardFaults.NotForViewer };
    }

    private static Label Quotations { get; } = new("访谈原文未经逐段批准公开，因此任何角色都看不到。", "No passage has been released one by one, so nobody sees any here, whatever the role.");
}
