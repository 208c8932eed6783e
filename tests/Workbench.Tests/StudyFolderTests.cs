using CoProduction.Workbench;

namespace CoProduction.Tests;

public sealed class StudyFolderTests
{
    [Fact]
    public void AFolderAndItsStudyFileAreTheSameStudy()
    {
        using var study = new SmallStudy();
        Assert.Equal(StudyFolder.Read(study.Folder).Folder, StudyFolder.Read(study["study.yaml"]).Folder);
        Assert.Equal(study[".store"], StudyFolder.Store(StudyFolder.Read(study.Folder)));
    }

    [Fact]
    public void AMissingStudyNamesThePlaceAndTheMend()
    {
        var fault = Assert.Throws<StudyException>(() => StudyFolder.Read("nowhere")).Fault;
        Assert.Contains("'nowhere'", fault.What, StringComparison.Ordinal);
        Assert.Contains("copro new", fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderWithoutAStudyFileIsNoStudy()
    {
        using var scratch = new Scratch();
        Assert.Contains("study.yaml", Assert.Throws<StudyException>(() => StudyFolder.Read(scratch.Folder)).Fault.Why, StringComparison.Ordinal);
    }
}
