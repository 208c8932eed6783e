using System.Globalization;
using System.Text.Json;

namespace CoProduction.Tests;

/// <summary>Whole studies on files nobody here wrote. Absent files skip the test, visibly.</summary>
public sealed class RealStudyTests
{
    private static string ChicagoYaml(string year2019, string year2021) => $$"""
        study: chicago-menu
        title: { zh: 芝加哥选区菜单资金, en: Chicago ward menu money }
        place: chicago
        currency: USD
        sources:
          fund:
            - id: menu-2019
              file: {{year2019}}
              columns: { ward: community, item: [item, use_class], cost: amount }
              constants: { entry: "2019-{row}", year: 2019, phase: approved, pool: project }
              recodes: &categories
                use_class:
                  "Street Resurfacing*": Street resurfacing
                  "Sidewalk*": Sidewalks
                  "*Alley*": Alleys
                  "*Speed Hump*": Speed humps
                  "Curb*": Curb and gutter
                  "*Light*": Lighting
                  "*CAMERA*": Cameras
                  "*": Other
            - id: menu-2021
              file: {{year2021}}
              columns: { ward: community, item: [item, use_class], cost: amount }
              constants: { entry: "2021-{row}", year: 2021, phase: approved, pool: project }
              recodes: *categories
        figures: [ spending-shares ]
        """;

    [Fact]
    public void ChicagoWardLedgersOfTwoYearsGiveSharesByCategoryAndWard()
    {
        using var scratch = new Scratch();
        scratch.Write("study.yaml", ChicagoYaml(RealFiles.Path("ledger/chicago_ward_menu_2019.csv"), RealFiles.Path("ledger/chicago_ward_menu_2021.csv")));
        var run = Copro.Run("run", scratch.Folder, "--json").Ended(0);
        var root = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(2439 + 2708, root.GetProperty("accepted").GetInt64());
        var byClass = Table.Read(scratch["out/tables/shares-by-class.csv"]);
        Assert.Equal(65_977_999.50m, Sum(byClass, "2019"));
        Assert.Equal(74_989_954.50m, Sum(byClass, "2021"));
        var byWard = Table.Read(scratch["out/tables/shares-by-community.csv"]);
        Assert.Equal(1_499_999.99m, byWard.Where(row => row["community"] == "1").Sum(row => Amount(row["numerator"])));
        Assert.Equal(50, byWard.Select(row => row["community"]).Where(ward => ward != "*").Distinct().Count());
    }

    [Fact]
    public void KansasCitySatisfactionOnDriversWithClusteredErrorsEqualsR()
    {
        string file = RealFiles.Path("survey/kcmo_FY2022_RS_Cleaned_safe.csv");
        RealFiles.Needs(Foreign.Has("Rscript"), "R with the package sandwich");
        var run = Copro.Run("fit", file, "q2_01 ~ q3_01 + q6_01 + q8_01 + method", "--cluster", "counci", "--vcov", "CR1", "--missing", "9", "--json").Ended(0);
        var terms = JsonDocument.Parse(run.Output).RootElement.GetProperty("terms").EnumerateArray().ToList();
        var reference = Foreign.R($$"""
            d <- read.csv("{{file}}", na.strings = c("NA", ""))
            for (v in c("q2_01", "q3_01", "q6_01", "q8_01")) d[[v]][d[[v]] == 9] <- NA
            d$counci[d$counci == 9] <- NA
            d <- d[complete.cases(d[c("q2_01", "q3_01", "q6_01", "q8_01", "method", "counci")]), ]
            d$method <- factor(d$method, levels = sort(unique(d$method), method = "radix"))
            m <- lm(q2_01 ~ q3_01 + q6_01 + q8_01 + method, d)
            s <- sqrt(diag(sandwich::vcovCL(m, cluster = d$counci, type = "HC1", cadjust = TRUE)))
            cat(sprintf("%s,%.17g,%.17g\n", names(coef(m)), coef(m), s), sep = "")
            """);
        Assert.Equal(reference.Count, terms.Count);
        foreach (var (term, line) in terms.Zip(reference))
        {
            string[] expected = line.Split(',');
            Assert.Equal(expected[0], term.GetProperty("term").GetString());
            CorrectDigits.Assert(10, term.GetProperty("estimate").GetDouble(), double.Parse(expected[1], CultureInfo.InvariantCulture), expected[0]);
            CorrectDigits.Assert(10, term.GetProperty("std_error").GetDouble(), double.Parse(expected[2], CultureInfo.InvariantCulture), expected[0]);
        }
    }

