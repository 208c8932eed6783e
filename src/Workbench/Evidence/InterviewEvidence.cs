using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>What the interviews say: codes by stage, role and community. Quotations stay with the study.</summary>
internal static class InterviewEvidence
{
    public static async Task<Section?> OfAsync(Loaded study, CancellationToken cancellationToken)
    {
        if (!study.Has("codings") || !study.Has("codes") || !study.Has("interviews")) return null;
        var spec = new CodesSpec();
        var codings = await study.Store.FrameAsync(CodesSpec.Codings, cancellationToken).ConfigureAwait(false);
        var codes = await study.Store.FrameAsync(CodesSpec.Codes, cancellationToken).ConfigureAwait(false);
        var result = Codes.Fit(spec, codings, codes, await study.Store.FrameAsync(CodesSpec.Interviews, cancellationToken).ConfigureAwait(false));
        return new Section(
            new("访谈说了什么？", "What do the interviews say?"), [Reading], [CodesTables.Table(result), CodesTables.StagesByRole(result), CodesTables.ByRole(result), CodesTables.ByCommunity(result)], [], released => Findings(released, result));
    }

    private static Label Reading { get; } = new(
        "访谈编号不是一个人：受访者以编号、化名、身份与社区共同识别。人数不足五人的单元一律不公布。",
        "An interview number is not a person: speakers are known by number, pseudonym, role and community together. Rows of too few speakers are withheld.");

    private static IEnumerable<Label> Findings(ReleasedTables released, CodesResult result)
    {
        var shown = result.Codes.Where(code => code.Code.Contains('/', StringComparison.Ordinal))
            .Select(code => (code.Label, code.Code, Share: released.Number("codes", "share", code.Stage, code.Code))).Where(code => code.Share is not null)
            .OrderByDescending(code => code.Share).ThenBy(code => code.Code, StringComparer.Ordinal).Take(3).ToArray();
        if (shown.Length == 0) yield break;
        yield return new(
            $"访谈中提及最多：{string.Join("、", shown.Select(code => $"{code.Label.Zh}（{Printed.Percent(code.Share!.Value)}的发言人）"))}",
            $"Interviews speak most of {string.Join(", ", shown.Select(code => $"{code.Label.En.ToLowerInvariant()} ({Printed.Percent(code.Share!.Value)} of speakers)"))}");
    }
}
