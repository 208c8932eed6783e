using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>A questionnaire as its own file describes it.</summary>
/// <param name="Id">Its id in the file, or the name of the file.</param>
/// <param name="Title">Its title.</param>
/// <param name="Version">Version in the file's own words; empty for none.</param>
/// <param name="Items">Everything that is asked, shown or computed, in order.</param>
/// <param name="Notices">What was left out, or read in a way that the user should know.</param>
internal sealed record Questionnaire(string Id, Wordings Title, string Version, ImmutableArray<FormItem> Items, ImmutableArray<Label> Notices)
{
    /// <summary>The columns of answers that are whole numbers, in order.</summary>
    public IEnumerable<AnswerField> Fields => Items.Where(item => item.Fault is null && !item.Repeats).SelectMany(item => item.Fields());
}

/// <summary>What an item's answer is.</summary>
internal enum FormKind
{
    /// <summary>One of a list.</summary>
    One,

    /// <summary>Any number of a list.</summary>
    Many,

    /// <summary>A list put in order.</summary>
    Order,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A day or a time.</summary>
    Time,

    /// <summary>A place on the earth.</summary>
    Place,

    /// <summary>A picture, a recording, a file.</summary>
    Media,

    /// <summary>Shown, not asked.</summary>
    Note,

    /// <summary>Computed from other answers.</summary>
    Computed,

    /// <summary>Recorded by the device or the platform.</summary>
    Recorded,
}

/// <summary>One item of a questionnaire.</summary>
/// <param name="Path">Names of its groups, then its own.</param>
/// <param name="Kind">What its answer is.</param>
/// <param name="Type">Its type in the file's own words.</param>
/// <param name="Wording">Its wording.</param>
/// <param name="Row">Row of the file.</param>
internal sealed record FormItem(ImmutableArray<string> Path, FormKind Kind, string Type, Wordings Wording, long Row)
{
    /// <summary>Name of the column of its answers: the shortest end of the path that no other item has.</summary>
    public string Name { get; init; } = Path.IsEmpty ? "" : Path[^1];

    /// <summary>What it may be answered with, in order; empty for free answers.</summary>
    public ImmutableArray<FormOption> Options { get; init; } = [];

    /// <summary>Stands between the item's name and that of an option in the column of a choice.</summary>
    public char Joint { get; init; } = '.';

    /// <summary>Lowest answer of a whole number or scale; null for no limit.</summary>
    public int? Minimum { get; init; }

    /// <summary>Highest answer of a whole number or scale; null for no limit.</summary>
    public int? Maximum { get; init; }

    /// <summary>Construct that it measures; empty for a profile item.</summary>
    public string Construct { get; init; } = "";

    /// <summary>True when a high answer means little of the construct.</summary>
    public bool Reversed { get; init; }

    /// <summary>Condition under which it is asked, as the file writes it, with those of its groups; empty for always.</summary>
    public string Relevant { get; init; } = "";

    /// <summary>Condition that an answer must keep, as the file writes it.</summary>
    public string Constraint { get; init; } = "";

    /// <summary>Whether an answer is required, as the file writes it.</summary>
    public string Required { get; init; } = "";

    /// <summary>How it is computed, as the file writes it.</summary>
    public string Calculation { get; init; } = "";

    /// <summary>True inside a repeat: its answers stand in a file of their own.</summary>
    public bool Repeats { get; init; }

    /// <summary>Columns of the file that no reader knows: header and text.</summary>
    public ImmutableArray<(string Header, string Text)> Extra { get; init; } = [];

    /// <summary>Why it cannot be used; null when it can.</summary>
    public RowFault? Fault { get; init; }

    /// <summary>True when people choose from a list.</summary>
    public bool IsChoice => Kind is FormKind.One or FormKind.Many or FormKind.Order;

    /// <summary>Name of the column of one choice.</summary>
    public string NameOf(FormOption option) => $"{Name}{Joint}{option.Name}";

    /// <summary>Name of the column that holds the place of an option in the order, the first being 1.</summary>
    public string PlaceOf(int option) => FormattableString.Invariant($"{Name}_{option + 1}");

    /// <summary>The columns of whole numbers that it is answered in; none for other answers.</summary>
    public IEnumerable<AnswerField> Fields() => Kind switch
    {
        FormKind.Whole => [new AnswerField(Name, Wording, Minimum, Maximum, this)],
        FormKind.One when !Options.IsEmpty => [OneField()],
        FormKind.Many => Options.Select(option => new AnswerField(NameOf(option), Wording.Then("—", option.Label), 0, 1, this)),
        FormKind.Order => Options.Select((option, place) => new AnswerField(PlaceOf(place), Wording.Then("—", option.Label), 1, Options.Length, this)),
        _ => [],
    };

    private AnswerField OneField()
    {
        int[] codes = [.. Options.Where(option => option.Reason == MissingReason.Present).Select(option => option.Code)];
        bool ranked = Construct.Length > 0 && codes.Length > 1;
        return new AnswerField(Name, Wording, Minimum ?? (ranked ? codes.Min() : null), Maximum ?? (ranked ? codes.Max() : null), this);
    }
}

/// <summary>A column of whole numbers that an item is answered in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Wording">Wording, with the option's label behind it where the column is that of an option.</param>
/// <param name="Minimum">Lowest answer; null where answers are not on a scale.</param>
/// <param name="Maximum">Highest answer; null where answers are not on a scale.</param>
/// <param name="Of">The item.</param>
internal sealed record AnswerField(string Name, Wordings Wording, int? Minimum, int? Maximum, FormItem Of)
{
    /// <summary>Codes of absent answers, as the table of questions declares them.</summary>
    public string MissingCodes => Of.Kind != FormKind.One ? "" : MissingReasons.PrintCodes(
        [.. Of.Options.Where(option => option.Reason != MissingReason.Present).Select(option => (FormattableString.Invariant($"{option.Code}"), option.Reason))]);
}

/// <summary>An option of a list.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Label">What people read.</param>
/// <param name="Code">The number it is stored as.</param>
internal sealed record FormOption(string Name, Wordings Label, int Code)
{
    /// <summary>Why choosing it is no answer; <see cref="MissingReason.Present"/> where it is one.</summary>
    public MissingReason Reason { get; init; }
}
