using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CoProduction;

/// <summary>Reads of a parsed YAML mapping by key; an absent entry is empty, a required one throws.</summary>
internal static class YamlEntries
{
    /// <summary>Reads a file's top mapping; an error in an entry names the file beside the line.</summary>
    public static T Read<T>(string yaml, string file, Func<YamlMappingNode, T> read)
    {
        try
        {
            return read(Parse(yaml, file));
        }
        catch (StudyException error) when (error.Fault.Where.StartsWith("line ", StringComparison.Ordinal))
        {
            throw new StudyException(error.Fault with { Where = $"{file}, {error.Fault.Where}" }, error);
        }
    }

    /// <summary>The top mapping of a YAML text.</summary>
    public static YamlMappingNode Parse(string yaml, string file)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(yaml);
        var scanner = new Scanner(reader);
        try
        {
            stream.Load(new Parser(scanner));
        }
        catch (SyntaxErrorException error)
        {
            throw StudyFaults.NotYaml(file, scanner.CurrentPosition, error);
        }
        catch (YamlException error)
        {
            throw StudyFaults.NotYaml(file, error.Start, error);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet 16.3 reports an unclosed bracket before a key, and a key without a name, in these ways.
            throw StudyFaults.NotYaml(file, scanner.CurrentPosition, error);
        }
        return stream.Documents is [{ RootNode: YamlMappingNode root }] ? root : throw StudyFaults.NotOneMapping(file);
    }

    public static YamlNode? Find(this YamlMappingNode owner, string key) =>
        owner.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode scalar && scalar.Value == key).Value;

    public static YamlMappingNode Mapping(this YamlMappingNode owner, string key) =>
        owner.Find(key) as YamlMappingNode ?? throw StudyFaults.MissingEntry(key, owner);

    public static string Text(this YamlMappingNode owner, string key) =>
        owner.Find(key) is YamlScalarNode { Value: { } text } ? text : throw StudyFaults.MissingEntry(key, owner);

    public static string Text(this YamlMappingNode owner, string key, string absent) =>
        owner.Find(key) is YamlScalarNode { Value: { } text } ? text : absent;

    public static Label Label(this YamlMappingNode owner, string key) => owner.Mapping(key).ToLabel();

    public static Label ToLabel(this YamlMappingNode label) => new(label.Text("zh"), label.Text("en"));

    /// <summary>A title in both languages, or one text for both; null where there is none.</summary>
    public static Label? TitleOrNone(this YamlMappingNode owner, string key) => owner.Find(key) switch
    {
        YamlMappingNode label => new Label(label.Text("zh", ""), label.Text("en", "")),
        YamlScalarNode { Value: { Length: > 0 } text } => CoProduction.Label.Same(text),
        _ => null,
    };

    public static ImmutableArray<string> Texts(this YamlMappingNode owner, string key) =>
        owner.Find(key) is YamlSequenceNode list ? [.. list.OfType<YamlScalarNode>().Select(item => item.Value ?? "")] : [];

    public static ImmutableArray<T> Many<T>(this YamlMappingNode owner, string key, Func<YamlMappingNode, T> read) =>
        owner.Find(key) is YamlSequenceNode list ? [.. list.OfType<YamlMappingNode>().Select(read)] : [];

    public static DateOnly? Date(this YamlMappingNode owner, string key) =>
        owner.Find(key) is YamlScalarNode { Value: { Length: > 0 } text }
            ? DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw StudyFaults.NotADate(text, owner)
            : null;

    /// <summary>The enum value written with underscores, such as <c>side_effect</c> for <c>SideEffect</c>.</summary>
    public static T Choice<T>(this YamlMappingNode owner, string key) where T : struct, Enum
    {
        string text = owner.Text(key);
        var allowed = Enum.GetValues<T>();
        int found = Array.FindIndex(allowed, value => Written(value) == text);
        return found >= 0 ? allowed[found] : throw StudyFaults.UnknownChoice(text, key, allowed.Select(Written), owner);
    }

    private static string Written<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, index) => char.IsUpper(letter) ? $"{(index > 0 ? "_" : "")}{char.ToLowerInvariant(letter)}" : letter.ToString()));
}
