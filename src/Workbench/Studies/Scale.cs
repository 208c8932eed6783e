using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Reports;

namespace CoProduction.Workbench;

/// <summary>A scale of a survey: its items, how reliable it is, and what was answered, by the respondents whom the survey's rules of exclusion leave.</summary>
[TypeFormatterSource(typeof(InteractiveFormatting))]
public sealed class Scale : IShown
{
    private readonly LoadedStudy _study;
    private readonly string _survey;
    private readonly ScaleSpec _spec;
    private readonly ImmutableDictionary<string, Label> _wordings;

    private Scale(LoadedStudy study, string survey, ScaleSpec spec)
    {
        (_study, _survey, _spec) = (study, survey, spec);
        _wordings = study.Questions(survey).ToImmutableDictionary(question => question.Item, question => question.Wording);
        Label = study.Framework.Constructs.FirstOrDefault(construct => construct.Id == spec.Name)?.Label ?? Label.Same(spec.Name);
    }

    /// <summary>Name of the score, as formulas give it.</summary>
    public string Name => _spec.Name;

    /// <summary>Label of the construct.</summary>
    public Label Label { get; }

    /// <summary>The items with their wording.</summary>
    public ImmutableArray<(string Item, Label Wording, bool Reversed)> Items => [.. _spec.Items.Select(item => (item.Name, _wordings.GetValueOrDefault(item.Name, Label.Same(item.Name)), item.Reversed))];

    private SourcePlan Source => _study.Plan.Sources.First(source => source.Id == _survey);

    /// <summary>Alpha, omega, split halves and the items, with intervals.</summary>
    public Fitted Reliability => new(_study, new ModelRequest("alpha", $"{Name} =~ {_spec.Items[0].Name}{string.Concat(_spec.Items.Skip(1).Select(item => $" {(item.Reversed ? '-' : '+')} {item.Name}"))}")
    {
        Settings = ImmutableSortedDictionary<string, string>.Empty.Add("range", FormattableString.Invariant($"{_spec.Items[0].Minimum}..{_spec.Items[0].Maximum}")),
        Exclude = Source.Exclusions,
    }, _survey);

    /// <summary>The items: mean, standard deviation, item-rest correlation, alpha if deleted.</summary>
    public StudyTable Table() => new(ScalesTables.Items(Reduced([], rows => Analysis.Scales.Fit(new ScalesSpec(_spec), rows)), Name, _wordings.SetItem(Name, Label)), _study.Privacy);

    /// <summary>The answers to each item, drawn; shares are weighted where the survey's design has weights.</summary>
    public StudyFigure Figure()
    {
        string? weight = Source.Design?.Weight;
        Label title = new($"{Label.Zh}各题的回答（{_survey}）", $"{Label.En}: answers to each item ({_survey})");
        var table = LikertTables.Table($"likert-{Name}", title, Reduced(weight is null ? [] : [weight], rows => LikertTally.Of(_spec, weight, rows)), _wordings);
        return new StudyFigure(Likert.Of(table.Id, table, table.Note, new($"{title.Zh}：各题回答的百分比", $"{title.En}: distribution of the answers, in percent")), _study.Privacy);
    }

    /// <inheritdoc/>
    public MimeBundle Show(Language language) => Shown.All([Table().Show(language), Reliability.Show(language)]);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {string.Join(", ", _spec.Items.Select(item => item.Name))}";

    internal static Task<StudyList<Scale>> AllAsync(LoadedStudy study, string? survey) => Task.FromResult(
        new StudyList<Scale>([.. Surveys.Scales(study.Questions(survey ?? throw StudiesFaults.NoSurvey(study.Plan.Id))).Select(spec => new Scale(study, survey, spec))], scale => scale.Name, "scale"));

    private T Reduced<T>(ImmutableArray<string> further, Func<IEnumerable<Frame>, T> reduce) => Now.Wait(() =>
        Respondents.ReduceAsync(_study.Evidence.Store, Source, Surveys.Scales(_study.Questions(_survey)), [.. _spec.Items.Select(item => item.Name), .. further], rows => reduce(rows.Kept)));
}
