using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// What to describe and compare: parts joined by <c>;</c> or line ends. <c>a + b + factor(c)</c> or <c>~ a + b</c> are described; <c>a + b ~ g + h</c> are described and compared between the values of g and of h;
/// <c>trust =~ t1 + t2 - t3</c> makes a variable of the mean of items, whose alpha stands on the diagonal of the correlations.
/// </summary>
public sealed record DescribeStatement
{
    private DescribeStatement(string text, ImmutableArray<ScaleFormula> scales, ImmutableArray<string> variables, ImmutableArray<string> factors, ImmutableArray<(string Variable, string Group)> comparisons) =>
        (Text, Scales, Variables, Factors, Comparisons) = (text, scales, variables, factors, comparisons);

    /// <summary>The text as given.</summary>
    public string Text { get; }

    /// <summary>Scales, in order.</summary>
    public ImmutableArray<ScaleFormula> Scales { get; }

    /// <summary>The variables to describe, scales among them, each once, in order.</summary>
    public ImmutableArray<string> Variables { get; }

    /// <summary>Those of them that <c>factor()</c> makes categories.</summary>
    public ImmutableArray<string> Factors { get; }

    /// <summary>The comparisons, in order.</summary>
    public ImmutableArray<(string Variable, string Group)> Comparisons { get; }

    /// <summary>Fields whose rows are read as numbers or categories by their content: variables that are no scales, and the items of scales.</summary>
    public ImmutableArray<string> Fields => [.. Variables.Where(name => Scales.All(scale => scale.Name != name)).Concat(Scales.SelectMany(scale => scale.Items)).Distinct(StringComparer.Ordinal)];

    /// <summary>Fields whose values make groups.</summary>
    public ImmutableArray<string> Groups => [.. Comparisons.Select(pair => pair.Group).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads a statement.</summary>
    /// <exception cref="StudyException">It is none; names the position and the mend.</exception>
    public static DescribeStatement Parse(string text)
    {
        text = text.TrimStart();
        var (scales, variables, factors, comparisons) = (new List<ScaleFormula>(), new List<string>(), new List<string>(), new List<(string, string)>());
        int start = 0;
        foreach (string part in text.Split(';', '\n'))
        {
            if (part.Contains("=~", StringComparison.Ordinal))
            {
                scales.Add(ScaleFormula.Parse(part.Trim()));
                variables.Add(scales[^1].Name);
            }
            else if (part.Trim().Length > 0)
            {
                var reader = new DescribeReader(text, Lexer.Read(new string(' ', start) + part));
                var (left, right) = reader.Read();
                variables.AddRange(left.Concat(right.Length > 0 && left.Length == 0 ? right : []).Select(one => one.Name));
                factors.AddRange(left.Concat(right).Where(one => one.Factor).Select(one => one.Name));
                comparisons.AddRange(left.SelectMany(one => right.Select(by => (one.Name, by.Name))));
            }
            start += part.Length + 1;
        }
        return Checked(new DescribeStatement(text, [.. scales], [.. variables.Distinct(StringComparer.Ordinal)], [.. factors.Distinct(StringComparer.Ordinal)], [.. comparisons.Distinct()]));
    }

    private static DescribeStatement Checked(DescribeStatement statement)
    {
        if (statement.Variables.IsEmpty) throw new StudyException(DescribeFaults.Empty(statement.Text));
        if (statement.Scales.GroupBy(scale => scale.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new StudyException(DescribeFaults.ScaleTwice(statement.Text, twice.Key));
        if (statement.Scales.FirstOrDefault(scale => scale.Items.Length < 2) is { } few) throw new StudyException(ReliabilityFaults.FewItems(few.Text, few.Items.Length));
        if (statement.Comparisons.FirstOrDefault(pair => pair.Variable == pair.Group) is { Variable: not null } self) throw new StudyException(DescribeFaults.BySelf(statement.Text, self.Variable));
        return statement;
    }
}

/// <summary>Reads one part of a statement: lists of names, with <c>~</c> between two of them.</summary>
internal sealed class DescribeReader(string text, ImmutableArray<Token> tokens)
{
    private int _at;

    internal ((string Name, bool Factor)[] Left, (string Name, bool Factor)[] Right) Read()
    {
        (string, bool)[] left = tokens[_at].Text == "~" ? [] : List(), right = [];
        if (tokens[_at].Text == "~" && tokens[_at].Kind == TokenKind.Symbol)
        {
            _at++;
            right = List();
        }
        return tokens[_at].Kind == TokenKind.End ? (left, right) : throw Unexpected();
    }

    private (string, bool)[] List()
    {
        var names = new List<(string, bool)> { One() };
        while (tokens[_at].Text == "+" && tokens[_at].Kind == TokenKind.Symbol)
        {
            _at++;
            names.Add(One());
        }
        return [.. names];
    }

    private (string, bool) One()
    {
        if (tokens[_at].Kind != TokenKind.Name) throw Unexpected();
        string name = tokens[_at++].Text;
        if (name != Functions.Factor || tokens[_at].Text != "(") return (name, false);
        _at++;
        if (tokens[_at].Kind != TokenKind.Name) throw Unexpected();
        name = tokens[_at++].Text;
        return tokens[_at++].Text == ")" ? (name, true) : throw Unexpected();
    }

    private StudyException Unexpected() => new(DescribeFaults.Unexpected(text, tokens[Math.Min(_at, tokens.Length - 1)]));
}