    // Aggregates only. R survey 4.1, svydesign(ids = ~1): svymean, svyciprop(method = "beta"), svychisq(statistic = "F"); R's numbers are printed to 15 digits, and both sides work in double precision.
    [Fact]
    public void TorontoOpinionsOfBeingHeardEqualRsSurvey()
    {
        using var scratch = new Scratch();
        string[] lines = File.ReadAllLines(RealFiles.Path("survey/toronto_public_engagement_survey_data.csv"), System.Text.Encoding.Latin1);
        string file = scratch.Write("toronto.csv", string.Join('\n', lines) + "\n");
        const string Heard = "`3.1. The City considers my ideas`", Welcome = "`3.10. The City creates spaces that are free of unwelcoming behaviour and offensive language`";
        var shares = JsonDocument.Parse(Copro.Run("fit", file, $"prop({Heard})", "--method", "svy", "--set", "interval=beta", "--json").Ended(0).Output).RootElement.GetProperty("terms").EnumerateArray().ToList();
        (double Share, double Error, double Low, double High)[] expected =
        [
            (0.23055162659123055, 0.015848566028085501, 0.19996032836767044, 0.26341260295363189), (0.24045261669024046, 0.016080824973622312, 0.20936572348139718, 0.27372488723194777),
            (0.3536067892503536, 0.01798973748105533, 0.31831429821380536, 0.3901282194533634), (0.018387553041018388, 0.0050553139631455742, 0.0098222925779056121, 0.03124637919729456),
            (0.15700141442715701, 0.013689303140244521, 0.13094101211338033, 0.18596399889475412),
        ];
        Assert.Equal(expected.Length, shares.Count);
        foreach (var (term, right) in shares.Zip(expected))
            foreach (var (name, value) in new[] { ("estimate", right.Share), ("std_error", right.Error), ("conf_low", right.Low), ("conf_high", right.High) })
                CorrectDigits.Assert(11, term.GetProperty(name).GetDouble(), value, name);
        var glance = JsonDocument.Parse(Copro.Run("fit", file, $"table({Heard}, {Welcome})", "--method", "svy", "--json").Ended(0).Output).RootElement.GetProperty("glance");
        CorrectDigits.Assert(11, glance.GetProperty("f_statistic").GetDouble(), 8.1932550043033086, "F");
        CorrectDigits.Assert(11, glance.GetProperty("f_df1").GetDouble(), 15.9997671156975, "df1");
        CorrectDigits.Assert(9, glance.GetProperty("f_p_value").GetDouble(), 4.9203177713224589e-20, "p");
    }

    [Fact]
    public void UsterGrantsAreLoadedAndMalformedRowsRejectedOneByOne()
    {
        using var scratch = new Scratch();
        scratch.Write("study.yaml", $$"""
            study: uster
            title: { zh: 乌斯特文化基金, en: Uster culture fund }
            place: uster
            currency: CHF
            sources:
              fund:
                file: {{RealFiles.Path("ledger/daten_kulturfoerderung_uster.csv")}}
                columns: { DatumEntscheid: [date, year], Projekt: item, Foerderbereich: use_class, FoerderbeitragCHF: amount }
                recodes: { year: { "2018-*": "2018", "2019-*": "2019", "2020-*": "2020", "2021-*": "2021", "2022-*": "2022", "2023-*": "2023", "2024-*": "2024", "2025-*": "2025", "2026-*": "2026" } }
                constants: { entry: "{row}", community: Uster, phase: approved, pool: project }
            figures: [ spending-shares ]
            """);
        var run = Copro.Run("run", scratch.Folder, "--json").Ended(1);
        var root = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(485, root.GetProperty("rows_read").GetInt64());
        Assert.Equal(3, root.GetProperty("rejected").GetInt64());
        Assert.Equal([478, 481, 488], Table.Read(scratch["out/rejections.csv"]).Select(row => int.Parse(row["row"], CultureInfo.InvariantCulture)));
        Assert.True(File.Exists(scratch["out/report.html"]));
    }

    [Fact]
    public void TaichungLedgerLoadsInChineseAndNamesEveryRowThatFitsNoDistrict()
    {
        using var scratch = new Scratch();
        scratch.Write("districts.csv", "community,name,subdistrict,kind,households,residents\n豐原區,豐原區,臺中市,mixed,62000,165000\n大里區,大里區,臺中市,mixed,76000,213000\n中區,中區,臺中市,mixed,8000,18000\n清水區,清水區,臺中市,mixed,28000,88000\n");
        scratch.Write("study.yaml", $$"""
            study: taichung
            title: { zh: 臺中參與式預算, en: Taichung participatory budgeting }
            place: taichung
            currency: TWD
            sources:
              communities: { file: districts.csv }
              fund:
                file: {{RealFiles.Path("ledger/taichung_cleaned_data.json")}}
                columns: { 區: community, 起始年度: year, 分類: use_class, "建設(服務)案": item, 預算金額: amount }
                recodes: { year: { "100": "2011", "102": "2013", "103": "2014", "104": "2015", "105": "2016", "106": "2017" } }
                missing: { 無: blank }
                constants: { entry: "{row}", phase: budgeted, pool: project }
            figures: [ spending-shares ]
            """);
        var run = Copro.Run("run", scratch.Folder, "--json", "--lang", "zh").Ended(1);
        var root = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(4 + 263, root.GetProperty("rows_read").GetInt64());
        long rejected = root.GetProperty("rejected").GetInt64();
        Assert.Equal(4 + 263, root.GetProperty("accepted").GetInt64() + rejected);
        Assert.Equal(rejected, Table.Read(scratch["out/rejections.csv"]).Select(row => row["row"]).Distinct().Count());
        Assert.Contains(Table.Read(scratch["out/rejections.csv"]), row => row["column"] == "區" && row["value"].Contains("大里區", StringComparison.Ordinal));
        Assert.Contains(Table.Read(scratch["out/tables/shares-by-class.csv"]), row => row["use_class"] == "道路維護");
    }

    private static decimal Sum(IEnumerable<IReadOnlyDictionary<string, string>> rows, string year) =>
        rows.Where(row => row["year"] == year).Sum(row => Amount(row["numerator"]));

    private static decimal Amount(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
