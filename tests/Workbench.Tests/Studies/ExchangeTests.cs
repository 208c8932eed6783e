using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Studies;

/// <summary>Rows go to the user's own tools and come back the same: values, what is missing, and the numbers of a model.</summary>
public sealed class ExchangeTests : IDisposable
{
    private sealed record Answer(int Satisfaction, double? Trust, string? Community, DateOnly Day);

    private sealed record Strict(int Satisfaction, double Trust);

    private readonly Scratch _scratch = new();

    private static Study Own => Study.Of(Enumerable.Range(0, 40).Select(i => new Answer(1 + i * 7 % 5, i % 9 == 0 ? null : i * 3 % 7 / 2.0, i % 13 == 0 ? null : $"社区, {i % 4}", new DateOnly(2019, 1, 1 + i % 28))));

    public static TheoryData<string> Ways => [.. new[] { "data table", "data frame", "arrow", "parquet", "csv" }];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Rows_come_back_as_they_went(string way)
    {
        using var back = Back(way);
        var (there, here) = (Own.Records().Frame, back.Records("Satisfaction", "Trust", "Community", "Day").Frame);
        foreach (string name in there.Names.Where(name => name != "Day" || way != "csv"))
            for (int row = 0; row < there.Rows; row++) Assert.Equal(there[name].Text(row), here[name].Text(row));
        const string Formula = "Satisfaction ~ Trust + factor(Community)";
        for (int i = 0; i < 5; i++) CorrectDigits.Assert(13, back.Fit(Formula).Coefficients[i].Estimate, Own.Fit(Formula).Coefficients[i].Estimate!.Value, way);
    }

    private Study Back(string way) => way switch
    {
        "data table" => Study.Of(Own.Records().ToDataTable()),
        "data frame" => Study.Of(Own.Records().ToDataFrame()),
        "arrow" => Study.Of(Own.Records().ToArrow()),
        _ => Study.Open(Own.Records().Unreviewed("a test").Save(_scratch[$"rows.{way}"])),
    };

    [Fact]
    public void Records_are_not_saved_without_a_reason()
    {
        Assert.Contains("Unreviewed", Assert.Throws<UsageException>(() => Own.Records().Save(_scratch["rows.csv"])).Fault.Mend, StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => Own.Records().Unreviewed(""));
        Own.Records().Unreviewed("for a colleague").Save(_scratch["rows.csv"]);
        Assert.Equal("for a colleague\n", File.ReadAllText(_scratch["rows.csv.unreviewed.txt"]));
    }

    [Fact]
    public void Rows_fill_the_users_own_type()
    {
        Assert.Equal(Own.Records().ToRows<Answer>().Select(row => row.Trust), Own.Records().ToRows().Select(row => (double?)row["Trust"]));
        Assert.Contains("nullable", Assert.Throws<StudyException>(() => Own.Records().ToRows<Strict>().Count()).Fault.Mend, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'Trust'", Assert.Throws<UsageException>(() => Own.Records("Trst")).Fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_in_a_text_does_not_run_in_a_spreadsheet()
    {
        string csv = File.ReadAllText(Study.Of([new { Word = "=1+1" }, new { Word = "plain" }]).Records().Unreviewed("a test").Save(_scratch["words.csv"]));
        Assert.Equal("\uFEFFWord\n'=1+1\nplain\n", "\uFEFF" + csv);
    }

    [Fact]
    public void A_broken_Parquet_file_says_so() =>
        Assert.Contains("Parquet", Assert.Throws<StudyException>(() => Study.Open(_scratch.Write("rows.parquet", "no Parquet at all, but long enough to be read"))).Fault.What, StringComparison.Ordinal);

    public void Dispose() => _scratch.Dispose();
}
