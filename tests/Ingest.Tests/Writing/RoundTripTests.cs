using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Ingest.Tests;

/// <summary>What is written is read back as it was: any numbers, any texts, any days.</summary>
public class StatisticsRoundTripTests
{
    private static readonly ImmutableArray<FileVariable> Variables =
    [
        new("number"), new("whole"), new("text", "", VariableKind.Text), new("day", "", VariableKind.Date), new("moment", "", VariableKind.DateTime), new("clock", "", VariableKind.Time),
    ];

    private static Gen<string> Number => Gen.OneOf(
        ArbMap.Default.GeneratorFor<double>().Where(value => double.IsFinite(value) && Math.Abs(value) < 8.9e307 && value != -double.MaxValue).Select(value => NumberCell.Of(value == 0 ? 0 : value)),
        Gen.Choose(-99_999, 99_999).Select(value => NumberCell.Of(value / 100d)), Gen.Constant(""));

    private static Gen<string> Whole => Gen.OneOf(Gen.Choose(-200, 200), Gen.Choose(int.MinValue, int.MaxValue)).Select(value => value.ToString(CultureInfo.InvariantCulture)).Or(Gen.Constant(""));

    private static Gen<string> Text => Gen.OneOf(
        Gen.Elements("a", "é", "字", "😀", " x", "\"", ",", "مرحبا", "e\u0301", "\n").ListOf().Select(parts => string.Concat(parts).TrimEnd()),
        Gen.Choose(1, 900).Select(length => string.Concat(Enumerable.Repeat("长", length))));

    private static Gen<string> Day => Gen.Choose(0, 3_000_000).Select(day => DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Or(Gen.Constant(""));

    private static Gen<string> Clock => Gen.Choose(0, 500_000).Select(seconds => MomentText.Clock(seconds, "")).Or(Gen.Constant(""));

    private static Gen<string> Moment => from day in Gen.Choose(577_735, 3_000_000)
                                         from seconds in Gen.Choose(0, 86_399)
                                         from thousandths in Gen.Choose(0, 3)
                                         select MomentText.Moment(day * 86_400d + seconds, thousandths == 0 ? "" : $"{thousandths}25")!;

    private static Arbitrary<IList<ImmutableArray<string>>> Rows => (from number in Number
                                                                     from whole in Whole
                                                                     from text in Text
                                                                     from day in Day
                                                                     from moment in Moment
                                                                     from clock in Clock
                                                                     select ImmutableArray.Create(number, whole, text, day, moment, clock)).ListOf().Select(rows => (IList<ImmutableArray<string>>)rows).ToArbitrary();

    [Theory]
    [InlineData("sav")]
    [InlineData("dta")]
    public void WriteThenReadIsIdentity(string format) => Prop.ForAll(Rows, rows =>
    {
        string path = Written.File($"rows.{format}", Variables, rows);
        var read = Tables.Read(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Assert.Equal(rows.Select(row => string.Join('|', row)), read.Rows.Select(row => string.Join('|', row)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void EveryNumberIsItsShortestTextAndComesBack() => Prop.ForAll(ArbMap.Default.ArbFor<double>(), value =>
    {
        if (!double.IsFinite(value)) return;
        foreach (double number in (ReadOnlySpan<double>)[value, Math.Round(value, 2), Math.Floor(value), value / 1e9])
        {
            string text = NumberCell.Of(number);
            Assert.Equal(number, double.Parse(text, CultureInfo.InvariantCulture));
            if (text.Contains('.', StringComparison.Ordinal)) Assert.Equal(number.ToString("R", CultureInfo.InvariantCulture), text);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
}
