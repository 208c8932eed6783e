using CoProduction.Analysis;

namespace CoProduction.Store.Tests;

/// <summary>What is particular to the embedded store: its folder.</summary>
public sealed partial class DuckDbStudyStoreTests
{
    [Fact]
    public async Task Opening_makes_nothing()
    {
        await using var store = await OpenAsync();
        Assert.False(Directory.Exists(_folder));
    }

    [Theory]
    [InlineData("not json", "cannot be read")]
    [InlineData("{\"format\":1,\"version\":", "cannot be read")]
    [InlineData("{\"version\":1}", "cannot be read")]
    [InlineData("{\"format\":99,\"shape\":\"unknown\"}", "has format 99")]
    public async Task A_manifest_that_is_broken_or_newer_is_refused(string text, string what)
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "manifest.json"), text);
        var fault = await Assert.ThrowsAsync<StudyException>(OpenAsync);
        Assert.Contains(what, fault.Fault.What, StringComparison.Ordinal);
        Assert.Contains("run the study again", fault.Fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_gone_or_broken_is_named()
    {
        await using (var store = await OpenAsync()) await LoadAsync(store, "s1", "a", "w1 p1 c1 1 female 1 2");
        string file = Directory.EnumerateFiles(_folder, "*.duckdb").Single();
        await File.WriteAllTextAsync(file, "no database");
        var broken = await Assert.ThrowsAsync<StudyException>(OpenAsync);
        Assert.Contains("'s1' cannot be read", broken.Fault.What, StringComparison.Ordinal);
        File.Delete(file);
        var gone = await Assert.ThrowsAsync<StudyException>(OpenAsync);
        Assert.Contains("lost the rows of source 's1'", gone.Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_refused()
    {
        await File.WriteAllTextAsync(_folder, "a file");
        Assert.Contains("is a file", (await Assert.ThrowsAsync<StudyException>(OpenAsync)).Fault.What, StringComparison.Ordinal);
        File.Delete(_folder);
    }

    [Fact]
    public async Task Ids_of_any_script_make_safe_file_names()
    {
        await using var store = await OpenAsync();
        await LoadAsync(store, "满意度/../2019 \"a\" 'b'", "a", "w1 p1 c1 1 female 1 2");
        Assert.Equal(["p1"], await RespondentsAsync(store));
        Assert.Single(Directory.EnumerateFiles(_folder, "*.duckdb"));
    }

    [Fact]
    public async Task Names_of_fields_with_quotes_and_semicolons_are_only_names()
    {
        await using var store = await OpenAsync();
        const string odd = "a\"; DROP TABLE records; --";
        await LoadAsync(store, "s1", "a", Survey.Responses(odd), "w1 p1 c1 1 female 4");
        var frame = await store.FrameAsync(new FrameSpec("responses", [odd], [new RowFilter(odd, ["4"])]));
        Assert.Equal([4L], ((IntegerColumn)frame[odd]).Values);
    }

    [Fact]
    public async Task Fields_that_differ_only_in_case_are_refused()
    {
        await using var store = await OpenAsync();
        var fault = await Assert.ThrowsAsync<StudyException>(() => LoadAsync(store, "s1", "a", Survey.Responses("q1", "Q1"), "w1 p1 c1 1 female 4 4"));
        Assert.Contains("'Q1' and 'q1'", fault.Fault.What, StringComparison.Ordinal);
    }
}
