using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>The texts of the errors of shares, rules, steps, rates, scales, codes, cells and the disclosure review.</summary>
internal static partial class AnalysisFaults
{
    public static StudyException UnknownKey(string field, IEnumerable<string> allowed) => new(new Fault(
        $"The cells have no key '{field}'", "", "they were reduced without it", Nearest.Suggest(field, allowed)));

    public static StudyException UnlikeCells(IEnumerable<string> left, IEnumerable<string> right) => new(new Fault(
        $"Cells by ({string.Join(", ", left)}) cannot be merged with cells by ({string.Join(", ", right)})", "",
        "only cells of the same keys and sums are patterns of one table", "Collapse both to the same keys, in the same order"));

    public static StudyException NotMoney(string field) => new(new Fault(
        $"'{field}' is not a column of money", "", "cells sum exact amounts only", "Sum a field of type money, or count rows"));

    public static StudyException TwoPhases(string where, IEnumerable<string> phases) => new(new Fault(
        $"An amount of two phases in one sum was asked for: {string.Join(", ", phases)}", where,
        "budgeted, approved, paid and accepted money are different ideas and are never added", "Choose exactly one phase"));

    public static StudyException NoPhase(string where) => new(new Fault(
        "Amounts without a phase were to be summed", where, "without the key 'phase' amounts of two phases would fall into one sum",
        "Reduce the fund entries by 'phase' too, and choose exactly one phase"));

    public static StudyException UnlikeTables(ShareRule rule) => new(new Fault(
        $"Rule '{rule.Id}' counts '{rule.Numerator.Table}' above the line and '{rule.Denominator.Table}' below", "data-schema/rules",
        "a share of one table's rows in another's cannot be judged from one set of evidence", "Write the rule with one table on both sides"));

    public static StudyException UnlikeMeasures(ShareRule rule) => new(new Fault(
        $"Rule '{rule.Id}' divides {rule.Numerator.Measure} '{rule.Numerator.Field}' by {rule.Denominator.Measure} '{rule.Denominator.Field}'", "data-schema/rules",
        "a share of counts and a share of amounts are different ideas", "Count on both sides, or sum the same field on both"));

    public static StudyException NotNumeric(string column) => new(new Fault(
        $"'{column}' is not a column of numbers", "", "it cannot be averaged or weighed", "Name an integer or number column"));

    public static StudyException OutOfRange(string item, double value, ScaleItem range) => new(new Fault(
        string.Create(CultureInfo.InvariantCulture, $"'{item}' holds {value}"), "",
        string.Create(CultureInfo.InvariantCulture, $"the item allows {range.Minimum} to {range.Maximum}"), "Correct the answer, or declare the code as missing in the instrument"));

    public static StudyException UnknownScale(string name, IEnumerable<string> allowed) => new(new Fault(
        $"There is no scale '{name}'", "", "it was not described", Nearest.Suggest(name, allowed)));

    public static StudyException FewItems(ScaleSpec scale) => new(new Fault(
        $"Scale '{scale.Name}' has {scale.Items.Length} item(s)", "", "a scale score needs 1 item and its reliability 2", "Name more items"));

    public static StudyException BadMinimumItems(ScaleSpec scale) => new(new Fault(
        $"Scale '{scale.Name}' asks for {scale.MinimumItems} answers of {scale.Items.Length} items", "",
        "the number of answers needed lies between 1 and the number of items", "Correct the minimum"));

    public static StudyException FewRows(string what, int rows, int needed) => new(new Fault(
        $"{what} has {rows} complete row(s)", "", $"at least {needed} are needed", "Widen the selection, or drop the items that nobody answered"));

    public static StudyException BadWeight(string field, double value) => new(new Fault(
        string.Create(CultureInfo.InvariantCulture, $"Weight '{field}' holds {value}"), "", "a weight is a number of 0 or more", "Correct the weight or leave the row out"));

    public static StudyException MergedSpeakers(string interview, int speakers) => new(new Fault(
        $"A coding names interview {interview} without its speaker, role and community", "", $"the interview has {speakers} speakers, and the coding would merge speakers",
        "Give speaker, role and community of the passage"));

    public static StudyException UnknownSpeaker(string interview, string speaker, string role, string community) => new(new Fault(
        $"A coding names speaker '{speaker}' ({role}, {community}) of interview {interview}", "", "the interviews hold no such speaker", "Correct the key of the coding, or add the speaker"));

    public static StudyException UnknownCode(string code, IEnumerable<string> allowed) => new(new Fault(
        $"A coding uses the code '{code}'", "", "the code book does not hold it", Nearest.Suggest(code, allowed)));

    public static StudyException ManyWays(CandidateTable table, IEnumerable<string> dimensions) => new(new Fault(
        $"Table '{table.Id}' has totals over {string.Join(", ", dimensions)}", "", "the disclosure review protects tables of one and two ways with totals",
        "Release it as two-way tables, one per value of the third dimension and without totals over it"));

    public static StudyException BadPolicy(PrivacyPlan policy) => new(new Fault(
        $"The privacy policy asks for a minimum of {policy.MinimumCell} and rounding to {policy.Rounding}", "privacy", "both are whole numbers of 1 or more",
        "Set minimum_cell (usual: 5) and rounding (1 for none)"));

    public static StudyException NothingRatedTwice(int units) => new(new Fault(
        $"None of {units} units was rated by two coders", "codings", "agreement is between ratings of the same unit", "Have a part of the interviews coded by a second coder, named in the column 'coder'"));

    public static StudyException UnequalRatings() => new(new Fault(
        "Units have different numbers of coders", "", "a unit has one place per coder, empty where the coder did not rate it", "Give null for a coder who did not rate a unit"));

    public static StudyException FewAgreementDraws(int draws) => new(new Fault(
        $"{draws} bootstrap draws", "", $"percentiles need at least {AgreementSpec.FewestDraws}", "Give 2000, or 0 for no interval"));

    public static StudyException BadAgreementLevel(double level) => new(new Fault(
        FormattableString.Invariant($"The level {level:R} is not between 0 and 1"), "", "it is the share of intervals that cover the truth", "Give 0.95 for a 95 % interval"));

    public static StudyException NoReason(string table) => new(new Fault(
        $"'{table}' was to leave without a review and without a reason", "", "what is passed over must be answered for, in the provenance", "Give the reason, such as Unreviewed(\"only I read this\"), or leave Unreviewed out"));

    public static StudyException BadTable(CandidateTable table, string why) => new(new Fault(
        $"Table '{table.Id}' is not a table", "", why, "Build the candidate with one key and label per dimension and one value per measure, each key once"));
}
