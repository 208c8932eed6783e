using CoProduction.Analysis;
using CoProduction.Reports;

namespace CoProduction.Workbench;

/// <summary>A figure of a study in the hands of its researcher: shown whole and marked as not reviewed, saved after the disclosure review unless a reason is given.</summary>
[TypeFormatterSource(typeof(InteractiveFormatting))]
public sealed class StudyFigure : IShown
{
    private readonly CandidateFigure _figure;
    private readonly PrivacyPlan _privacy;
    private readonly string? _reason;

    internal StudyFigure(CandidateFigure figure, PrivacyPlan privacy, string? reason = null) => (_figure, _privacy, _reason) = (figure, privacy, reason);

    /// <summary>Id of the figure.</summary>
    public string Id => _figure.Id;

    /// <summary>Title for people.</summary>
    public Label Title => _figure.Title;

    /// <summary>Caption: what is shown, of whom, when.</summary>
    public Label Caption => _figure.Caption;

    /// <summary>What the figure says, for those who cannot see it.</summary>
    public Label Alt => _figure.Alt;

    /// <summary>The numbers drawn.</summary>
    public StudyTable Table => new(_figure.Data, _privacy, reason: _reason);

    /// <summary>The figure as it may leave: reviewed, or whole for the reason given.</summary>
    public ReleasedFigure Released => _reason is null ? Disclosure.Review(_figure, _privacy) : Disclosure.Unreviewed(_figure, Label.Same(_reason));

    /// <summary>The same figure, to be saved without a review.</summary>
    /// <param name="reason">Why; it stands in the caption and in the provenance.</param>
    /// <exception cref="StudyException">The reason is blank.</exception>
    public StudyFigure Unreviewed(string reason)
    {
        Disclosure.Unreviewed(_figure, Label.Same(reason));
        return new StudyFigure(_figure, _privacy, reason);
    }

    /// <summary>Saves the released figure at a publisher's size; the file is there whole or not at all.</summary>
    /// <param name="path">File ending in .pdf, .svg or .png.</param>
    /// <param name="preset">Size and resolution; <see cref="Preset.Elsevier"/> when null.</param>
    /// <param name="language">Language of the labels.</param>
    /// <returns>The path.</returns>
    /// <exception cref="UsageException">The ending names no format, or the labels do not fit the width.</exception>
    public string Save(string path, Preset? preset = null, Language language = Language.Zh) => Saving.Figure(Released, path, preset ?? Preset.Elsevier, language);

    /// <inheritdoc/>
    public MimeBundle Show(Language language) => Shown.Figure(Seen, language);

    /// <inheritdoc/>
    public override string ToString() => Show(Language.En).ToString();

    private ReleasedFigure Seen => Viewing.Reviewed || _reason is not null || _figure.Data.Subject == Subject.PublicMoney ? Released : Disclosure.Unreviewed(_figure, Shown.OwnEyes);
}
