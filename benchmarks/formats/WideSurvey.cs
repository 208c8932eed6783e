using System.Globalization;

namespace CoProduction.Benchmarks;

/// <summary>A synthetic survey of 50 columns as studies have them: 30 items of five points with missing answers, 12 real numbers, 3 whole numbers, 4 texts and a day.</summary>
internal static class WideSurvey
{
    private const int Items = 30;
    private const int Reals = 12;
    private const ulong Seed = 20261129;

    private static readonly string[] Words = ["很满意", "satisfied", "一般", "", "not at all, really"];

    /// <summary>The file as CSV, made once.</summary>
    public static string Csv(Place place, int rows) => place.Generated(string.Create(CultureInfo.InvariantCulture, $"wide-{rows}.csv"), writer => Write(writer, rows));

    private static void Write(TextWriter writer, int rows)
    {
        var draws = new Draws(Seed);
        writer.Write(string.Join(',', Names(Items, "item").Concat(Names(Reals, "x")).Concat(["respondent", "community", "year", "word", "street", "code", "remark", "day"])) + "\n");
        for (int row = 0; row < rows; row++) writer.Write(string.Join(',', Cells(draws, row)) + "\n");
    }

    private static IEnumerable<string> Names(int count, string name) => Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{name}{number:00}"));

    private static IEnumerable<string> Cells(Draws draws, int row)
    {
        for (int i = 0; i < Items; i++) yield return draws.Below(20) == 0 ? "" : Whole(1 + draws.Below(5));
        for (int i = 0; i < Reals; i++) yield return draws.Normal().ToString(i % 2 == 0 ? "F2" : "R", CultureInfo.InvariantCulture);
        yield return Whole(row + 1);
        yield return Whole(100_000 + draws.Below(2000));
        yield return Whole(2015 + draws.Below(6));
        yield return Quoted(Words[draws.Below(Words.Length)]);
        yield return $"street {Whole(draws.Below(500))}";
        yield return $"K{draws.Below(10_000).ToString("00000", CultureInfo.InvariantCulture)}";
        yield return draws.Below(10) == 0 ? $"a remark of respondent {Whole(row)}" : "";
        yield return DateOnly.FromDayNumber(736_000 + draws.Below(2000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string Quoted(string text) => text.Contains(',', StringComparison.Ordinal) ? $"\"{text}\"" : text;

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
