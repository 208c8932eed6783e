using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>Words for people of what models name: constructs and items by their labels, levels of fields, and the terms made of them.</summary>
/// <param name="Framework">Labels of the constructs.</param>
/// <param name="Questions">Items of the survey with their wordings; empty where none are known.</param>
internal sealed partial record TermLabels(Framework Framework, ImmutableArray<Question> Questions)
{
    private static readonly ImmutableArray<Field> Fields = [.. DataSchema.Table("responses").Fields.Where(field => field.Name.Length > 1)];

    /// <summary>Variables that a structural model explains: what they have besides is residual.</summary>
    public ImmutableHashSet<string> Explained { get; init; } = [];

    /// <summary>True where terms are those of a structural model.</summary>
    public bool IsStructural { get; init; }

    /// <summary>The outcome whose categories a choice model tells apart; null for another model.</summary>
    public string? Outcome { get; init; }

    /// <summary>Label of a term: what is known is put into the reader's language, the rest stays as R names it.</summary>
    public Label Of(string term)
    {
        if (term == FittedModel.Intercept) return new("（截距）", FittedModel.Intercept);
        return Name(term) ?? Effect(term) ?? (IsStructural ? Parameter(term) : null) ?? Threshold(term) ?? Contrast(term) ?? Held(term) ?? Dummy(term) ?? Rule(term) ?? Worded(term);
    }

    /// <summary>Label of a construct, an item or a field; null for anything else.</summary>
    public Label? Name(string name) => Construct(name) ?? Questions.FirstOrDefault(question => question.Item == name && question.Wording.En.Length > 0)?.Wording ?? Fields.FirstOrDefault(field => field.Name == name)?.Title;

    /// <summary>Label of a level, where another key of the row names its field.</summary>
    /// <param name="level">The level.</param>
    /// <param name="beside">The other keys.</param>
    public static Label? Level(string level, IEnumerable<string> beside) =>
        Fields.Where(field => beside.Contains(field.Name)).SelectMany(field => field.Levels).FirstOrDefault(known => known.Code == level)?.Label;

    /// <summary>Label of a category of the outcome: a level's, or an answer's number with its word on the platform's five points of agreement.</summary>
    /// <param name="category">The category.</param>
    public Label? Answer(string category) => Outcome is null ? null : Questions.FirstOrDefault(question => question.Item == Outcome) is { Minimum: { } least, Maximum: { } most }
        ? LikertTables.AnswerLabel(least, most, category) : Level(category, [Outcome]);

