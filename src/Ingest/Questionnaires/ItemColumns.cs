using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>The columns of a file of answers that belong to one item of its questionnaire.</summary>
/// <param name="Item">The item.</param>
internal sealed record ItemColumns(FormItem Item)
{
    /// <summary>Column of the whole answer; -1 for none.</summary>
    public int Whole { get; set; } = -1;

    /// <summary>Columns of single options, or of the places of an order: number of the option or place → column.</summary>
    public SortedDictionary<int, int> Parts { get; } = [];

    /// <summary>The study's columns; empty where the answer is not read.</summary>
    /// <param name="split">Parts an answer of several options.</param>
    /// <param name="label">Header of a column.</param>
    /// <param name="byPlace">True when the columns of an order are its places, not its options.</param>
    public IEnumerable<AnswerColumn> Columns(Func<string, string[]> split, Func<int, string> label, bool byPlace)
    {
        var texts = new OptionTexts(Item.Options, byPlace: false);
        return Item.Kind switch
        {
            FormKind.One => Whole < 0 ? [] : [new CodedAnswer(Whole, Of(Item.Name, label(Whole)) with { ValueLabels = AnswerColumn.Labels(Item), Level = Item.Minimum is null ? MeasurementLevel.Nominal : MeasurementLevel.Ordinal }, texts)],
            FormKind.Many when Parts.Count > 0 => Parts.Select(part => new TickedAnswer(part.Value, Of(Item.NameOf(Item.Options[part.Key]), label(part.Value)), [.. Parts.Values])),
            FormKind.Many => Whole < 0 ? [] : Item.Options.Select((option, i) => new ChosenAnswer(Whole, Of(Item.NameOf(option), $"{label(Whole)}：{option.Label.Zh}"), texts, i, split)),
            FormKind.Order when Parts.Count > 0 && byPlace => Item.Options.Select((option, i) => new RankedAnswer([.. Parts.Values], Of(Item.PlaceOf(i), option.Label.Zh), texts, i)),
            FormKind.Order => Whole < 0 ? [] : Item.Options.Select((option, i) => new PlacedAnswer(Whole, Of(Item.PlaceOf(i), $"{label(Whole)}：{option.Label.Zh}"), texts, i, split)),
            _ => Whole < 0 ? [] : [new PlainAnswer(Whole, Of(Item.Name, label(Whole), Item.Kind switch { FormKind.Whole or FormKind.Number => VariableKind.Number, _ => VariableKind.Text }))],
        };
    }

    private static FileVariable Of(string name, string label, VariableKind kind = VariableKind.Number) => new(name, label, kind) { Missing = AnswerColumn.Absent };
}
