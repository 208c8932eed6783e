namespace CoProduction.Ingest.Tests;

/// <summary>The corpus of small files in Fixtures/: the first word of a file's name says what must come of it. A new way for a file to be broken is a new file.</summary>
public class FixtureTests
{
    private static readonly TableSchema Schema = Given.Table("rows",
        Given.Field("id", FieldType.Integer, required: true), Given.Field("text", FieldType.Text, zh: "文本"), Given.Field("amount", FieldType.Money, zh: "金额"));

    public static TheoryData<string> Accepted => Named("accepted-");

    public static TheoryData<string> Rejected => Named("rejected-");

    public static TheoryData<string> Unusable => Named("unusable-");

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task AcceptedWhole(string name)
    {
        var loaded = await Given.LoadFile(Schema, Given.Fixture(name));
        Assert.Empty(loaded.Rejections);
        Assert.Equal(["1", "2"], loaded.Texts("id"));
    }

    [Theory]
    [MemberData(nameof(Rejected))]
    public async Task RejectedInPart(string name)
    {
        var loaded = await Given.LoadFile(Schema, Given.Fixture(name));
        Assert.True(loaded.Rejected > 0);
        Assert.Equal(loaded.Read, loaded.Accepted + loaded.Rejected);
        Assert.All(loaded.Rejections, rejection => Assert.NotEmpty(rejection.Rule));
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task UnusableWithOneError(string name)
    {
        var fault = (await Assert.ThrowsAsync<StudyException>(() => Given.LoadFile(Schema, Given.Fixture(name)))).Fault;
        Assert.All([fault.What, fault.Why, fault.Mend], Assert.NotEmpty);
    }

    /// <summary>Every file cut at every byte, and with every byte changed: rows or a StudyException, and the sums agree.</summary>
    [Fact]
    public async Task CutAndChangedFilesAreReadOrRefused()
    {
        var random = new Random(20181109);
        foreach (string path in Directory.EnumerateFiles(Given.Fixture("")).Order(StringComparer.Ordinal))
        {
            byte[] whole = await File.ReadAllBytesAsync(path);
            for (int i = 0; i < whole.Length; i += 1 + whole.Length / 40)
            {
                byte[] changed = [.. whole];
                changed[i] = (byte)random.Next(256);
                Assert.True(await ReadsOrRefuses(Path.GetFileName(path), whole[..i]), $"{path} cut at {i}");
                Assert.True(await ReadsOrRefuses(Path.GetFileName(path), changed), $"{path} changed at {i} to {changed[i]}");
            }
        }
    }

    private static async Task<bool> ReadsOrRefuses(string name, byte[] bytes)
    {
        try
        {
            var loaded = await Given.LoadFile(Schema, Given.File(name, bytes));
            return loaded.Read == loaded.Accepted + loaded.Rejected && loaded.Texts("text").All(text => !text.Contains('\uFFFD'));
        }
        catch (StudyException)
        {
            return true;
        }
    }

    private static TheoryData<string> Named(string prefix) => [.. Directory.EnumerateFiles(Given.Fixture(""), prefix + "*").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