    /// <summary>Several items named in one text; null where it is anything else.</summary>
    public Label? Items(string text)
    {
        Label?[] named = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Questions.FirstOrDefault(question => question.Item == word)?.Wording)];
        return named.Length == 0 || named.Any(label => label is null) ? null : new(string.Join("；", named.Select(label => label!.Zh)), string.Join("; ", named.Select(label => label!.En)));
    }

    /// <summary>A text with the names in it put into words, items in quotation marks. A line may not break within an arrow.</summary>
    public Label Worded(string text) => new(
        Word().Replace(text, found => Inside(found.Value).Zh).Replace(" -> ", " → ", StringComparison.Ordinal), Word().Replace(text, found => Inside(found.Value).En).Replace(" -> ", " → ", StringComparison.Ordinal));

    private Label Inside(string word) => Construct(word) ?? MethodWords.OfPath(word) ?? (Questions.FirstOrDefault(question => question.Item == word && question.Wording.En.Length > 0) is { } item
        ? Quoted(item.Wording) : Fields.FirstOrDefault(field => field.Name == word)?.Title ?? Label.Same(word));

    private Label? Construct(string word) => Framework.Constructs.FirstOrDefault(construct => construct.Id == word)?.Label;

    private static Label Quoted(Label wording) => new($"“{wording.Zh}”", $"\"{wording.En}\"");

    // An effect size of a comparison: 'satisfaction ~ housing: eta_squared'.
    private Label? Effect(string term)
    {
        if (Comparison().Match(term) is not { Success: true } found || MethodWords.OfEffect(found.Groups[3].Value) is not { } effect) return null;
        Label outcome = Of(found.Groups[1].Value), group = Of(found.Groups[2].Value);
        return new($"{outcome.Zh}（按{group.Zh}分组）：{effect.Zh}", $"{outcome.En} by {group.En.ToLowerInvariant()}: {effect.En}");
    }

    private Label? Rule(string term) => ExclusionWords.In(Label.Same(term), name => Name(name) ?? Label.Same(name)) is var said && said.En != term ? said.AsHeading() : null;

    // The border between two answers: '1|2'.
    private Label? Threshold(string term) => Outcome is null || term.Split('|') is not [var below, var above] ? null
        : new($"阈值：{(Answer(below) ?? Label.Same(below)).Zh} | {(Answer(above) ?? Label.Same(above)).Zh}", $"Threshold: {(Answer(below) ?? Label.Same(below)).En} | {(Answer(above) ?? Label.Same(above)).En}");

    // A level beside the reference: 'gender: male - female'.
    private Label? Contrast(string term)
    {
        if (LevelContrast().Match(term) is not { Success: true } found || Name(found.Groups[1].Value) is not { } field) return null;
        string[] of = [found.Groups[1].Value];
        Label one = Level(found.Groups[2].Value, of) ?? Label.Same(found.Groups[2].Value), other = Level(found.Groups[3].Value, of) ?? Label.Same(found.Groups[3].Value);
        return new($"{field.Zh}：{one.Zh}（对照{other.Zh}）", $"{field.En}: {one.En} (against {other.En})");
    }

    // Everybody at one level: 'housing=mixed'.
    private Label? Held(string term) => term.Split('=') is [var field, var level] && Name(field) is { } name && Level(level, [field]) is { } at ? new($"{name.Zh}：{at.Zh}", $"{name.En}: {at.En}") : null;

    // R names the dummy of a level by the variable and the level in one word.
    private static Label? Dummy(string term) => Fields.Where(field => term.StartsWith(field.Name, StringComparison.Ordinal) || term.StartsWith($"factor({field.Name})", StringComparison.Ordinal))
        .SelectMany(field => field.Levels.Where(level => term == field.Name + level.Code || term == $"factor({field.Name}){level.Code}").Select(level => new Label($"{field.Title.Zh}：{level.Label.Zh}", $"{field.Title.En}: {level.Label.En}"))).FirstOrDefault();

    // lavaan's operators say in signs what a reader needs in words.
    private Label? Parameter(string term)
    {
        if (Relation().Match(term) is not { Success: true } found) return MethodWords.Of(term);
        string left = found.Groups[1].Value, right = found.Groups[3].Value, group = found.Groups[4].Value;
        Label a = Of(left), b = Of(right);
        var label = found.Groups[2].Value switch
        {
            "=~" => new Label($"载荷：{a.Zh} → {b.Zh}", $"Loading: {a.En} → {b.En}"),
            "~~" when left == right => Explained.Contains(left) ? new($"残差方差：{a.Zh}", $"Residual variance: {a.En}") : new($"方差：{a.Zh}", $"Variance: {a.En}"),
            "~~" => Explained.Contains(left) || Explained.Contains(right) ? new($"残差协方差：{a.Zh} ↔ {b.Zh}", $"Residual covariance: {a.En} ↔ {b.En}") : new($"协方差：{a.Zh} ↔ {b.Zh}", $"Covariance: {a.En} ↔ {b.En}"),
            "~" when right == "1" => new($"截距：{a.Zh}", $"Intercept: {a.En}"),
            _ => new($"路径：{b.Zh} → {a.Zh}", $"Path: {b.En} → {a.En}"),
        };
        return group.Length == 0 ? label : new($"{label.Zh}［{Grouped(group).Zh}］", $"{label.En} [{Grouped(group).En}]");
    }

    /// <summary>Label of a group of a structural model.</summary>
    public static Label Grouped(string group) => Fields.SelectMany(field => field.Levels).FirstOrDefault(level => level.Code == group)?.Label ?? Label.Same(group);

    [GeneratedRegex(@"(?:total indirect|proportion mediated|path|indirect|direct|total|contrast): |[\p{L}_][\p{L}\p{Nd}_]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(\w+): (.+) - (.+)$")]
    private static partial Regex LevelContrast();

    [GeneratedRegex(@"^(\S+) ~ (\S+): (\w+)$")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^(\S+) (=~|~~|~) (\S+?)(?: \[(.+)\])?$")]
    private static partial Regex Relation();
}
