using System.Collections.Immutable;

namespace CoProduction;

/// <summary>One item of an instrument.</summary>
/// <param name="Item">Name of the item, the column of its answers.</param>
/// <param name="Construct">Id of the construct it measures; empty for a profile item.</param>
/// <param name="Minimum">Lowest answer; null where answers are not on a scale.</param>
/// <param name="Maximum">Highest answer; null where answers are not on a scale.</param>
/// <param name="Reversed">True when a high answer means little of the construct.</param>
/// <param name="Wording">Wording of the question.</param>
/// <param name="MissingCodes">Text in the file → why the answer is absent.</param>
public sealed record Question(
    string Item, string Construct, int? Minimum, int? Maximum, bool Reversed, Label Wording, ImmutableArray<(string Text, MissingReason Reason)> MissingCodes)
{
    /// <summary>The item as a field of the responses table: a whole number, Minimum..Maximum, with the wording as title.</summary>
    public Field ToField() => new(Item, FieldType.Integer, Wording, false, "", Minimum, Maximum, [], []);
}

/// <summary>A questionnaire in one wave.</summary>
/// <param name="Id">Id of the instrument.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Wave">Year of the wave.</param>
/// <param name="FieldStart">First day of the fieldwork; null when not stated.</param>
/// <param name="FieldEnd">Last day of the fieldwork; null when not stated.</param>
/// <param name="Population">Whom the sample stands for; empty when not stated.</param>
/// <param name="Questions">Items in order.</param>
public sealed record Instrument(
    string Id, Label Title, int Wave, DateOnly? FieldStart, DateOnly? FieldEnd, string Population, ImmutableArray<Question> Questions);
