using CoProduction.DistrictX;

namespace CoProduction.Tests;

public class CommittedFilesTests
{
    private static readonly string Folder = Path.Combine(RealFiles.Root, "examples", "district-x");

    [Fact]
    public void The_committed_files_are_what_the_generator_writes_byte_for_byte()
    {
        var different = Sheet.Files.Where(file =>
            !File.Exists(Path.Combine(Folder, file.Path)) || !File.ReadAllBytes(Path.Combine(Folder, file.Path)).AsSpan().SequenceEqual(file.Bytes.Span));
        Assert.True(!different.Any(), "Differ from the generator: " + string.Join(", ", different.Select(file => file.Path))
            + ". If the generator was meant to change, run `dotnet run examples/district-x/regenerate.cs` and commit the files.");
    }

    [Fact]
    public void No_committed_file_is_left_over_from_an_older_generator()
    {
        var known = Sheet.Files.Select(file => file.Path).ToHashSet();
        string[] kinds = [".csv", ".xlsx", ".yaml", ".md"];
        var stale = Directory.GetFiles(Folder).Where(path => kinds.Contains(Path.GetExtension(path))).Select(path => Path.GetFileName(path)).Where(name => !known.Contains(name));
        Assert.Empty(stale);
    }

    [Fact]
    public void All_files_together_stay_under_four_megabytes() => Assert.InRange(Sheet.Files.Sum(file => file.Bytes.Length), 3_000_000, 4_000_000);

    [Fact]
    public void Text_files_end_lines_with_LF_only()
    {
        var wrong = Sheet.Files.Where(file => Path.GetExtension(file.Path) != ".xlsx" && file.Bytes.Span.Contains((byte)'\r'));
        Assert.Empty(wrong.Select(file => file.Path));
    }

    [Fact]
    public void Another_seed_makes_other_records_in_the_same_files()
    {
        var other = DemoStudy.Files(DemoStudy.Seed + 1);
        Assert.Equal(Sheet.Files.Select(file => file.Path), other.Select(file => file.Path));
        Assert.False(other.Single(file => file.Path == "projects.csv").Bytes.Span.SequenceEqual(Sheet.File("projects.csv").Bytes.Span));
    }

    [Fact]
    public void Write_replaces_whole_files_and_leaves_others_alone()
    {
        string folder = Directory.CreateTempSubdirectory("district-x-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "study.yaml"), "older");
            File.WriteAllText(Path.Combine(folder, "mine.txt"), "mine");
            DemoStudy.Write(folder);
            Assert.Equal(Sheet.File("study.yaml").Bytes.ToArray(), File.ReadAllBytes(Path.Combine(folder, "study.yaml")));
            Assert.Equal([.. Sheet.Files.Select(file => file.Path).Append("mine.txt").Order(StringComparer.Ordinal)],
                Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Everything_a_reader_meets_first_says_synthetic()
    {
        Assert.Contains("synthetic: true", Text("study.yaml"), StringComparison.Ordinal);
        Assert.Contains("合成", Text("study.yaml"), StringComparison.Ordinal);
        Assert.Contains("synthetic", Text("README.md"), StringComparison.Ordinal);
        Assert.All(Sheet.Csv("interviews.csv")["文本"], text => Assert.StartsWith("【合成】", text, StringComparison.Ordinal));
        Assert.All(Sheet.Csv("instruments.csv")["title_zh"], title => Assert.Contains("合成", title, StringComparison.Ordinal));
    }

    [Fact]
    public void The_study_file_names_every_data_file_once()
    {
        string study = Text("study.yaml");
        var unnamed = Sheet.Files.Select(file => file.Path).Where(path => Path.GetExtension(path) is ".csv" or ".xlsx")
            .Where(path => study.Split($"file: {path}", StringSplitOptions.None).Length != 2);
        Assert.Empty(unnamed);
    }

    private static string Text(string path) => System.Text.Encoding.UTF8.GetString(Sheet.File(path).Bytes.Span);
}
