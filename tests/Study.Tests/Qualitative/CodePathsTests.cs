namespace CoProduction.Tests;

public class CodePathsTests
{
    private static readonly Guid Root = new("00000000-0000-0000-0000-000000000001"), First = new("11111111-0000-0000-0000-000000000001"), Second = new("22222222-0000-0000-0000-000000000002"), Third = new("22222222-0000-0000-0000-000000000003");

    [Fact]
    public void APathIsTheNamesFromTheRoot() =>
        Assert.Equal(["动力", "动力/居民／业主", "动力/居民／业主/愿意"], Paths(new(Root, " 动力 ", "", null), new(First, "居民/业主", "", Root), new(Second, "愿意", "", First)));

    [Fact]
    public void SiblingsOfOneNameAreToldApartWhateverTheirOrder()
    {
        QualitativeCode[] codes = [new(Root, "a", "", null), new(Second, "b", "", Root), new(First, "b", "", Root)];
        Assert.Equal(["a", "a/b~22222222", "a/b"], Paths(codes));
        Assert.Equal(["a", "a/b", "a/b~22222222"], Paths(codes[0], codes[2], codes[1]));
    }

    [Fact]
    public void GuidsThatBeginAlikeAreWrittenWhole() =>
        Assert.Equal(["b", "b~22222222000000000000000000000002", "b~22222222000000000000000000000003"], Paths(new(First, "b", "", null), new(Second, "b", "", null), new(Third, "b", "", null)));

    [Fact]
    public void ANameThatLooksLikeAnothersPathStaysUnique()
    {
        string[] paths = Paths(new(First, "b", "", null), new(Second, "b", "", null), new(Root, "b~22222222", "", null));
        Assert.Equal(3, paths.Distinct().Count());
    }

    [Fact]
    public void ACodeWithoutANameIsCalledByItsGuid() => Assert.Equal(["11111111000000000000000000000001"], Paths(new QualitativeCode(First, " ", "", null)));

    [Fact]
    public void PathsThatWouldFillTheMemoryAreRefused() =>
        Assert.Contains("paths are too long", Assert.Throws<StudyException>(() => Paths(new QualitativeCode(First, new string('x', CodePaths.Longest + 1), "", null))).Message, StringComparison.Ordinal);

    [Fact]
    public void AStableGuidIsOfItsPartsAndOfVersionEight()
    {
        Assert.Equal(StableGuid.Of("code", "a"), StableGuid.Of("code", "a"));
        Assert.NotEqual(StableGuid.Of("a", "bc"), StableGuid.Of("ab", "c"));
        Assert.Equal(8, StableGuid.Of("code", "a").Version);
    }

    private static string[] Paths(params QualitativeCode[] codes) => [.. CodePaths.Of(codes).Select(code => code.Path)];
}
