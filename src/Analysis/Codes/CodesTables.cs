using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Tables of codes. Rows rest on distinct speakers; a speaker may hold several codes, so codes are never totalled, roles and communities are.</summary>
public static class CodesTables
{
    private static readonly TableMeasure Speakers = new("speakers", new("发言人数", "Speakers"), MeasureKind.People, 0);
    private static readonly TableMeasure Share = new("share", new("占全部发言人", "Share of speakers"), MeasureKind.Share, 1);
    private static readonly TableMeasure Codings = new("codings", new("编码次数", "Codings"), MeasureKind.Count, 0);

    /// <summary>Codes with the speakers among whom each is present, and its codings.</summary>
    public static CandidateTable Table(CodesResult result) => Build("codes", new("编码：出现与频次", "Codes: presence and frequency"), result, [Stage, Code],
        Used(result).Select(code => Row(result, [code.Stage, code.Code], [StageLabel(code.Stage), code.Label], presence => presence.Code == code, _ => true)));

    /// <summary>Codes by the speakers' role, with the total over roles, which <see cref="Table"/> shows too.</summary>
    public static CandidateTable ByRole(CodesResult result) => Build("codes-by-role", new("编码与角色", "Codes by role"), result, [Code, new("role", new("角色", "Role"))],
        Used(result).SelectMany(code => Parts(result, speaker => speaker.Role, RoleLabel, [code.Code], code.Label, presence => presence.Code == code)))
        with
    { TotalsKnown = true };

    /// <summary>Codes by the speakers' community, with the total over communities, which <see cref="Table"/> shows too.</summary>
    public static CandidateTable ByCommunity(CodesResult result) => Build("codes-by-community", new("编码与社区", "Codes by community"), result, [Code, new("community", new("社区", "Community"))],
        Used(result).SelectMany(code => Parts(result, speaker => speaker.Community, Label.Same, [code.Code], code.Label, presence => presence.Code == code)))
        with
    { TotalsKnown = true };

    /// <summary>Stages by the speakers' role: speakers with any code of the stage, with the total over roles.</summary>
    public static CandidateTable StagesByRole(CodesResult result) => Build("stages-by-role", new("阶段与角色", "Stages by role"), result, [Stage, new("role", new("角色", "Role"))],
        result.Codes.Select(code => code.Stage).Distinct().SelectMany(stage => Parts(result, speaker => speaker.Role, RoleLabel, [stage], StageLabel(stage), presence => presence.Code.Stage == stage)));

    private static Dimension Stage { get; } = new("stage", new("阶段", "Stage"));

    private static Dimension Code { get; } = new("code", new("编码", "Code"));

    private static CandidateTable Build(string id, Label title, CodesResult result, ImmutableArray<Dimension> dimensions, IEnumerable<TableRow> rows) => new(
        id, title, dimensions, [Speakers, Share, Codings], [.. rows], Subject.Interviewees, Note(result), result.Provenance);

    private static IEnumerable<TableRow> Parts(
        CodesResult result, Func<Speaker, string> part, Func<string, Label> label, ImmutableArray<string> key, Label first, Func<CodePresence, bool> counts)
    {
        foreach (string value in result.Speakers.Select(part).Distinct().Order(StringComparer.Ordinal))
            yield return Row(result, key.Add(value), [first, label(value)], counts, speaker => part(speaker) == value);
        yield return Row(result, key.Add(TableRow.Total), [first, new("合计", "All")], counts, _ => true);
    }

    private static TableRow Row(CodesResult result, ImmutableArray<string> key, ImmutableArray<Label> labels, Func<CodePresence, bool> counts, Func<Speaker, bool> among)
    {
        CodePresence[] found = [.. result.Presences.Where(presence => counts(presence) && among(presence.Speaker))];
        int speakers = found.Select(presence => presence.Speaker).Distinct().Count(), all = result.Speakers.Count(among);
        return new TableRow(key, labels, speakers, [Value.Exact(speakers), Value.Of(all == 0 ? null : (double)speakers / all), Value.Exact(found.Sum(presence => presence.Codings))]);
    }

    private static Label RoleLabel(string role) => role switch
    {
        "resident" => new("居民", "Resident"),
        "deputy" => new("居民议员", "Deputy"),
        "committee" => new("社区两委", "Community committees"),
        "subdistrict" => new("街道", "Sub-district"),
        "district" => new("区级部门", "District"),
        "social_organisation" => new("社会组织", "Social organisation"),
        _ => Label.Same(role),
    };

    private static Label StageLabel(string stage) => stage switch
    {
        "driver" => new("动力", "Driver"),
        "process" => new("过程", "Process"),
        "outcome" => new("结果", "Outcome"),
        "side_effect" => new("副作用", "Side effect"),
        _ => Label.Same(stage),
    };

    /// <summary>Codes that were given at all: headings of the code book are not.</summary>
    private static IEnumerable<CodeEntry> Used(CodesResult result) => result.Codes.Where(code => result.Frequency(code.Code) > 0);

    private static Label Note(CodesResult result) => result.Spec.Coders == CoderRule.AnyCoder
        ? new("发言人以（访谈编号、化名、角色、社区）区分，不以访谈编号代人。任一编码员编码即计为出现；频次含全部编码员。占比的分母为该列全部发言人。",
            "A speaker is (interview, pseudonym, role, community), never an interview number. A code is present when any coder coded it; codings count all coders. Shares are of all speakers of the column.")
        : new("发言人以（访谈编号、化名、角色、社区）区分，不以访谈编号代人。该访谈的全部编码员均编码才计为出现；频次含全部编码员。占比的分母为该列全部发言人。",
            "A speaker is (interview, pseudonym, role, community), never an interview number. A code is present when every coder of the interview coded it; codings count all coders. Shares are of all speakers of the column.");
}
