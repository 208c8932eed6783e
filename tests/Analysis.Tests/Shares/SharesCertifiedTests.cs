using System.Collections.Immutable;
using CoProduction.Analysis;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests;

/// <summary>Shares: the 3/4 of 2018 under several definitions, worked out by hand, and the exactness of what is printed.</summary>
public sealed class SharesCertifiedTests
{
    private static readonly Classification FiveUses = new("five-uses", "2022-1", new("五类", "Five uses"),
        [.. new[] { "democratic_management", "facility_maintenance", "culture_sport_welfare", "environment", "volunteering" }.Select(code => new Level(code, Label.Same(code)))], "Wu 2022");

    private static readonly Crosswalk Standard = Map("default", "facility_maintenance");
    private static readonly Crosswalk Without = Map("without-new-construction", "new_construction");

    // 2018, paid, project pool: roof 600 + toilets 150 of 1000, so 3/4; without the toilets 600 of 1000; with the 100 of operating costs 750 of 1100.
    private static readonly Cells Ledger = Cells.Of(RowsOf.Table("""
        use_class,year:int,phase:cat,pool:cat,money_source:cat,community,amount:money
        roof_and_sewage,2018,paid,project,fiscal_grant,c1,500.00
        roof_and_sewage,2018,paid,project,residents,c2,100.00
        new_public_toilets,2018,paid,project,fiscal_grant,c1,150.00
        festivals,2018,paid,project,fiscal_grant,c1,130.00
        festivals,2018,paid,project,fiscal_grant,c2,-10.00
        greening,2018,paid,project,fiscal_grant,c2,80.00
        ?,2018,paid,project,fiscal_grant,c2,50.00
        operating_costs,2018,paid,operating,fiscal_grant,c1,100.00
        roof_and_sewage,2018,paid,?,fiscal_grant,c1,7.00
        roof_and_sewage,2018,approved,project,fiscal_grant,c1,900.00
        greening,2018,approved,project,fiscal_grant,c1,300.00
        greening,2019,paid,project,fiscal_grant,c1,40.00
        """), new CellsSpec("fund_entries", ["use_class", "year", "phase", "pool", "money_source", "community"], ["amount"], null, []));

    private static SharesSpec Default => SharesSpec.Default(FiveUses, Standard, ["2018"], "synthetic ledger");

    [Fact]
    public void Three_quarters_of_2018_hold_under_the_default_definition()
    {
        var share = Shares.Fit(Default, Ledger).Share("2018", "facility_maintenance")!;
        Assert.Equal(new Money(750.00m, Phase.Paid), share.Numerator);
        Assert.Equal(new Money(1000.00m, Phase.Paid), share.Denominator);
        Assert.Equal(0.75m, share.Ratio);
        Assert.Equal(("2018", "five-uses@2022-1", "default", "synthetic ledger", 3L), (share.Year, share.Classification, share.Definition, share.Source, share.Entries));
    }

    [Fact]
    public void Missing_classes_refunds_and_pools_are_accounted_for()
    {
        var result = Shares.Fit(Default, Ledger);
        Assert.Equal(50.00m, result.Share("2018", SharesSpec.Unclassified)!.Numerator.Amount);
        Assert.Equal(120.00m, result.Share("2018", "culture_sport_welfare")!.Numerator.Amount);
        Assert.Equal(new Money(7.00m, Phase.Paid), result.Groups[0].WithoutPool);
        Assert.False(result.Groups[0].Negative);
        Assert.Contains("CNY 7 that name no pool", SharesTables.Table(result, Label.Same("t")).Note.En, StringComparison.Ordinal);
    }

