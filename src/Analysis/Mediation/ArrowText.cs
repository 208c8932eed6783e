using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Analysis;

/// <summary>
/// Reads a model written as arrows, <c>x * w -> m1 + m2 -> y | age + (1 | community)</c>, into one regression formula an equation. Every node is explained by all nodes of earlier groups
/// (nodes of one group are parallel), by what moderates the arrows into it, and by the covariates behind the bar.
/// </summary>
internal sealed class ArrowText
{
    private sealed record Node(string Name, string? Moderator, int At);

    private readonly string _text;
    private readonly ImmutableArray<Token> _tokens;
    private int _next;

    private ArrowText(string text)
    {
        _text = text;
        _tokens = Words(text);
    }

    /// <summary>True when the text holds an arrow outside a quoted name.</summary>
    internal static bool Is(string text) => Masked(text) != text;

    /// <summary>The equations, the outcome's last.</summary>
    /// <param name="text">The model.</param>
    /// <param name="moderateDirect">True to let the moderators change the direct effect as well.</param>
    internal static ImmutableArray<string> Equations(string text, bool moderateDirect)
    {
        var reader = new ArrowText(text);
        var groups = reader.Chain();
        reader.CheckEnds(groups);
        string rest = reader.Rest(groups);
        return [.. groups.SelectMany((group, at) => at == 0 ? [] : group.Select(node => Equation(groups, at, node, moderateDirect) + rest))];
    }

    private static string Equation(List<List<Node>> groups, int at, Node node, bool moderateDirect)
    {
        List<string> terms = [.. groups.Take(at).SelectMany(group => group).Select(earlier => earlier.Name)];
        foreach (var from in groups[at - 1].Where(from => from.Moderator is not null)) terms.AddRange([from.Moderator!, $"{from.Name}:{from.Moderator}"]);
        string x = groups[0][0].Name;
        if (moderateDirect && at == groups.Count - 1)
            foreach (var from in groups.SelectMany(group => group).Where(from => from.Moderator is not null)) terms.AddRange([from.Moderator!, $"{x}:{from.Moderator}"]);
        return $"{node.Name} ~ {string.Join(" + ", terms.Distinct())}";
    }

    private List<List<Node>> Chain()
    {
        List<List<Node>> groups = [Group()];
        while (At("~"))
        {
            _next++;
            groups.Add(Group());
        }
        if (!At("|") && Current.Kind != TokenKind.End) throw Unexpected("'->', '+', '*', '|' or the end");
        return groups;
    }

    private List<Node> Group()
    {
        List<Node> nodes = [OneNode()];
        while (At("+"))
        {
            _next++;
            nodes.Add(OneNode());
        }
        return nodes;
    }

    private Node OneNode()
    {
        int at = Current.At;
        string name = Variable();
        if (!At("*")) return new Node(name, null, at);
        _next++;
        string moderator = Variable();
        return At("*") ? throw new StudyException(MediationFaults.TwoModerators(_text, Current.At)) : new Node(name, moderator, at);
    }

    // A name, or a call such as scale(x): its text, printed as R prints it.
    private string Variable()
    {
        if (Current.Kind != TokenKind.Name) throw Unexpected("the name of a variable");
        int start = Current.At, depth = 0;
        _next++;
        if (!At("(")) return Deparser.Name(_tokens[_next - 1].Text);
        do
        {
            if (Current.Kind == TokenKind.End) throw Unexpected("')'");
            depth += At("(") ? 1 : At(")") ? -1 : 0;
            _next++;
        }
        while (depth > 0);
        return Formula.Parse($"{_text[start..(_tokens[_next - 1].At + 1)]} ~ 1").Outcome;
    }

    private void CheckEnds(List<List<Node>> groups)
    {
        if (groups.Count < 3) throw new StudyException(MediationFaults.NoMediator(_text));
        if (groups[0].Count > 1) throw new StudyException(MediationFaults.ManyEnds(_text, groups[0][1].At, "predictor"));
        if (groups[^1].Count > 1) throw new StudyException(MediationFaults.ManyEnds(_text, groups[^1][1].At, "outcome"));
        if (groups[^1][0].Moderator is not null) throw new StudyException(MediationFaults.ModeratedOutcome(_text, groups[^1][0].At));
        var nodes = groups.SelectMany(group => group).ToList();
        if (nodes.Find(node => nodes.Exists(other => other.Name == node.Name && other.At < node.At)) is { } twice) throw new StudyException(MediationFaults.NodeTwice(_text, twice.At, twice.Name));
    }

    // The covariates and the community behind the bar, ready to be put behind each equation.
    private string Rest(List<List<Node>> groups)
    {
        if (!At("|")) return "";
        string rest = _text[(Current.At + 1)..].Trim();
        var parsed = Formula.Parse($"{groups[^1][0].Name} ~ {rest}");
        foreach (var node in groups.SelectMany(group => group))
            if (parsed.Terms.Contains(node.Name)) throw new StudyException(MediationFaults.NodeAmongCovariates(_text, node.Name));
        return $" + {rest}";
    }

    private Token Current => _tokens[_next];

    private bool At(string symbol) => Current.Kind == TokenKind.Symbol && Current.Text == symbol;

    private StudyException Unexpected(string wanted) => new(MediationFaults.Unexpected(_text, Current, wanted));

    // The formula's words, with an arrow read as '~': both have their place in the text as given.
    private static ImmutableArray<Token> Words(string text)
    {
        string masked = Masked(text);
        try
        {
            var words = Lexer.Read(masked);
            foreach (var word in words.Where(word => word.Kind == TokenKind.Symbol && word.Text == "~"))
                if (text[word.At] == '~') throw new StudyException(MediationFaults.TildeAmongArrows(text, word.At));
            return words;
        }
        catch (StudyException fault)
        {
            throw new StudyException(fault.Fault with { Where = fault.Fault.Where.Replace(masked, text, StringComparison.Ordinal) });
        }
    }

    private static string Masked(string text)
    {
        var masked = new StringBuilder(text);
        bool quoted = false;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] == '`') quoted = !quoted;
            if (quoted) continue;
            if (text[at] == '→') masked[at] = '~';
            else if (text[at] == '>' && at > 0 && text[at - 1] == '-') (masked[at - 1], masked[at]) = ('~', ' ');
        }
        return masked.ToString();
    }
}
