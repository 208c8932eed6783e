using CoProduction.Store;

namespace CoProduction.Workbench;

/// <summary>The shared store that a command speaks of, when it is the database that is meant and not a study's records.</summary>
public static class SharedStores
{
    /// <summary>The environment variable that holds the address of the shared store.</summary>
    public const string Variable = "COPRO_STORE";

    /// <summary>The address that a study names, or that <see cref="Variable"/> holds.</summary>
    /// <param name="study">The study's folder or file; null to take the variable.</param>
    /// <exception cref="StudyException">There is no study there, or the address cannot be read.</exception>
    /// <exception cref="UsageException">The study keeps its records in a folder, or the variable is not set.</exception>
    public static PostgresAddress Address(string? study) => PostgresAddress.Parse(study is null ? OfVariable() : OfStudy(StudyFolder.Read(study)));

    private static string OfVariable() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address ? address : throw new UsageException(new Fault(
        "No shared store was named", "", $"neither a study was given nor is the environment variable {Variable} set",
        $"Set {Variable} to the address of the database, or give a study whose store: is one"));

    private static string OfStudy(StudyPlan plan) => plan.Store.Address ?? throw new UsageException(new Fault(
        $"Study '{plan.Id}' keeps its records in the folder '{plan.Store.Folder}'", plan.FileName, "only a shared store has migrations; a folder is made by the first load",
        "Write 'store: postgres' into the study file to share it, or leave it as it is"));
}