    [Fact]
    public void The_claim_stands_or_falls_with_the_definition()
    {
        var compared = Shares.Compare(ShareClaim.ThreeQuartersOf2018, Shares.Alternatives(Default, [Without]), Ledger);
        var found = compared.Definitions.ToDictionary(outcome => outcome.Spec.Definition, outcome => (outcome.Share?.Ratio, outcome.Supports));
        Assert.Equal((0.75m, (bool?)true), found["default"]);
        Assert.Equal((0.6m, (bool?)false), found["without-new-construction"]);
        Assert.Equal((757m / 1107m, (bool?)false), found["all-money"]);
        Assert.Equal((650m / 900m, (bool?)false), found["fiscal-grant"]);
        Assert.Equal((0.75m, (bool?)true), found["phase-approved"]);
        Assert.Equal(((decimal?)null, (bool?)null), found["phase-budgeted"]);
        var table = SharesTables.Table(compared);
        Assert.Equal(7, table.Rows.Length);
        Assert.Equal("不支持", table.Rows[1].Values[3].Text!.Zh);
        Assert.Contains("750", SharesText(table.Rows[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Refunds_may_push_a_share_beyond_one_and_the_note_says_so()
    {
        var cells = Cells.Of(RowsOf.Table("use_class,year,phase,pool,money_source,amount:money\ngreening,2018,paid,project,f,120\nfestivals,2018,paid,project,f,-20"), Default.Cells());
        var result = Shares.Fit(Default, cells);
        Assert.Equal(1.2m, result.Share("2018", "environment")!.Ratio);
        Assert.True(result.Groups[0].Negative);
        Assert.Equal(100m, result.Shares.Sum(share => share.Percent));
        Assert.Contains("exceed 100%", SharesTables.Table(result, Label.Same("t")).Note.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Amounts_of_two_phases_in_one_sum_are_refused()
    {
        Assert.Contains("two phases in one sum", Assert.Throws<StudyException>(() => Shares.Fit(Default with { Phase = null }, Ledger)).Message, StringComparison.Ordinal);
        Assert.Throws<StudyException>(() => Shares.Fit(Default, Ledger.Collapse("use_class", "year", "pool")));
        Assert.Throws<StudyException>(() => new Money(1, Phase.Paid) + new Money(1, Phase.Approved));
    }

    [Fact]
    public void A_crosswalk_may_leave_a_class_out_of_the_list()
    {
        var spec = Default with { Crosswalk = Without with { Entries = [.. Without.Entries.Select(entry => entry.From == "new_public_toilets" ? entry with { To = "" } : entry)] } };
        Assert.Equal(0.15m, Shares.Fit(spec, Ledger).Share("2018", SharesSpec.LeftOut)!.Ratio);
    }

    [Fact]
    public void A_group_without_money_has_no_share()
    {
        var result = Shares.Fit(Default with { Years = ["2001"], By = "" }, Ledger);
        Assert.All(result.Shares, share => Assert.Null(share.Ratio));
        Assert.All(result.Shares, share => Assert.Null(share.Percent));
    }

    [Fact]
    public void Largest_remainders_give_the_printed_percents()
    {
        Assert.Equal([33.4m, 33.3m, 33.3m], LargestRemainder.Percents([1, 1, 1], 1));
        Assert.Equal([75m, 12m, 8m, 5m], LargestRemainder.Percents([74.6m, 12.4m, 8.4m, 4.6m], 0));
        Assert.Empty(LargestRemainder.Percents([-1, 1], 1));
    }

    [Fact]
    public void Printed_percents_sum_to_exactly_one_hundred_and_stay_within_a_unit() => Prop.ForAll(
        Arb.From(Gen.NonEmptyListOf(Gen.Choose(-500, 100_000))), Arb.From(Gen.Choose(0, 3)), (cents, decimals) =>
        {
            ImmutableArray<decimal> amounts = [.. cents.Select(cent => cent / 100m)];
            var percents = LargestRemainder.Percents(amounts, decimals);
            decimal total = amounts.Sum(), unit = (decimal)Math.Pow(10, -decimals);
            return total <= 0 ? percents.IsEmpty : percents.Sum() == 100m && percents.Zip(amounts).All(pair => Math.Abs(pair.First - pair.Second / total * 100) <= unit);
        }).QuickCheckThrowOnFailure();

    private static string SharesText(TableRow row) => string.Join(" ", row.Values.Select(value => FormattableString.Invariant($"{value.Amount}")));

    private static Crosswalk Map(string definition, string toilets) => new("district-x-uses@2018-1", "five-uses@2022-1", definition, Label.Same(definition),
    [
        new("roof_and_sewage", "facility_maintenance", Label.Same("")), new("new_public_toilets", toilets, Label.Same("")), new("festivals", "culture_sport_welfare", Label.Same("")),
        new("greening", "environment", Label.Same("")), new("operating_costs", "democratic_management", Label.Same("")),
    ]);
}
