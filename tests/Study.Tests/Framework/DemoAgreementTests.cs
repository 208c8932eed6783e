namespace CoProduction.Tests.Frameworks;

/// <summary>The framework's items and codes are those of the demo study's questionnaires and code book.</summary>
public sealed class DemoAgreementTests
{
    [Fact]
    public void Every_item_stands_in_the_questionnaire_under_its_construct()
    {
        string[] lines = Lines("questions.csv");
        foreach (var construct in DataSchema.Framework.Constructs)
            foreach (string item in construct.Items)
                Assert.Contains($",{construct.Id},", lines.Single(line => line.StartsWith($"satisfaction-2018,{item},", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_code_stands_in_the_code_book_under_its_construct()
    {
        string[] lines = Lines("codes.csv");
        foreach (var construct in DataSchema.Framework.Constructs)
            foreach (string code in construct.Codes)
                Assert.Contains($",{construct.Id},", lines.Single(line => line.StartsWith($"{code},", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_demo_study_file_is_right()
    {
        string folder = Path.GetDirectoryName(Demo("study.yaml"))!;
        var plan = StudyPlanFile.Read(folder);
        Assert.Equal(("district-x", true), (plan.Id, plan.Synthetic));
        // Votes on projects are of participatory budgeting; district X votes by households and keeps no ballots.
        Assert.Equal(DataSchema.TableNames.Except(["ballots", "votes"]).Order(StringComparer.Ordinal), plan.Sources.Select(source => source.Table).Distinct().Order(StringComparer.Ordinal));
    }

    private static string[] Lines(string file) => File.ReadAllLines(Demo(file));

    private static string Demo(string file)
    {
        string path = Path.Combine(RealFiles.Root, "examples", "district-x", file);
        Assert.SkipUnless(File.Exists(path), $"needs examples/district-x/{file}, not on this branch yet");
        return path;
    }
}
