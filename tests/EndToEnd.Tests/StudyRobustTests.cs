using System.Globalization;
using System.Text.Json;

namespace CoProduction.Tests;

/// <summary>The errors that need more of the rows than their roots, asked for in a study file: the store's rows give what <c>copro fit</c> gives on the file.</summary>
public sealed class StudyRobustTests
{
    private const string Models = """
        models:
          - { id: rows, method: ols, survey: satisfaction-2019, formula: "sat1 ~ tru1 + factor(eff1)", vcov: HC3 }
          - { id: weighted, method: ols, survey: satisfaction-2019, formula: "sat1 ~ tru1 + rel1", weights: weight, cluster: community, vcov: CR2 }
          - { id: within, method: fe, survey: satisfaction-2019, formula: "sat1 ~ tru1 + rel1 | community + age_group" }

        """;

    [Fact]
    public void AStudysModelsEqualTheFilesModels()
    {
        using var scratch = new Scratch();
        string survey = Path.Combine(DemoModels.Study, "satisfaction-2019.csv");
        DemoModels.Write(scratch, Models, "spending-shares");
        Copro.Run("run", scratch.Folder, "--quiet").Ended(0);
        Same(scratch, "rows", "sat1 ~ tru1 + factor(eff1)", survey, "--vcov", "HC3");
        Same(scratch, "weighted", "sat1 ~ tru1 + rel1", survey, "--weights", "weight", "--cluster", "community", "--vcov", "CR2");
        Same(scratch, "within", "sat1 ~ tru1 + rel1 | community + age_group", survey, "--method", "fe");
    }

    // Released tables are rounded to three decimals.
    private static void Same(Scratch scratch, string model, string formula, string survey, params string[] options)
    {
        var fit = Copro.Run(["fit", survey, formula, "--missing", "7,8,9", "--json", .. options]).Ended(0);
        var terms = JsonDocument.Parse(fit.Output).RootElement.GetProperty("terms").EnumerateArray().ToList();
        var released = Table.Read(scratch[$"out/tables/model-{model}.csv"]).ToList();
        Assert.Equal(terms.Count, released.Count);
        foreach (var (term, row) in terms.Zip(released))
            foreach (string column in new[] { "estimate", "std_error" })
                Assert.Equal(term.GetProperty(column).GetDouble(), double.Parse(row[column], CultureInfo.InvariantCulture), 0.00051);
    }
}
