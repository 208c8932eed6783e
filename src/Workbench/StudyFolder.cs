namespace CoProduction.Workbench;

/// <summary>Where a study lies.</summary>
public static class StudyFolder
{
    /// <summary>Name of the study file in a study's folder.</summary>
    public const string FileName = "study.yaml";

    /// <summary>Reads a study file.</summary>
    /// <param name="path">The study's folder, or the file itself.</param>
    /// <exception cref="StudyException">There is no study there, or its file is wrong; every error with line and column.</exception>
    public static StudyPlan Read(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        return File.Exists(file) ? StudyPlanFile.Read(file) : throw new StudyException(new Fault(
            $"There is no study at '{path}'", "", $"a study is a folder with a {FileName}, or that file", "Give its folder, or make one with 'copro new DIR'"));
    }

    /// <summary>Folder of the study's embedded store; of no use to a study that keeps its records in a database.</summary>
    public static string Store(StudyPlan plan) => Path.Combine(plan.Folder, plan.Store.Folder);

    /// <summary>Folder of what a server keeps of its own: accounts, keys, the audit log. The embedded store's folder; for a study in a database the folder <c>server</c> beside its study file.</summary>
    public static string Kept(StudyPlan plan) => plan.Store.Address is null ? Store(plan) : Path.Combine(plan.Folder, "server");
}
