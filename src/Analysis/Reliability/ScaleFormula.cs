using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// A scale in lavaan's language: <c>satisfaction =~ sat1 + sat2 - sat3</c>; the minus marks an item that is turned round. Also <c>~ sat1 + sat2</c> and <c>sat1 + sat2</c>, without a name.
/// Names with other characters stand in backticks.
/// </summary>
public sealed record ScaleFormula
{
    private ScaleFormula(string text, string name, ImmutableArray<(string Name, bool Reversed)> items)
    {
        Text = text;
        Name = name;
        Items = [.. items.Select(item => item.Name)];
        Reversed = [.. items.Select(item => item.Reversed)];
    }

    /// <summary>The text as given.</summary>
    public string Text { get; }

    /// <summary>Name of the scale; <c>scale</c> where none is given.</summary>
    public string Name { get; }

    /// <summary>The k items in order.</summary>
    public ImmutableArray<string> Items { get; }

    /// <summary>For each item, whether it is turned round.</summary>
    public ImmutableArray<bool> Reversed { get; }

    /// <summary>The formula of the roots to reduce the rows by: the last item on the others, so that every item has a column.</summary>
    /// <exception cref="StudyException">There are fewer than two items.</exception>
    public Formula Roots => Items.Length >= 2
        ? Formula.Parse($"{Quoted(Items[^1])} ~ {string.Join(" + ", Items[..^1].Select(Quoted))}")
        : throw new StudyException(ReliabilityFaults.FewItems(Text, Items.Length));

    /// <summary>Reads a scale.</summary>
    /// <param name="text">Such as <c>satisfaction =~ sat1 + sat2 - sat3</c>.</param>
    /// <exception cref="StudyException">The text is not a scale; names the position and the mend.</exception>
    public static ScaleFormula Parse(string text)
    {
        text = text.TrimStart();
        int marked = text.IndexOf("=~", StringComparison.Ordinal), plain = text.IndexOf('~', StringComparison.Ordinal);
        int start = marked >= 0 ? marked + 2 : plain + 1;
        string left = marked >= 0 ? text[..marked] : plain >= 0 ? text[..plain] : "";
        if (marked < 0 && left.Trim().Length > 0) throw new StudyException(ReliabilityFaults.OutcomeOfScale(text, left.Trim()));
        var items = ItemsOf(text, Lexer.Read(new string(' ', start) + text[start..]));
        if (items.GroupBy(item => item.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new StudyException(ReliabilityFaults.ItemTwice(text, twice.Key));
        return new ScaleFormula(text, left.Trim().Trim('`') is { Length: > 0 } name ? name : "scale", items);
    }

    private static ImmutableArray<(string Name, bool Reversed)> ItemsOf(string text, ImmutableArray<Token> tokens)
    {
        var items = ImmutableArray.CreateBuilder<(string, bool)>();
        int at = 0;
        do
        {
            bool reversed = tokens[at].Text == "-", signed = reversed || tokens[at].Text == "+";
            if (signed) at++;
            else if (items.Count > 0) throw new StudyException(ReliabilityFaults.UnexpectedInScale(text, tokens[at]));
            if (tokens[at].Kind != TokenKind.Name) throw new StudyException(ReliabilityFaults.UnexpectedInScale(text, tokens[at]));
            items.Add((tokens[at++].Text, reversed));
        }
        while (tokens[at].Kind != TokenKind.End);
        return items.ToImmutable();
    }

    private static string Quoted(string name) => $"`{name}`";
}
