using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Reports;
using CoProduction.Store;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench;

/// <summary>
/// A study as a notebook holds it: opened and loaded in one line, then asked. Immutable; a version of the data is read throughout, whatever a load does meanwhile. What it shows is unreviewed and marked
/// so; what it saves has passed the disclosure review.
/// </summary>
[TypeFormatterSource(typeof(InteractiveFormatting))]
public sealed class Study : IShown, IDisposable
{
    private readonly IStudyRows _rows;

    private Study(IStudyRows rows) => _rows = rows;

    /// <summary>Opens a study and loads what changed: a folder with a study.yaml, that file, or a single CSV, XLSX, JSON or Parquet file of rows.</summary>
    /// <param name="path">Folder or file.</param>
    /// <param name="progress">Told each step; null for lines on the error stream once two seconds have passed.</param>
    /// <exception cref="UsageException">There is nothing at the path.</exception>
    /// <exception cref="StudyException">The study or a source cannot be used; every error with its place.</exception>
    public static Study Open(string path, IProgress<WorkStep>? progress = null) => Now.Wait(() => OpenAsync(path, progress));

    /// <inheritdoc cref="Open"/>
    /// <param name="path">Folder or file.</param>
    /// <param name="progress">Told each step; null for lines on the error stream once two seconds have passed.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    public static async Task<Study> OpenAsync(string path, IProgress<WorkStep>? progress = null, CancellationToken cancellationToken = default)
    {
        bool isFile = File.Exists(path) && !path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
        if (isFile && path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)) return Of(await ParquetRows.ReadAsync(path, cancellationToken).ConfigureAwait(false));
        if (isFile) return new Study(new SingleFile(path));
        if (!File.Exists(path) && !Directory.Exists(path)) throw StudiesFaults.NoSuchFile(path);
        return new Study(await LoadedStudy.OpenAsync(StudyFolder.Read(path), progress ?? new PatientSteps(), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The user's own rows: the public properties of <typeparamref name="T"/> are the columns (numbers, truth values, texts, days, enums; nullable where values are missing).</summary>
    /// <param name="rows">The rows, read once.</param>
    /// <exception cref="UsageException">The type has no property that can be a column.</exception>
    public static Study Of<T>(IEnumerable<T> rows) => new(new OwnRows(OwnFrame.Of(rows)));

    /// <inheritdoc cref="Of{T}(IEnumerable{T})"/>
    /// <param name="table">A table of ADO.NET.</param>
    public static Study Of(System.Data.DataTable table) => new(new OwnRows(OwnFrame.Of(table)));

    /// <inheritdoc cref="Of{T}(IEnumerable{T})"/>
    /// <param name="rows">Typed columns.</param>
    public static Study Of(Frame rows) => new(new OwnRows(rows));

    /// <inheritdoc cref="Of{T}(IEnumerable{T})"/>
    /// <param name="rows">A frame of Microsoft.Data.Analysis.</param>
    public static Study Of(Microsoft.Data.Analysis.DataFrame rows) => new(new OwnRows(AnalysisFrames.Of(rows)));

    /// <inheritdoc cref="Of{T}(IEnumerable{T})"/>
    /// <param name="batch">A record batch of Apache Arrow.</param>
    public static Study Of(Apache.Arrow.RecordBatch batch) => new(new OwnRows(ArrowRows.Of(batch)));

    /// <summary>What the study file says.</summary>
    /// <exception cref="UsageException">These are rows alone.</exception>
    public StudyPlan Plan => Whole("The plan").Plan;

    /// <summary>Names that a formula may use, of the survey that is asked unless another is named.</summary>
    public ImmutableArray<string> Variables => _rows.Rows(null).Names;

    /// <summary>Ids of the surveys, in the order of the study file; the last one is asked unless another is named.</summary>
    public ImmutableArray<string> Surveys => _rows.Surveys;

    /// <summary>
    /// A model of a survey's respondents, without those that the survey's rules of exclusion take out, or of the rows: fitted when its numbers are first asked for. The formula decides the method (see
    /// <see cref="Fitted"/>).
    /// </summary>
    /// <param name="formula">Formula, such as <c>satisfaction ~ trust + (1 | community)</c>.</param>
    /// <param name="survey">Id of the survey; null for the last.</param>
    /// <exception cref="UsageException">The formula does not parse, or a name is unknown; names the nearest.</exception>
    public Fitted Fit(string formula, string? survey = null) => Fit(new ModelRequest(MethodOf.Formula(formula), formula), survey);

    /// <summary>A model asked for in full, as a study file asks.</summary>
    /// <param name="request">Method, formula and options; its own rules of exclusion take the place of the survey's, and an empty list takes them away.</param>
    /// <param name="survey">Id of the survey; null for the last.</param>
    /// <exception cref="UsageException">No such survey.</exception>
    public Fitted Fit(ModelRequest request, string? survey = null)
    {
        string? asked = _rows.SurveyOf(survey);
        return new(_rows, request with { Exclude = request.Exclude ?? _rows.Exclusions(asked) }, asked);
    }

    /// <summary>The model that the study file names.</summary>
    /// <param name="id">Its id under <c>models:</c>.</param>
    /// <exception cref="UsageException">No such model; names the nearest.</exception>
    public Fitted Model(string id)
    {
        var models = Plan.Models;
        var model = models[StudiesFaults.Found(id, [.. models.Select(one => one.Id)], "the study", "model")];
        return new Fitted(_rows, model.Request with { Formula = ModelText.Of(model.Request.Formula, Plan.Folder) }, _rows.SurveyOf(model.Survey)) { Title = model.Title };
    }

    /// <summary>Rows of the survey that is asked, or of the file, for the researcher's own tools.</summary>
    /// <param name="fields">Names of variables; none for all.</param>
    /// <exception cref="UsageException">A name is unknown; names the nearest.</exception>
    public StudyRecords Records(params ImmutableArray<string> fields)
    {
        var rows = _rows.Rows(null);
        foreach (string field in fields) StudiesFaults.Found(field, rows.Names, "the rows", "variable");
        return new StudyRecords(Now.Wait(() => rows.FrameAsync(fields.IsEmpty ? rows.Names : fields, [], default)));
    }

    /// <summary>Where the money went: shares by use class, each with its numerator and denominator.</summary>
    /// <param name="by">Breakdown: <c>year</c>, <c>community</c>, <c>subdistrict</c>; empty for one group.</param>
    /// <param name="years">Years whose money counts; empty for all.</param>
    /// <param name="communities">Communities whose money counts; empty for all.</param>
    /// <param name="definition">Changes the platform's default definition (project money paid, from all sources); null for the default.</param>
    /// <exception cref="StudyException">The study has no ledger, or amounts of two phases would be added.</exception>
    public StudyTable Shares(string by = "year", ImmutableArray<string> years = default, ImmutableArray<string> communities = default, Func<SharesSpec, SharesSpec>? definition = null) =>
        Now.Wait(() => AskedShares.OfAsync(Whole("Money"), by, years, communities, definition));

    /// <summary>Where the money went, as the report says it: shares by year and community, the published claim, the figure.</summary>
    public StudySection Money() => Section("Money", MoneyEvidence.OfAsync);

    /// <summary>Were the rules kept: verdicts on the caps, conformance to the prescribed steps, the three rates.</summary>
    public StudySection Rules() => Section("Rules", Evidence.RuleEvidence.OfAsync);

    /// <summary>What the surveys say: reliability and means of every scale, wave by wave.</summary>
    public StudySection Survey() => Section("The survey", SurveyEvidence.OfAsync);

    /// <summary>What the interviews say: codes by stage, role and community.</summary>
    public StudySection Codes() => Section("Interviews", InterviewEvidence.OfAsync);

    /// <summary>How far the coders of the interviews agree, code by code: Krippendorff's alpha with its interval, and for two coders Cohen's kappa.</summary>
    /// <param name="spec">Draws, seed and level of the interval; null for the house's.</param>
    /// <exception cref="StudyException">The study has no codings, or no interview was coded twice.</exception>
    public StudyTable Agreement(AgreementSpec? spec = null) => Now.Wait(() => AgreedCodes.OfAsync(Whole("Agreement"), spec ?? new AgreementSpec()));

    /// <summary>What interviews and survey say of the same constructs, side by side.</summary>
    /// <param name="survey">Id of the survey; null for the last.</param>
    /// <exception cref="UsageException">The study has no interviews or no such survey.</exception>
    public StudyTable JointDisplay(string? survey = null) => Now.Wait(() => Workbench.JointDisplay.OfAsync(Whole("A joint display"), _rows.SurveyOf(survey)));

    /// <summary>The rows that no source could give, each with its place, the reason and the mend; they quote the study's own rows.</summary>
    public StudyTable Rejections() => Now.Wait(() => RejectedRows.OfAsync(Whole("Rejections")));

    /// <summary>A table of the study's report.</summary>
    /// <param name="id">Id of the table, such as <c>shares-by-class</c>.</param>
    /// <exception cref="UsageException">No such table; names the nearest.</exception>
    public StudyTable Table(string id) => new StudyList<StudyTable>([.. Sections.SelectMany(section => section.Tables)], table => table.Id, "table")[id];

    /// <summary>A figure of the study's report.</summary>
    /// <param name="name">Its name in the study file, such as <c>likert:satisfaction</c>.</param>
    /// <exception cref="UsageException">No such figure; names the nearest.</exception>
    public StudyFigure Figure(string name) => new StudyList<StudyFigure>([.. Sections.SelectMany(section => section.Figures)], figure => figure.Id, "figure")[Drawing.Id(name)];

    /// <summary>The scales of the survey that is asked unless another is named.</summary>
    public StudyList<Scale> Scales => ScalesOf(null);

    /// <summary>The scales of a survey.</summary>
    /// <param name="survey">Id of the survey; null for the last.</param>
    /// <exception cref="UsageException">No such survey.</exception>
    public StudyList<Scale> ScalesOf(string? survey) => Now.Wait(() => Scale.AllAsync(Whole("Scales"), _rows.SurveyOf(survey)));

    /// <summary>The communities by id.</summary>
    public StudyList<Community> Communities => Now.Wait(() => Community.AllAsync(Whole("Communities")));

    /// <summary>What was read: sources with their rows and rejections, and the variables that formulas may name.</summary>
    public StudySection Describe() => Now.Wait(() => Description.OfAsync(_rows));

    /// <inheritdoc/>
    public MimeBundle Show(Language language) => Describe().Show(language);

    /// <inheritdoc/>
    public override string ToString() => _rows.Name;

    /// <summary>Lets go of the version of the data that was read; a notebook may leave that to its end.</summary>
    public void Dispose()
    {
        if (_rows is LoadedStudy study) Now.Wait(study.Evidence.Store.DisposeAsync().AsTask());
    }

    private IEnumerable<StudySection> Sections => Now.Wait(() => Whole("A table or figure of the report").SectionsAsync());

    private StudySection Section(string what, Func<Loaded, CancellationToken, Task<Section?>> answer)
    {
        var study = Whole(what);
        return new StudySection(Now.Wait(() => answer(study.Evidence, default)) ?? throw StudiesFaults.NoEvidence(what), study.Plan.Privacy);
    }

    private LoadedStudy Whole(string what) => _rows as LoadedStudy ?? throw StudiesFaults.NoStudy(what);
}
