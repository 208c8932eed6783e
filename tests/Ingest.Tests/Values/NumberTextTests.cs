using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Ingest.Tests;

public class NumberTextTests
{
    [Theory]
    [InlineData("1234.56", "1234.56")]
    [InlineData("1,234,567.89", "1234567.89")]
    [InlineData("1'234.50", "1234.50")]
    [InlineData("1 234", "1234")]
    [InlineData("１２３４．５", "1234.5")]
    [InlineData("１，２３４", "1234")]
    [InlineData("￥1,200", "1200")]
    [InlineData("¥ 88.8", "88.8")]
    [InlineData("$26,096.08", "26096.08")]
    [InlineData("-$14,253.07", "-14253.07")]
    [InlineData("$-5", "-5")]
    [InlineData("(1,000.00)", "-1000.00")]
    [InlineData("（￥300）", "-300")]
    [InlineData("CHF 2'500", "2500")]
    [InlineData("25 €", "25")]
    [InlineData("3.5万元", "35000")]
    [InlineData("３.５万", "35000")]
    [InlineData("300元", "300")]
    [InlineData("1.2亿元", "120000000")]
    [InlineData("12.5%", "0.125")]
    [InlineData("７５％", "0.75")]
    [InlineData("−7", "-7")]
    [InlineData("+7", "7")]
    [InlineData("1,234.", "1234")]
    public void ReadsWhatPeopleWrite(string text, string expected)
    {
        Assert.Null(NumberText.Read(text, 1m, out decimal value));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("1.234,56")]
    [InlineData("12,34")]
    [InlineData("1,0000")]
    [InlineData("1,23,456")]
    [InlineData("1,234,56")]
    [InlineData("1.234.567")]
    public void RefusesNumbersWithTwoReadings(string text)
    {
        var problem = NumberText.Read(text, 1m, out _);
        Assert.NotNull(problem);
        Assert.Contains("1,234.56", problem.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("-")]
    [InlineData("--5")]
    [InlineData("()")]
    [InlineData("$")]
    [InlineData("元")]
    [InlineData("1e")]
    [InlineData("NaN")]
    [InlineData("99999999999999999999999999999999999")]
    public void RefusesWhatIsNoNumber(string text) => Assert.NotNull(NumberText.Read(text, 1m, out _));

    [Fact]
    public void AUnitInTheCellTakesThePlaceOfTheDeclaredOne()
    {
        Assert.Null(NumberText.Read("2", 10_000m, out decimal declared));
        Assert.Null(NumberText.Read("2元", 10_000m, out decimal written));
        Assert.Equal((20_000m, 2m), (declared, written));
    }

    [Theory]
    [InlineData("2018年", 2018)]
    [InlineData("３", 3)]
    [InlineData("4.0", 4)]
    [InlineData("1,024户", 1024)]
    public void ReadsWholeNumbers(string text, long expected)
    {
        Assert.Null(NumberText.ReadWhole(text, 1m, out long value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("4.5")]
    [InlineData("50%")]
    [InlineData("99999999999999999999")]
    public void RefusesFractionsAsWholeNumbers(string text) => Assert.NotNull(NumberText.ReadWhole(text, 1m, out _));

    [Fact]
    public void MoneyPrintedInAnyOfficeStyleReadsBack() => Prop.ForAll(
        Gen.Choose(-2_000_000_000, 2_000_000_000).Zip(Gen.Choose(0, 4), (cents, style) => (Amount: cents / 100m, style)).ToArbitrary(),
        pair => NumberText.Read(Print(pair.Amount, pair.style), 1m, out decimal value) is null && value == pair.Amount).QuickCheckThrowOnFailure();

    [Fact]
    public void FastRealsAreThePlatformsToTheLastBit() => Prop.ForAll<NormalFloat, int>((number, digits) =>
    {
        string text = number.Get.ToString($"G{1 + Math.Abs(digits % 17)}", CultureInfo.InvariantCulture);
        return Digits.TryReal(Encoding.UTF8.GetBytes(text), out double value) && value.Equals(double.Parse(text, CultureInfo.InvariantCulture));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void FastShortDecimalsAreThePlatformsToTheLastBit() => Prop.ForAll(
        Gen.Choose(-999_999_999, 999_999_999).Zip(Gen.Choose(0, 12)).ToArbitrary(), pair =>
        {
            string text = ((decimal)pair.Item1 / (decimal)Math.Pow(10, pair.Item2)).ToString(CultureInfo.InvariantCulture);
            return Digits.TryReal(Encoding.UTF8.GetBytes(text), out double value) && value.Equals(double.Parse(text, CultureInfo.InvariantCulture));
        }).QuickCheckThrowOnFailure();

    // Short texts over the letters of numbers and their neighbours in ASCII: every one is read as the platform reads it, or refused.
    [Fact]
    public void ShortTextsAreReadAsThePlatformReadsThemOrRefused() => Prop.ForAll(
        Gen.Elements("0123456789012345678901234567890123456789.-+/:e".ToCharArray()).ArrayOf().Select(letters => new string(letters)).Where(text => text.Length is > 0 and < 11).ToArbitrary(), text =>
        {
            bool ours = Digits.TryReal(Encoding.UTF8.GetBytes(text), out double value);
            bool theirs = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double right) && double.IsFinite(right);
            return ours == theirs && (!ours || value.Equals(right));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("0x1F")]
    public void FastRealsRefuseTheRest(string text) => Assert.False(Digits.TryReal(Encoding.UTF8.GetBytes(text), out _));

    private static string Print(decimal amount, int style) => style switch
    {
        0 => amount.ToString(CultureInfo.InvariantCulture),
        1 => amount.ToString("N2", CultureInfo.InvariantCulture),
        2 => (amount < 0 ? "-$" : "$") + Math.Abs(amount).ToString("N2", CultureInfo.InvariantCulture),
        3 => amount < 0 ? $"({Math.Abs(amount).ToString("N2", CultureInfo.InvariantCulture)})" : $"￥{amount.ToString("F2", CultureInfo.InvariantCulture)}",
        _ => (amount / 10_000m).ToString(CultureInfo.InvariantCulture) + "万元",
    };
}
