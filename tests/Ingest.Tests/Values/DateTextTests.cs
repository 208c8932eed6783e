using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Ingest.Tests;

public class DateTextTests
{
    private static readonly string[] Styles = ["yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日", "yyyy-MM-dd 00:00:00", "yyyy-MM-ddTHH:mm:ss"];

    [Theory]
    [InlineData("2018-11-09")]
    [InlineData("2018年11月9日")]
    [InlineData("2018年11月09号")]
    [InlineData("2018.11.9")]
    [InlineData("2018/11/09")]
    [InlineData("20181109")]
    [InlineData("２０１８年１１月９日")]
    [InlineData("2018-11-09T08:30:00")]
    [InlineData("2018-11-09 08:30")]
    public void ReadsADay(string text)
    {
        Assert.Null(DateText.Read(text, serials: false, out var day));
        Assert.Equal(new DateOnly(2018, 11, 9), day);
    }

    [Theory]
    [InlineData("09.11.2018")]
    [InlineData("11/9/2018")]
    [InlineData("2018-11")]
    [InlineData("2018-02-30")]
    [InlineData("20181340")]
    [InlineData("43413")]
    [InlineData("2018年")]
    [InlineData("yesterday")]
    public void RefusesWhatIsNoDayOrMayBeTwo(string text) => Assert.NotNull(DateText.Read(text, serials: false, out _));

    [Fact]
    public void SerialNumbersOfAWorkbookAreDays()
    {
        Assert.Null(DateText.Read("43413", serials: true, out var day));
        Assert.Equal(new DateOnly(2018, 11, 9), day);
    }

    [Fact]
    public void ADayPrintedInAnyStyleReadsBack() => Prop.ForAll(
        Gen.Choose(new DateOnly(1000, 1, 1).DayNumber, new DateOnly(9999, 12, 31).DayNumber).Zip(Gen.Choose(0, Styles.Length - 1)).ToArbitrary(), pair =>
        {
            var day = DateOnly.FromDayNumber(pair.Item1);
            string text = day.ToDateTime(TimeOnly.MinValue).ToString(Styles[pair.Item2], CultureInfo.InvariantCulture);
            return DateText.Read(text, serials: false, out var read) is null && read == day;
        }).QuickCheckThrowOnFailure();
}
