using System.Collections.Immutable;

namespace CoProduction.Notebook;

/// <summary>How this program was started, to start it again.</summary>
internal static class ThisProgram
{
    /// <summary>The words that start the command: the program, or dotnet and the assembly.</summary>
    public static ImmutableArray<string> Command => Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [Environment.ProcessPath!, Path.GetFullPath(Environment.GetCommandLineArgs()[0])] : [Environment.ProcessPath!];
}
