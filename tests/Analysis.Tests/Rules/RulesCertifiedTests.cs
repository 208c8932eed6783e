using System.Collections.Immutable;
using CoProduction.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests;

/// <summary>Rules: the two caps judged by hand, and the bounds over missing fields against every way they could fall.</summary>
public sealed class RulesCertifiedTests
{
    private static readonly ShareRule OperatingCap = new("operating-cap", "2018-1", "district-x", new(2015, 1, 1), null, new("运行资金上限", "Operating cap"), ["community", "year"],
        new RuleMeasure("fund_entries", Measure.Amount, "amount", [new("pool", ["operating"]), new("phase", ["paid"])]),
        new RuleMeasure("fund_entries", Measure.Amount, "amount", [new("phase", ["paid"])]), Comparator.AtMost, 0.10m, Label.Same("Wu 2022"));

    private static readonly ShareRule CommitteeCap = new("committee-items", "2018-1", "district-x", new(2015, 1, 1), new(2019, 12, 31), new("居委会议题上限", "Committee items"),
        ["community", "round"], new RuleMeasure("proposals", Measure.Count, "", [new("proposer_kind", ["residents_committee"]), new("under_deliberation", ["1"])]),
        new RuleMeasure("proposals", Measure.Count, "", [new("under_deliberation", ["1"])]), Comparator.AtMost, 0.20m, Label.Same("Wu 2022"));

    [Fact]
    public void The_operating_cap_is_a_share_of_amounts_of_one_phase()
    {
        var result = Rules.Fit(new RulesSpec(OperatingCap) { Expected = [["c5", "2018"]] }, RowsOf.Table("""
            community,year:int,phase:cat,pool:cat,amount:money,_source,_row:int
            c1,2018,paid,operating,10.00,fund,2
            c1,2018,paid,project,90.00,fund,3
            c1,2018,approved,operating,500.00,fund,4
            c2,2018,paid,operating,10.01,fund,5
            c2,2018,paid,project,89.99,fund,6
            c3,2018,paid,?,5.00,fund,7
            c3,2018,paid,operating,8.00,fund,8
            c3,2018,paid,project,87.00,fund,9
            c4,2018,paid,?,1.00,fund,10
            c4,2018,paid,project,99.00,fund,11
            c1,2014,paid,operating,10.00,fund,12
            """));
        Assert.Equal((Verdict.Pass, 0.10m, 0.00m), Brief(result.Of("c1", "2018")!));
        Assert.Equal((Verdict.Breach, 0.1001m, -0.0001m), Brief(result.Of("c2", "2018")!));
        Assert.Equal(Verdict.Undetermined, result.Of("c3", "2018")!.Verdict);
        Assert.Equal(Verdict.Pass, result.Of("c4", "2018")!.Verdict);
        Assert.Equal(Verdict.Undetermined, result.Of("c5", "2018")!.Verdict);
        Assert.Equal(Verdict.NotInForce, result.Of("c1", "2014")!.Verdict);
        Assert.Equal([new EvidenceRow("fund", 7)], result.Of("c3", "2018")!.Evidence.Unknown);
        Assert.Equal([new EvidenceRow("fund", 2), new EvidenceRow("fund", 3)], result.Of("c1", "2018")!.Evidence.Denominator);
        Assert.Equal([new EvidenceRow("fund", 2)], result.Of("c1", "2018")!.Evidence.Numerator);
    }

    [Fact]
    public void Rows_in_blocks_give_the_verdicts_of_one_frame_and_of_many_rows_the_first_are_listed_and_all_counted()
    {
        string[] lines = ["c1,2018,paid,operating,10.00", "c2,2018,paid,project,1.00", "c1,2018,paid,project,45.00", "c1,2018,paid,project,45.00", "c1,2018,paid,?,1.00", "c1,2018,paid,?,1.00"];
        const string Header = "community,year:int,phase:cat,pool:cat,amount:money\n";
        var whole = Rules.Fit(new RulesSpec(OperatingCap), RowsOf.Table(Header + string.Join('\n', lines)));
        var parts = Rules.Fit(new RulesSpec(OperatingCap) { Listed = 1 }, lines.Select(line => RowsOf.Table(Header + line)));
        Assert.Equal(whole.Verdicts.Select(Brief), parts.Verdicts.Select(Brief));
        Assert.Equal(whole.Provenance.Rows, parts.Provenance.Rows);
        var (all, first) = (whole.Of("c1", "2018")!.Evidence, parts.Of("c1", "2018")!.Evidence);
        Assert.Equal((1, 5, 2, 5), (all.InNumerator, all.InDenominator, all.Open, all.Rows));
        Assert.Equal((1, 5, 2, 5), (first.InNumerator, first.InDenominator, first.Open, first.Rows));
        Assert.Equal([1L, 3L, 4L, 5L, 6L], all.Denominator.Select(row => row.Row));
        Assert.Equal([1L], first.Denominator.Select(row => row.Row));
        Assert.Equal([5L], first.Unknown.Select(row => row.Row));
    }

