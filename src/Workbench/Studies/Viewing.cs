namespace CoProduction.Workbench;

/// <summary>
/// Whether what is shown has passed the disclosure review. On a researcher's own screen it has not, and says so; what a host writes to files, as <c>copro notebook run</c> does, has.
/// </summary>
public static class Viewing
{
    /// <summary>Name of the environment variable: <c>1</c> shows reviewed tables and figures only.</summary>
    public const string Variable = "COPRO_REVIEWED";

    /// <summary>True where only what is reviewed is shown.</summary>
    public static bool Reviewed => Environment.GetEnvironmentVariable(Variable) == "1";

    /// <summary>Shows what is reviewed only, in this process and those it starts.</summary>
    internal static void Review() => Environment.SetEnvironmentVariable(Variable, "1");
}
