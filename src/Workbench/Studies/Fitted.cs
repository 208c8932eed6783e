using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Reports;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench;

/// <summary>
/// A model of a study: what is asked, and, once its numbers are asked for, the fit. Immutable: each <c>With…</c> gives another model. The formula decides the method unless <see cref="As"/> names one:
/// <c>y ~ x + (1 | g)</c> is mixed, <c>y ~ x | g</c> has fixed effects, <c>x -> m -> y</c> is mediation, <c>scale =~ a + b</c> reliability, <c>mean(y)</c> an estimate of a survey, anything else least squares.
/// </summary>
[TypeFormatterSource(typeof(InteractiveFormatting))]
public sealed class Fitted : IShown
{
    private readonly IStudyRows _rows;
    private readonly string? _survey;
    private readonly Lazy<FittedModel> _model;

    internal Fitted(IStudyRows rows, ModelRequest request, string? survey)
    {
        (_rows, Request, _survey) = (rows, request, survey);
        MethodOf.Check(request, rows.Rows(survey).Names);
        _model = new(() => Now.Wait(() => EstimateAsync(default)));
    }

    /// <summary>The study's title of the model, as long as it is asked as the study file asks it; null for another.</summary>
    internal Label? Title { get; init; }

    /// <summary>What is asked.</summary>
    public ModelRequest Request { get; }

    /// <summary>The fit, whatever its method; estimated at the first call.</summary>
    /// <exception cref="StudyException">The model cannot be estimated; says what to use instead.</exception>
    public IModelFit Result => _model.Value.Fit;

    /// <summary>The estimates, one row a term.</summary>
    public ImmutableArray<TidyRow> Coefficients => Result.Tidy();

    /// <summary>The estimate of a term.</summary>
    /// <param name="term">Its name, as R writes it.</param>
    /// <exception cref="UsageException">No such term; names the nearest.</exception>
    public TidyRow this[string term] => Coefficients[StudiesFaults.Found(term, [.. Coefficients.Select(row => row.Term)], Request.Formula, "term")];

    /// <summary>What a reader should know before trusting the numbers; empty for nothing.</summary>
    public ImmutableArray<Label> Cautions => Result.Cautions;

    /// <summary>The model with errors of another kind; estimates stay.</summary>
    /// <param name="vcov">Kind of the covariance. One by community needs <see cref="Clustered"/>.</param>
    public Fitted With(Vcov vcov) => With(Request with { Vcov = vcov.Name });

    /// <summary>The model with errors clustered by fields.</summary>
    /// <param name="fields">The community or primary sampling unit, and at most one more field.</param>
    public Fitted Clustered(params ImmutableArray<string> fields) => With(Request with { Clusters = fields });

    /// <summary>The model with weights.</summary>
    /// <param name="field">Field of the weights.</param>
    public Fitted Weighted(string field) => With(Request with { Weights = field });

    /// <summary>The model under a survey's sampling design (method <c>svy</c>): what is said of the respondents becomes what is said of the population.</summary>
    /// <param name="design">Fields of the design; null for those of the survey's entry in the study file.</param>
    /// <exception cref="UsageException">No design is given and the study file has none.</exception>
    public Fitted Designed(SampleDesign? design = null)
    {
        var fields = design ?? DesignOf() ?? throw StudiesFaults.NoDesign(_survey ?? _rows.Name);
        return With(Request with { Method = "svy", Weights = fields.Weights, Strata = fields.Strata, Fpc = fields.Fpc, Clusters = fields.Cluster is { } cluster ? [cluster] : [] });
    }

    /// <summary>The model by another method, by the name that <c>copro fit --method</c> takes.</summary>
    /// <param name="method">Such as <c>svy</c>.</param>
    public Fitted As(string method) => With(Request with { Method = method });

    /// <summary>The model with so many bootstrap draws.</summary>
    /// <param name="draws">Number of draws.</param>
    /// <param name="seed">Seed; null for the house's.</param>
    public Fitted Bootstrapped(int draws, ulong? seed = null) => With(Request with { Bootstrap = draws, Seed = seed ?? Request.Seed });

    /// <summary>The model with intervals of another level.</summary>
    /// <param name="level">Strictly between 0 and 1.</param>
    public Fitted AtLevel(double level) => With(Request with { Level = level });