    [Fact]
    public void The_committee_cap_is_a_share_of_counts_and_respects_its_dates()
    {
        var result = Rules.Fit(new RulesSpec(CommitteeCap), RowsOf.Table("""
            community,round:int,proposer_kind:cat,under_deliberation:int
            c1,2018,residents_committee,1
            c1,2018,residents,1
            c1,2018,residents,1
            c1,2018,residents,1
            c1,2018,residents,1
            c1,2018,residents_committee,0
            c2,2018,residents_committee,1
            c2,2018,residents,1
            c3,2018,?,1
            c3,2018,residents,1
            c4,2018,residents,?
            c5,2020,residents_committee,1
            c6,2018,residents_committee,0
            """));
        Assert.Equal((Verdict.Pass, 0.2m, 0.0m), Brief(result.Of("c1", "2018")!));
        Assert.Equal((Verdict.Breach, 0.5m, -0.3m), Brief(result.Of("c2", "2018")!));
        Assert.Equal(Verdict.Undetermined, result.Of("c3", "2018")!.Verdict);
        Assert.Equal(Verdict.Undetermined, result.Of("c4", "2018")!.Verdict);
        Assert.Equal(Verdict.NotInForce, result.Of("c5", "2020")!.Verdict);
        Assert.Equal("the denominator is zero or absent", result.Of("c6", "2018")!.Reason.En);
        Assert.Equal("50% > 20%", result.Of("c2", "2018")!.Reason.En);
    }

    [Fact]
    public void A_verdict_is_given_exactly_when_no_way_of_falling_turns_it() => Prop.ForAll(Arb.From(AnyProposals()), rows =>
    {
        var verdict = Rules.Fit(new RulesSpec(CommitteeCap), Proposals(rows)).Verdicts[0].Verdict;
        var worlds = Worlds(rows).Select(world => World(world)).ToHashSet();
        return verdict == (worlds.SetEquals([Verdict.Pass]) ? Verdict.Pass : worlds.SetEquals([Verdict.Breach]) ? Verdict.Breach : Verdict.Undetermined);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Amounts_of_two_phases_and_unlike_measures_are_refused()
    {
        var rows = RowsOf.Table("community,year,phase,pool,amount:money\nc1,2018,paid,project,1");
        var loose = OperatingCap with { Denominator = OperatingCap.Denominator with { Where = [] }, Numerator = OperatingCap.Numerator with { Where = [new("pool", ["operating"])] } };
        Assert.Throws<StudyException>(() => Rules.Fit(new RulesSpec(loose), rows));
        Assert.Throws<StudyException>(() => Rules.Fit(new RulesSpec(OperatingCap with { Numerator = OperatingCap.Numerator with { Measure = Measure.Count } }), rows));
        Assert.Throws<StudyException>(() => Rules.Fit(new RulesSpec(OperatingCap with { Numerator = OperatingCap.Numerator with { Table = "proposals" } }), rows));
    }

    [Fact]
    public void Tables_state_the_rule_and_the_reasons()
    {
        var result = Rules.Fit(new RulesSpec(OperatingCap), RowsOf.Table("community,year,phase,pool,amount:money\nc1,2018,paid,operating,20\nc1,2018,paid,project,80"));
        var table = RulesTables.Table(result, Verdict.Breach);
        Assert.Equal("20% > 10%", table.Rows[0].Values[5].Text!.En);
        Assert.Contains("share of amounts ≤ 10%", table.Note.En, StringComparison.Ordinal);
        Assert.Equal([0m, 1m, 0m, 0m], RulesTables.Summary([result]).Rows[0].Values.Select(value => value.Amount));
    }

    private static (Verdict, decimal?, decimal?) Brief(RuleVerdict verdict) => (verdict.Verdict, verdict.Share, verdict.Margin);

    private static Gen<(bool? Committee, bool? Deliberated)[]> AnyProposals() => Gen.ArrayOf(
        from committee in Gen.Elements<bool?>(true, false, false, false, null)
        from deliberated in Gen.Elements<bool?>(true, true, true, false, null)
        select (committee, deliberated)).Where(rows => rows.Length is > 0 and < 9 && rows.Sum(row => (row.committee is null ? 1 : 0) + (row.deliberated is null ? 1 : 0)) < 8);

    private static Frame Proposals((bool? Committee, bool? Deliberated)[] rows) => RowsOf.Table("community,round,proposer_kind:cat,under_deliberation:int\n" + string.Join("\n", rows.Select(row =>
        $"c,2018,{row.Committee switch { true => "residents_committee", false => "residents", null => "?" }},{row.Deliberated switch { true => "1", false => "0", null => "?" }}")));

    private static IEnumerable<ImmutableList<(bool Committee, bool Deliberated)>> Worlds((bool? Committee, bool? Deliberated)[] rows) =>
        rows.Aggregate<(bool? Committee, bool? Deliberated), IEnumerable<ImmutableList<(bool, bool)>>>([[]], (worlds, row) =>
            from world in worlds from committee in Ways(row.Committee) from deliberated in Ways(row.Deliberated) select world.Add((committee, deliberated)));

    private static bool[] Ways(bool? value) => value is { } known ? [known] : [true, false];

    private static Verdict World(ImmutableList<(bool Committee, bool Deliberated)> rows)
    {
        int below = rows.Count(row => row.Deliberated), above = rows.Count(row => row is { Committee: true, Deliberated: true });
        return below == 0 ? Verdict.Undetermined : above * 5 <= below ? Verdict.Pass : Verdict.Breach;
    }
}
