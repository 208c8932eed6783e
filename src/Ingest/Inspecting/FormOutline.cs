using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>What a questionnaire's own file asks: an XLSForm, a LimeSurvey structure or a text questionnaire of Wenjuanxing.</summary>
/// <param name="Platform"><c>xlsform</c>, <c>limesurvey</c> or <c>wenjuanxing</c>.</param>
/// <param name="Id">Its id in the file, or the name of the file.</param>
/// <param name="Title">Its title.</param>
/// <param name="Version">Version in the file's own words; empty for none.</param>
/// <param name="Items">Everything that is asked, shown or computed, in order.</param>
/// <param name="Notices">What is left out, or read in a way that one should know.</param>
/// <param name="Faults">Rows of the file that cannot be used.</param>
public sealed record FormOutline(string Platform, string Id, Label Title, string Version, ImmutableArray<OutlinedItem> Items, ImmutableArray<Label> Notices, ImmutableArray<Rejection> Faults)
{
    /// <summary>Reads a questionnaire; null where the file is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">Encoding of a text; null to recognise it.</param>
    /// <exception cref="StudyException">The file cannot be used.</exception>
    public static FormOutline? Of(string path, string? encoding = null)
    {
        string full = Path.GetFullPath(path);
        var file = RowFile.Find(Path.GetDirectoryName(full)!, Path.GetFileName(full), null, encoding);
        if (file.Format != RowFormats.Lss && RecognisedFormat.Of(full, encoding) != "xlsform") return null;
        file = file.Inspect();
        var form = QuestionnaireFile.Read(file);
        return new FormOutline(QuestionnaireFile.PlatformOf(file), form.Id, LabelOf(form.Title), form.Version,
            [.. form.Items.Where(item => item.Fault is null).Select(Outlined)], form.Notices,
            [.. form.Items.Where(item => item.Fault is not null).Select(item => new Rejection("", file.Shown, item.Row, "", item.Fault!.Text, item.Fault.Rule, item.Fault.Mend))]);
    }

    private static OutlinedItem Outlined(FormItem item) => new(
        item.Name, item.Type, LabelOf(item.Wording),
        [.. item.Options.Select(option => new OutlinedOption(option.Name, option.Code, LabelOf(option.Label), option.Reason))], [.. item.Repeats ? [] : item.Fields().Select(field => field.Name)])
    {
        Construct = item.Construct,
        IsReversed = item.Reversed,
        Universe = item.Relevant,
        Repeats = item.Repeats,
    };

    private static Label LabelOf(Wordings wording) => new(wording.Zh, wording.En);
}

/// <summary>An item of a questionnaire.</summary>
/// <param name="Name">Its name, which the column of its answers has.</param>
/// <param name="Type">Its type in the file's own words.</param>
/// <param name="Wording">Its wording.</param>
/// <param name="Options">What it may be answered with, in order; empty for free answers.</param>
/// <param name="Columns">Columns of whole numbers that it gives a survey; empty for other answers.</param>
public sealed record OutlinedItem(string Name, string Type, Label Wording, ImmutableArray<OutlinedOption> Options, ImmutableArray<string> Columns)
{
    /// <summary>Construct that it measures; empty where the file names none.</summary>
    public string Construct { get; init; } = "";

    /// <summary>True when a high answer means little of the construct.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Condition under which it is asked, as the file writes it; empty for always.</summary>
    public string Universe { get; init; } = "";

    /// <summary>True inside a repeat: its answers stand in a file of their own.</summary>
    public bool Repeats { get; init; }
}

/// <summary>An option of an item.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Code">Number that it is stored as.</param>
/// <param name="Label">What people read.</param>
/// <param name="Reason">Why choosing it is no answer; <see cref="MissingReason.Present"/> where it is one.</param>
public sealed record OutlinedOption(string Name, int Code, Label Label, MissingReason Reason);
