using BenchmarkDotNet.Running;
using CoProduction.Benchmarks;

return args switch
{
    ["methods", .. var rest] => Methods(rest),
    ["fit", var date] => FitComparison.Run(Place.Of(date)),
    ["formats", var date] => SavComparison.Run(Place.Of(date)),
    ["one-sav", var file] => SavComparison.One(file),
    ["load", var date] => LoadComparison.Run(Place.Of(date)),
    ["postgres", var date] => PostgresComparison.Run(Place.Of(date)),
    ["store-scale", var date] => StoreScale.Run(Place.Of(date), int.MaxValue),
    ["store-scale", var date, var most] => StoreScale.Run(Place.Of(date), int.Parse(most, System.Globalization.CultureInfo.InvariantCulture)),
    ["one-store-scale", var engine, var rows] => await StoreScale.OneAsync(engine, int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture)),
    ["store"] => await StoreComparison.RunAsync(),
    ["reliability", var date] => ReliabilityComparison.Run(Place.Of(date)),
    ["importance", var date] => ImportanceComparison.Run(Place.Of(date)),
    ["imputation", var date] => ImputationComparison.Run(Place.Of(date)),
    ["mixed", var date] => MixedComparison.Run(Place.Of(date)),
    ["choice", var date] => ChoiceComparison.Run(Place.Of(date)),
    ["choice", var date, var rows] => ChoiceComparison.Run(Place.Of(date), int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture)),
    ["survey", var date] => SurveyComparison.Run(Place.Of(date)),
    ["mediation", var date] => MediationComparison.Run(Place.Of(date)),
    ["sem", var date] => SemComparison.Run(Place.Of(date)),
    ["sem", var date, var most] => SemComparison.Run(Place.Of(date), int.Parse(most, System.Globalization.CultureInfo.InvariantCulture)),
    ["coverage", var date] => await CoverageTable.RunAsync(Place.Of(date)) | await SemCoverage.RunAsync(Place.Of(date)),
    ["coverage", var date, "sem"] => await SemCoverage.RunAsync(Place.Of(date), write: false),
    ["coverage", var date, "sem", var studies] => await SemCoverage.RunAsync(Place.Of(date), int.Parse(studies, System.Globalization.CultureInfo.InvariantCulture), write: false),
    ["coverage", var date, "impute-categories", var studies] => await CategoryCoverage.TryAsync(Place.Of(date), int.Parse(studies, System.Globalization.CultureInfo.InvariantCulture)),
    ["coverage", var date, var method] => await CoverageTable.RunAsync(Place.Of(date), method),
    ["scale", var date] => ScaleTable.Run(Place.Of(date)),
    ["web", var date] => await WebTable.RunAsync(Place.Of(date), province: true),
    ["web", var date, "district"] => await WebTable.RunAsync(Place.Of(date), province: false),
    ["startup", var date] => StartupComparison.Run(Place.Of(date)),
    ["projects", var date] => ProjectTable.Run(Place.Of(date)),
    ["one-project", var how, var file] => await ProjectTable.OneAsync(how, file),
    ["one-load", var engine, var file] => await LoadComparison.OneAsync(engine, file),
    _ => Usage(),
};

static int Methods(string[] arguments)
{
    BenchmarkSwitcher.FromAssembly(typeof(Place).Assembly).Run(arguments);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("usage: methods [options of BenchmarkDotNet] | store | store-scale DATE [MOST] | fit DATE | formats DATE | load DATE | projects DATE | postgres DATE | imputation DATE | mixed DATE | survey DATE | choice DATE [ROWS] | mediation DATE | reliability DATE | sem DATE [MOST] | importance DATE | startup DATE | scale DATE | web DATE [district] | coverage DATE [METHOD]   (eng/bench --help)");
    return 2;
}
