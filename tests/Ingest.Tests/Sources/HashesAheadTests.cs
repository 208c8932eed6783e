using System.Security.Cryptography;
using System.Text;

namespace CoProduction.Ingest.Tests;

/// <summary>A hash taken ahead is that of the file as it is when its turn comes.</summary>
public class HashesAheadTests
{
    private static readonly byte[] Rows = Encoding.UTF8.GetBytes("id\n" + string.Concat(Enumerable.Repeat("123456\n", 200_000)));

    [Fact]
    public void TheHashIsTheFilesOwn()
    {
        string path = Given.File("rows.csv", Rows);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Rows)), Open(path, Begin(path)).Sha256);
    }

    [Fact]
    public void AFileThatWasWrittenToSinceIsHashedAgain()
    {
        string path = Given.File("rows.csv", Rows);
        var ahead = Begin(path);
        _ = Open(path, ahead);
        File.AppendAllText(path, "7\n");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), Open(path, ahead).Sha256);
    }

    [Fact]
    public void AFileThatCannotBeReadIsLeftToTheReader()
    {
        string path = Given.File("rows.csv", Rows);
        var ahead = HashesAhead.Begin([Given.Plan() with { Encoding = "no such encoding" }], Path.GetDirectoryName(path)!);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Rows)), Open(path, ahead).Sha256);
    }

    private static HashesAhead Begin(string path) => HashesAhead.Begin([Given.Plan()], Path.GetDirectoryName(path)!);

    private static SourceContent Open(string path, HashesAhead ahead) =>
        SourceReader.Open(Given.Plan(), Path.GetDirectoryName(path)!, Given.Table("rows", Given.Field("id", FieldType.Integer)), ParentKeys.None, [], hashes: ahead);
}
