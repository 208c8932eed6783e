using System.Collections.Immutable;
using System.CommandLine;
using CoProduction.Workbench;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro fit FILE "FORMULA"</c>: one model on one file.</summary>
internal static class FitCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "CSV, XLSX, JSON, SPSS (.sav, .zsav) or Stata (.dta) file. Codes that a file declares as missing enter no model." };
    private static readonly Argument<string> Formula = new("FORMULA") { Description = "R formula, such as \"satisfaction ~ trust + kind * age\"; names with blanks in backticks; scale(x), center(x, by community), mean(x, by community), poly(x, 2), relevel(kind, ref = b), C(kind, sum): docs/methods/formulas.md; @FILE reads it from a file." };
    private static readonly Option<string> Method = new("--method")
    {
        Description = string.Join("; ", FitMethods.All.Select(method => $"{method.Name}: {method.Summary}")) + ".",
        DefaultValueFactory = _ => "ols",
    };

    private static readonly Option<string?> Weights = new("--weights") { Description = "Column of the weights." };
    private static readonly Option<string?> Cluster = new("--cluster") { Description = "Column of the clusters, such as the community; two, as a,b, for two-way clustering." };
    private static readonly Option<string?> Strata = new("--strata") { Description = "Column of the sampling strata (svy)." };
    private static readonly Option<string?> Fpc = new("--fpc") { Description = "Column of the finite population: sampling units in the stratum, or the sampled share (svy)." };
    private static readonly Option<string?> Vcov = new("--vcov") { Description = "Covariance of the estimates: classical, HC0, HC1, HC2, HC3; by --cluster CR0, CR1, CR2, CR3 or wild (default: CR1 with --cluster, else classical)." };
    private static readonly Option<string?> Missing = new("--missing") { Description = "Codes that mean a missing answer, such as 8,9, or with their reasons 8=dont_know,9=refused; blanks and NA always do." };
    private static readonly Option<int?> Bootstrap = new("--bootstrap") { Description = "Bootstrap draws." };
    private static readonly Option<ulong?> Seed = new("--seed") { Description = "Seed of the random draws; the same seed gives the same bytes." };
    private static readonly Option<int?> Impute = new("--impute") { Description = "Completed data sets of multiple imputation by chained equations: the model is estimated on each and pooled by Rubin's rules; see docs/methods/imputation.md." };
    private static readonly Option<string[]> Exclude = new("--exclude") { Description = "A rule by which rows are excluded, with its reason behind a colon, as \"seconds < 120: too fast\"; may be repeated, in order. Also check1 != 4; district not in A, B; longstring(q1..q20) > 8; irv(q1..q20) < 0.3; duplicate(phone). See docs/methods/exclusions.md." };
    private static readonly Option<double> Level = new("--level") { Description = "Confidence level.", DefaultValueFactory = _ => ModelRequest.DefaultLevel };
    private static readonly Option<string[]> Set = new("--set") { Description = "A setting of the method, as name=value; may be repeated. See docs/methods." };
    private static readonly Option<string?> Scores = new("--scores") { Description = "File (.csv, .parquet) for the factor scores of every row (cfa, sem, efa); --set scores names their weights. They are records of persons: FILE.unreviewed.txt stands beside them." };
    private static readonly Option<string?> Sheet = new("--sheet") { Description = "Sheet of a workbook (default: the first)." };
    private static readonly Option<bool> Json = Options.Json(), Quiet = Options.Quiet();
    private static readonly Option<Language> Lang = Options.Lang();

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("fit", """
            Fit one model on one file; no study needed.

            Examples:
              copro fit survey.csv "satisfaction ~ trust + efficacy" --cluster community --vcov CR1 --missing 8,9
              copro fit survey.csv "满意度 ~ 信任 + `年 龄`" --weights w --json
              copro fit survey.csv "satisfaction ~ trust | community + year" --method fe --cluster community
              copro fit survey.csv "satisfaction ~ trust + (1 + trust | community)" --method lmm
              copro fit survey.csv "satisfaction ~ trust" --method svy --weights w --strata s --cluster community --fpc f
              copro fit survey.csv "relevance -> depth -> satisfaction" --method mediation --cluster community --bootstrap 5000 --seed 7
              copro fit survey.csv "satisfaction =~ sat1 + sat2 + sat3" --method alpha --level 0.9 --set factors=3
              copro fit survey.csv "trust + efficacy + satisfaction" --method missing --missing 8=dont_know,9=refused
              copro fit survey.csv "satisfaction ~ trust + efficacy" --cluster community --impute 20 --seed 1
              copro fit survey.csv "satisfaction ~ trust" --exclude "seconds < 120: too fast" --exclude "longstring(sat1, sat2, sat3, sat4) > 3: straight-lining"
              copro fit survey.csv @model.txt --vcov CR2 --cluster community

            Settings of the methods (--set name=value; docs/methods has a page each):

            """ + SettingsHelp.Of([.. FitMethods.All.Select(method => (method.Name, method.Settings)), ("--impute", ImputeOptions.Settings)])) { File, Formula, Method, Weights, Cluster, Strata, Fpc, Vcov, Missing, Bootstrap, Seed, Impute, Exclude, Level, Set, Scores, Sheet, Json, Quiet, Lang };
        command.SetAction((parsed, cancellation) => Options.EndAsync(() => RunAsync(parsed, cancellation)));
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal(parsed.GetValue(Quiet), parsed.GetValue(Lang));
        var request = new FitRequest(parsed.GetRequiredValue(File), Model(parsed), Listed(parsed.GetValue(Missing)), parsed.GetValue(Sheet)) { Scores = parsed.GetValue(Scores) };
        var fit = await FitFile.FitAsync(request, terminal.Rows("rows read"), terminal.Rows("done"), notice => Console.Error.Write($"{terminal.In(notice)}\n"), cancellation);
        if (parsed.GetValue(Json)) FitJson.Write(fit, Console.OpenStandardOutput());
        else foreach (string line in FitText.Lines(fit, terminal)) Terminal.Result(line);
        return ExitCode.Done;
    }

    private static ModelRequest Model(ParseResult parsed) => new(parsed.GetRequiredValue(Method), parsed.GetRequiredValue(Formula))
    {
        Weights = parsed.GetValue(Weights),
        Clusters = Listed(parsed.GetValue(Cluster)),
        Strata = parsed.GetValue(Strata),
        Fpc = parsed.GetValue(Fpc),
        Vcov = parsed.GetValue(Vcov),
        Bootstrap = parsed.GetValue(Bootstrap),
        Seed = parsed.GetValue(Seed),
        Impute = parsed.GetValue(Impute),
        Exclude = [.. parsed.GetValue(Exclude) ?? []],
        Level = parsed.GetValue(Level),
        Settings = (parsed.GetValue(Set) ?? []).Select(Setting).ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal),
    };

    private static ImmutableArray<string> Listed(string? text) => [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static (string Name, string Value) Setting(string text) => text.Split('=', 2) is [var name, var value]
        ? (name.Trim(), value.Trim())
        : throw new UsageException(new Fault($"'{text}' is not a setting", "--set", "a setting has a name and a value", "Write --set name=value"));
}
