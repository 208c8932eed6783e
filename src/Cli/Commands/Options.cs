using System.CommandLine;

namespace CoProduction.Cli.Commands;

/// <summary>Options that every command has, and the one way commands end.</summary>
internal static class Options
{
    /// <summary>No progress on stderr.</summary>
    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = "No progress on stderr." };

    /// <summary>Results as JSON.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON on stdout." };

    /// <summary>Language of the texts.</summary>
    public static Option<Language> Lang() => new("--lang")
    {
        Description = "Language of the texts: zh or en.",
        DefaultValueFactory = _ => Language.En,
    };

    /// <summary>The study: a folder with a study.yaml, or the file itself.</summary>
    public static Argument<string> Study() => new("STUDY") { Description = "Folder that holds study.yaml, or the file itself." };

    /// <summary>Runs a command's work and turns faults into exit codes.</summary>
    public static async Task<int> EndAsync(Func<Task<ExitCode>> work)
    {
        try
        {
            return (int)await work();
        }
        catch (UsageException wrong)
        {
            Terminal.Fault(wrong.Fault);
            return (int)ExitCode.Usage;
        }
        catch (StudyException unreadable)
        {
            Terminal.Fault(unreadable.Fault);
            return (int)ExitCode.Unreadable;
        }
        catch (OperationCanceledException)
        {
            Console.Error.Write("copro: interrupted; nothing half-written was left.\n");
            return (int)ExitCode.Interrupted;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Terminal.Fault(new Fault(error.Message, "", "the file system refused", "Check the path, its permissions and the free space"));
            return (int)ExitCode.Unreadable;
        }
        catch (Exception error)
        {
            Console.Error.Write($"copro: an error of ours: {error}\nPlease report it with the command you ran.\n");
            return (int)ExitCode.Internal;
        }
    }

    /// <summary>Work that reads no file: every fault is one of what was asked.</summary>
    /// <exception cref="UsageException">The work failed.</exception>
    public static T Asked<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (StudyException fault)
        {
            throw new UsageException(fault.Fault);
        }
    }
}
