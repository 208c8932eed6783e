using System.Data;
using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Studies;

/// <summary>The user's own rows have the numbers of a file with the same rows.</summary>
public sealed class OwnRowsTests : IDisposable
{
    private sealed record Answer(int Satisfaction, double? Trust, string Community, bool Member, Kind Kind);

    private enum Kind { Old, New }

    private readonly Scratch _scratch = new();

    private static Answer[] Answers => [.. Enumerable.Range(0, 60).Select(i => new Answer(1 + i * 7 % 5, i % 11 == 0 ? null : 1 + i * 3 % 7 / 2.0, $"c{i % 8}", i % 3 == 0, i % 2 == 0 ? Kind.Old : Kind.New))];

    private const string Formula = "Satisfaction ~ Trust + Member + Kind";

    [Fact]
    public void Rows_a_data_table_and_a_file_agree()
    {
        var table = new DataTable();
        foreach (string name in new[] { "Satisfaction", "Trust", "Community", "Member", "Kind" }) table.Columns.Add(name, name is "Community" or "Kind" ? typeof(string) : typeof(double));
        foreach (var row in Answers) table.Rows.Add(row.Satisfaction, (object?)row.Trust ?? DBNull.Value, row.Community, row.Member ? 1 : 0, row.Kind.ToString());
        string file = _scratch.Write("rows.csv", "Satisfaction,Trust,Community,Member,Kind\n" + string.Concat(Answers.Select(row => FormattableString.Invariant($"{row.Satisfaction},{row.Trust},{row.Community},{(row.Member ? 1 : 0)},{row.Kind}\n"))));
        Fitted[] fits = [.. new[] { Study.Of(Answers), Study.Of(table), Study.Open(file) }.Select(study => study.Fit(Formula).Clustered("Community").With(Vcov.CR2))];
        Assert.All(fits, fit =>
        {
            Assert.Equal(["(Intercept)", "Trust", "Member", "KindOld"], fit.Coefficients.Select(row => row.Term));
            Assert.Equal(54, fit.Result.Rows);
            for (int i = 0; i < 4; i++) CorrectDigits.Assert(12, fit.Coefficients[i].StdError, fits[0].Coefficients[i].StdError!.Value, fit.Coefficients[i].Term);
        });
    }

    [Fact]
    public void Rows_alone_are_no_study()
    {
        var rows = Study.Of(Answers);
        foreach (var ask in new Action[] { () => rows.Money(), () => rows.Rules(), () => _ = rows.Scales, () => _ = rows.Plan, () => rows.Shares() })
            Assert.Contains("study.yaml", Assert.Throws<UsageException>(ask).Fault.Mend, StringComparison.Ordinal);
        Assert.Equal(6, rows.Describe()["variables"].Number("missing", "Trust"));
    }

    [Fact]
    public void What_cannot_be_a_column_is_refused_by_name()
    {
        Assert.Contains("Inner", Assert.Throws<UsageException>(() => Study.Of([new { Inner = new object() }])).Fault.What, StringComparison.Ordinal);
        Assert.Contains("property", Assert.Throws<UsageException>(() => Study.Of([new object()])).Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_goes_back_as_rows_and_as_a_data_table()
    {
        var fit = Study.Of(Answers).Fit(Formula);
        var rows = fit.Table().ToRows();
        Assert.Equal(fit["Trust"].Estimate, rows[1]["estimate"]);
        var table = fit.Table().ToDataTable();
        Assert.Equal((rows.Count, fit["Trust"].StdError), (table.Rows.Count, (double)table.Rows[1]["std_error"]));
    }

    public void Dispose() => _scratch.Dispose();
}
