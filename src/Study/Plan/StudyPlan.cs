using System.Collections.Immutable;

namespace CoProduction;

/// <summary>A study file: what the study is, where its sources lie, what to fit, draw and check.</summary>
/// <param name="Id">Id of the study.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Folder">Folder of the study file; every file name is relative to it.</param>
/// <param name="Synthetic">True when the study's records were made up; every output says so.</param>
/// <param name="Place">Place of the study, used to choose rules.</param>
/// <param name="DataDate">Day the evidence was closed; null when not stated.</param>
/// <param name="Currency">ISO 4217 code of every amount.</param>
/// <param name="Store">Where the records are kept.</param>
/// <param name="Classification">Classification of the fund file's use classes, as <c>id@version</c>.</param>
/// <param name="Sources">Sources in loading order: a table that others refer to comes first.</param>
/// <param name="Models">Models to fit, in the file's order.</param>
/// <param name="Figures">Figures to draw, such as <c>likert:satisfaction</c>.</param>
/// <param name="Rules">Ids of the rules to judge.</param>
/// <param name="Privacy">Settings of the disclosure review.</param>
public sealed record StudyPlan(
    string Id, Label Title, string Folder, bool Synthetic, string Place, DateOnly? DataDate, string Currency, StorePlan Store, string Classification,
    ImmutableArray<SourcePlan> Sources, ImmutableArray<ModelPlan> Models, ImmutableArray<string> Figures, ImmutableArray<string> Rules, PrivacyPlan Privacy)
{
    /// <summary>Name of the study file, for errors.</summary>
    public string FileName { get; init; } = "study.yaml";

    /// <summary>The framework: the built-in one, or the study's own.</summary>
    public Framework Framework { get; init; } = DataSchema.Framework;

    /// <summary>The classification that <see cref="Classification"/> names, built-in or the study's own; null where use classes are free texts.</summary>
    public Classification? UseClasses { get; init; }

    /// <summary>Maps of <see cref="UseClasses"/> onto coarser lists, <c>default</c> first.</summary>
    public ImmutableArray<Crosswalk> Crosswalks { get; init; } = [];
}

/// <summary>One source of a study: a file, the table it fills, and how its columns and values are read.</summary>
/// <param name="Id">Id of the source, unique in the study; the key in the study file, with a number behind it where the key holds a list.</param>
/// <param name="Table">Name of the table schema it fills.</param>
/// <param name="File">File name relative to the study's folder.</param>
/// <param name="Sheet">Sheet of a workbook; null for the first.</param>
/// <param name="Encoding">Declared encoding; null to recognise UTF-8 or GB18030.</param>
/// <param name="Columns">File header → field of the table; headers not listed are matched by name, title and alias.</param>
/// <param name="Recodes">Field → (text in the file → value); a key may hold <c>*</c> as a wildcard, the first match in order wins.</param>
/// <param name="Units">Field → unit of the file's numbers, such as <c>万元</c>, <c>percent</c>.</param>
/// <param name="Constants">Field → value for every row, where the file has no such column; <c>{row}</c> in it stands for the number of the row in the file.</param>
/// <param name="Missing">Text in the file → reason, besides blanks and the instrument's codes.</param>
/// <param name="Instrument">Instrument of a survey; null for other sources.</param>
/// <param name="Design">Sampling design of a survey; null for other sources.</param>
/// <param name="Line">Line of the entry in the study file.</param>
public sealed record SourcePlan(
    string Id, string Table, string File, string? Sheet, string? Encoding,
    ImmutableArray<(string Header, string Field)> Columns,
    ImmutableDictionary<string, ImmutableArray<(string Text, string Value)>> Recodes,
    ImmutableDictionary<string, string> Units,
    ImmutableDictionary<string, string> Constants,
    ImmutableArray<(string Text, MissingReason Reason)> Missing,
    string? Instrument, SurveyDesign? Design, int Line)
{
    /// <summary>Name of the file's format, where its extension does not tell it; null to go by the extension.</summary>
    public string? Format { get; init; }

    /// <summary>Rules that change values at reading, the crosswalk of local categories last; none where the source has none.</summary>
    public CleaningPlan Cleaning { get; init; } = new([]);

    /// <summary>Rules by which a survey's respondents are left out of its tables, figures and models, each with its reason behind a colon, in their order; empty for none. The rows stay in the store.</summary>
    public ImmutableArray<string> Exclusions { get; init; } = [];

    /// <summary>The crosswalk of the source's local categories; null for none.</summary>
    public Crosswalk? Crosswalk { get; init; }

    /// <summary>File of the questionnaire that a survey's answers belong to, relative to the study's folder; null for none.</summary>
    public string? Form { get; init; }

    /// <summary>Constructs of a questionnaire's items: construct, item, whether a high answer means little of it; empty where the questionnaire says it or none has any.</summary>
    public ImmutableArray<(string Construct, string Item, bool Reversed)> Constructs { get; init; } = [];

    /// <summary>Where the study file names each field of the table, in the file's order: field, line, column.</summary>
    public ImmutableArray<(string Field, int Line, int Column)> FieldPlaces { get; init; } = [];

    /// <summary>Where the study file names <see cref="Instrument"/>: line and column.</summary>
    public (int Line, int Column) InstrumentPlace { get; init; }

    /// <summary>Name of the study file, for errors.</summary>
    public string StudyFile { get; init; } = "study.yaml";
}

/// <summary>Sampling design of a survey: names of the fields that hold it.</summary>
/// <param name="Weight">Field of the weights; null for equal weights.</param>
/// <param name="Strata">Field of the strata; null for none.</param>
/// <param name="Cluster">Field of the primary sampling units; null for none.</param>
public sealed record SurveyDesign(string? Weight, string? Strata, string? Cluster);

/// <summary>One model of a study.</summary>
/// <param name="Id">Id of the model, unique in the study.</param>
/// <param name="Survey">Id of the survey source whose respondents are the rows.</param>
/// <param name="Request">The model, over items, scale scores and respondent fields.</param>
public sealed record ModelPlan(string Id, string Survey, ModelRequest Request)
{
    /// <summary>What the study calls the model before people, in headings and sentences; null where it gives no title.</summary>
    public Label? Title { get; init; }

    /// <summary>Name of the model for people: its title, or its id where it has none.</summary>
    public Label Name => Title ?? Label.Same(Id);

    /// <summary>Line of the entry in the study file; 0 when the model did not come from one.</summary>
    public int Line { get; init; }
}

/// <summary>Settings of the disclosure review.</summary>
/// <param name="MinimumCell">Smallest number of people a released cell may rest on.</param>
/// <param name="Rounding">Base that released counts of people are rounded to; 1 for none.</param>
public sealed record PrivacyPlan(int MinimumCell, int Rounding)
{
    /// <summary>At least 5 people a cell, no rounding.</summary>
    public static PrivacyPlan Standard { get; } = new(5, 1);
}
