using YamlDotNet.RepresentationModel;

namespace CoProduction.Tests.Plan;

public sealed class SchemaMatchTests
{
    private static readonly string _schema = SchemaResource.Text("data-schema/study.schema.json");
    private static readonly string _right = File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Study.Tests", "Plan", "Right", "study.yaml"));

    [Fact]
    public void A_right_file_fits_without_the_library() => Assert.True(SchemaMatch.Fits(Tree(_right), _schema));

    /// <summary>A line left out, twice, of another kind, or with another word: what passes here has nothing that the library finds.</summary>
    [Fact]
    public void What_fits_is_right_by_the_library_too()
    {
        int fitting = 0, wrong = 0;
        foreach (string text in Changed(_right))
        {
            if (TryTree(text) is not { } root) continue;
            bool fits = SchemaMatch.Fits(root, _schema), right = IsRight(root);
            Assert.True(right || !fits, text);
            if (fits) fitting++;
            if (!right) wrong++;
        }
        Assert.True(fitting > 20 && wrong > 50, $"{fitting} fitting, {wrong} wrong");
    }

    private static IEnumerable<string> Changed(string text)
    {
        string[] lines = text.Split('\n');
        for (int at = 0; at < lines.Length; at++)
        {
            yield return string.Join('\n', lines.Where((_, line) => line != at));
            foreach (string other in (string[])["[]", "{}", "12", "-1.5", "true", "~", "''", "text", "[ 1, 2, 3 ]", "{ a: b }"])
                if (lines[at].IndexOf(": ", StringComparison.Ordinal) is var colon and > 0) yield return string.Join('\n', lines.Select((line, number) => number == at ? $"{line[..colon]}: {other}" : line));
            if (lines[at].IndexOf(':', StringComparison.Ordinal) is var key and > 0) yield return string.Join('\n', lines.Select((line, number) => number == at ? $"{line[..key]}x{line[key..]}" : line));
        }
    }

    private static bool IsRight(YamlMappingNode root)
    {
        var errors = new PlanErrors("study.yaml");
        StudySchemaCheck.Explain(root, errors);
        try
        {
            errors.ThrowIfAny();
            return true;
        }
        catch (StudyFileException)
        {
            return false;
        }
    }

    private static YamlMappingNode Tree(string text) => TryTree(text)!;

    private static YamlMappingNode? TryTree(string text)
    {
        try
        {
            return YamlEntries.Parse(text, "study.yaml");
        }
        catch (StudyException)
        {
            return null;
        }
    }
}