    /// <summary>The model with a setting of its method, as <c>copro fit --set</c>.</summary>
    /// <param name="name">Name of the setting.</param>
    /// <param name="value">Its value.</param>
    public Fitted Set(string name, string value) => With(Request with { Settings = Request.Settings.SetItem(name, value) });

    /// <summary>The estimates as a table.</summary>
    public StudyTable Table() => new(_model.Value.Coefficients, _rows.Privacy);

    /// <summary>A further table of the fit.</summary>
    /// <param name="part">Its name, such as <c>random</c>.</param>
    /// <exception cref="UsageException">No such part; names the nearest.</exception>
    public StudyTable Table(string part)
    {
        var tables = _model.Value.Tables.Skip(1).ToImmutableArray();
        ImmutableArray<string> names = [.. tables.Select(table => table.Id[(_model.Value.PartId("").Length)..])];
        return new StudyTable(tables[StudiesFaults.Found(part, names, Request.Formula, "table")], _rows.Privacy);
    }

    /// <summary>The estimates drawn with their intervals, the constant left out.</summary>
    public StudyFigure Figure() => new(ModelFigures.CoefficientsOf(_model.Value), _rows.Privacy);

    /// <summary>The path diagram of a structural model: constructs, and how they relate.</summary>
    /// <param name="measurement">True for the other half: constructs with their items.</param>
    /// <exception cref="UsageException">The model has no paths.</exception>
    public StudyFigure Paths(bool measurement = false) => new(ModelFigures.PathsOf(_model.Value, measurement), _rows.Privacy);

    /// <summary>The predictions of a choice model drawn over the variables that its setting <c>predict</c> names.</summary>
    /// <exception cref="UsageException">The model predicts nothing.</exception>
    public StudyFigure Probabilities() => new(ModelFigures.ProbabilitiesOf(_model.Value), _rows.Privacy);

    /// <summary>Models side by side in one table: terms as rows; of each model the estimate with its standard error in brackets, and the p value.</summary>
    /// <param name="models">Names for people, and the models.</param>
    /// <exception cref="UsageException">No model is given.</exception>
    public static StudyTable Stack(params ImmutableArray<(string Name, Fitted Model)> models) =>
        models.IsDefaultOrEmpty ? throw StudiesFaults.NothingToStack() : new(Stacked.Of([.. models.Select(one => (one.Name, one.Model._model.Value))]), models[0].Model._rows.Privacy);

    /// <summary>How to cite the numbers: the variant of the formula, the rows, the sources by hash and the release.</summary>
    public string Cite()
    {
        var from = Result.Provenance;
        string sources = string.Join("; ", from.Sources.Select(source => $"{source.File} (sha256 {source.Sha256[..12]})"));
        return string.Create(CultureInfo.InvariantCulture, $"{Result.Formula}. {from.Method}. n = {Result.Rows}{(Result.Communities > 0 ? $", {Result.Communities} communities" : "")}{(from.Seed is { } seed ? $", seed {seed}" : "")}. Data: {sources}. CoProduction Research {Release.Version}.");
    }

    /// <inheritdoc/>
    public MimeBundle Show(Language language)
    {
        var table = Table();
        // What is withheld whole says nothing of its fit either.
        return table.Seen.Withheld == table.Rows.Length ? table.Show(language) : Shown.All([table.Show(language), ShownFit.Quality(Result, language)]);
    }

    /// <inheritdoc/>
    public override string ToString() => Show(Language.En).ToString();

    private Fitted With(ModelRequest request) => new(_rows, request, _survey);

    private SampleDesign? DesignOf() => _rows is LoadedStudy study && study.Plan.Sources.FirstOrDefault(source => source.Id == _survey)?.Design is { } design ? new SampleDesign(design.Weight, design.Cluster, design.Strata) : null;

    private async Task<FittedModel> EstimateAsync(CancellationToken cancellationToken)
    {
        var fit = await FitMethods.FitAsync(Request, _rows.Rows(_survey), null, cancellationToken).ConfigureAwait(false);
        var stamped = fit.With(fit.Provenance with { Sources = [.. _rows.Sources.Where(source => _survey is null || source.Source == _survey)] });
        return new FittedModel(new ModelPlan(Request.Method, _survey ?? _rows.Name, Request) { Title = Title }, stamped, new TermLabels(_rows.Framework, _rows.Questions(_survey)));
    }
}
