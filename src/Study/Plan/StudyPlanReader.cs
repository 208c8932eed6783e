using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace CoProduction;

/// <summary>Reads the top of a study file; an entry of the wrong shape is skipped, since the schema check has named it.</summary>
internal sealed partial class StudyPlanReader(YamlMappingNode root, string folder, PlanErrors errors)
{
    private const string DefaultStore = ".store", SharedStore = "postgres", StoreVariable = "COPRO_STORE", Variable = "env:";

    public StudyPlan Read()
    {
        string id = root.Text("study", "");
        string place = root.Text("place", "");
        var (name, classes, maps) = ReadClassification();
        var sources = new SourcesReader(errors, classes, folder).Read(root.Find("sources") as YamlMappingNode);
        // Classes that the sources are mapped onto are the study's, where it names no others.
        if (classes is null && sources.Select(source => source.Crosswalk?.To).FirstOrDefault(to => to is not null) is { } to)
            (name, classes) = (to, DataSchema.Classifications.FirstOrDefault(list => list.Name == to));
        var models = new ModelsReader(errors).Read(root.Find("models") as YamlSequenceNode, sources);
        return new StudyPlan(
            id, root.TitleOrNone("title") ?? Label.Same(id), folder, root.Text("synthetic", "") == "true", place, ReadDataDate(), root.Text("currency", "CNY"), ReadStore(), name,
            sources, models, ReadFigures(models), ReadRules(place), ReadPrivacy())
        {
            FileName = errors.File,
            Framework = ReadFramework(),
            UseClasses = classes,
            Crosswalks = maps,
        };
    }

    private DateOnly? ReadDataDate()
    {
        if (root.Find("data_date") is not YamlScalarNode { Value: { } text } node || !DayPattern().IsMatch(text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        errors.Add(node, PlanFaults.NotADay(text));
        return null;
    }

    private StorePlan ReadStore() => root.Find("store") switch
    {
        YamlScalarNode { Value: SharedStore } node => StorePlan.InDatabase(OfVariable(node, StoreVariable)),
        YamlScalarNode { Value: { } text } node => StorePlan.Of(Given(node, text)),
        YamlMappingNode database when database.Find(SharedStore) is YamlScalarNode { Value: { } text } node => StorePlan.InDatabase(Given(node, text)),
        _ => StorePlan.InFolder(DefaultStore),
    };

    /// <summary>A text as it stands, or the value of the environment variable that it names as env:NAME.</summary>
    private string Given(YamlScalarNode node, string text)
    {
        if (SecretPattern().IsMatch(text)) errors.Add(node, PlanFaults.Secret());
        return text.StartsWith(Variable, StringComparison.Ordinal) ? OfVariable(node, text[Variable.Length..].Trim()) : text;
    }

    private string OfVariable(YamlScalarNode node, string variable)
    {
        string? value = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(value)) errors.Add(node, PlanFaults.UnsetVariable(variable));
        return value ?? "";
    }

    private (string Name, Classification? Classes, ImmutableArray<Crosswalk> Maps) ReadClassification()
    {
        if (root.Find("classification") is not YamlScalarNode { Value: { Length: > 0 } text } node) return ("", null, []);
        if (IsFile(text))
            return ReadOwn(node, text, (yaml, file) => (ClassificationFile.Parse(yaml, file), ClassificationFile.ParseOwnCrosswalks(yaml, file))) is ({ } own, var maps)
                ? (own.Name, own, maps)
                : ("", null, []);
        if (DataSchema.Classifications.FirstOrDefault(list => list.Name == text) is { } known) return (known.Name, known, DataSchema.Crosswalks(known.Name));
        errors.Add(node, PlanFaults.UnknownClassification(text));
        return ("", null, []);
    }

    private Framework ReadFramework() =>
        root.Find("framework") is YamlScalarNode { Value: { Length: > 0 } text } node && text != "built-in"
            ? ReadOwn(node, text, FrameworkFile.Parse) ?? DataSchema.Framework
            : DataSchema.Framework;

    private T? ReadOwn<T>(YamlScalarNode node, string file, Func<string, string, T> parse)
    {
        string path = Path.Combine(folder, file);
        if (File.Exists(path)) return parse(File.ReadAllText(path), file);
        errors.Add(node, PlanFaults.NoSuchFile(file));
        return default;
    }

    private ImmutableArray<string> ReadFigures(ImmutableArray<ModelPlan> models)
    {
        foreach (var node in Scalars("figures")) CheckFigure(node, models);
        return root.Texts("figures");
    }

    private void CheckFigure(YamlScalarNode node, ImmutableArray<ModelPlan> models)
    {
        string[] parts = (node.Value ?? "").Split(':', 2);
        string needed = FigureKinds.Argument(parts[0]);
        if (!FigureKinds.Names.Contains(parts[0])) errors.Add(node, PlanFaults.UnknownFigure(parts[0]));
        else if (needed.Length > 0 && (parts.Length == 1 || parts[1].Length == 0)) errors.Add(node, PlanFaults.FigureNeedsArgument(parts[0], needed));
        else if (needed == "model" && models.All(model => model.Id != parts[1])) errors.Add(node, PlanFaults.UnknownModel(parts[1], [.. models.Select(model => model.Id).Distinct()]));
        else if (needed == "model") CheckModel(node, parts[0], models.First(model => model.Id == parts[1]));
    }

    private void CheckModel(YamlScalarNode node, string figure, ModelPlan model)
    {
        var methods = FigureKinds.Methods(figure);
        if (!methods.IsEmpty && !methods.Contains(model.Request.Method)) errors.Add(node, PlanFaults.FigureOfOtherMethod(figure, model.Id, model.Request.Method, methods));
        else if (figure == FigureKinds.Probabilities && model.Request.Setting("predict") is null) errors.Add(node, PlanFaults.FigureNeedsPredict(model.Id));
    }

    private ImmutableArray<string> ReadRules(string place)
    {
        string[] known = [.. DataSchema.Rules(place).Ids()];
        if (root.Find("rules") is null) return [.. known];
        foreach (var node in Scalars("rules").Where(node => !known.Contains(node.Value)))
            errors.Add(node, PlanFaults.UnknownRule(node.Value ?? "", place, known));
        return root.Texts("rules");
    }

    private PrivacyPlan ReadPrivacy() => root.Find("privacy") is YamlMappingNode privacy
        ? new PrivacyPlan(Whole(privacy, "minimum_cell", PrivacyPlan.Standard.MinimumCell), Whole(privacy, "rounding", PrivacyPlan.Standard.Rounding))
        : PrivacyPlan.Standard;

    private static int Whole(YamlMappingNode owner, string key, int absent) =>
        int.TryParse(owner.Text(key, ""), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : absent;

    private IEnumerable<YamlScalarNode> Scalars(string key) => (root.Find(key) as YamlSequenceNode)?.OfType<YamlScalarNode>() ?? [];

    private static bool IsFile(string text) => text.EndsWith(".yaml", StringComparison.Ordinal) || text.EndsWith(".yml", StringComparison.Ordinal);

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}$")]
    private static partial Regex DayPattern();

    // A key=value connection string with a password, or an address with one before its host.
    [GeneratedRegex(@"(password|passwd|pwd)\s*=|://[^/\s:]*:[^@/\s]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretPattern();
}
