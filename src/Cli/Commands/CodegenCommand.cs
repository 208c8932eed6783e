using System.CommandLine;
using CoProduction.Workbench;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro codegen STUDY</c>: the names of a study as C# constants.</summary>
internal static class CodegenCommand
{
    private static readonly Argument<string> Folder = new("STUDY") { Description = "Folder of the study, or its study.yaml." };
    private static readonly Option<string> Space = new("--namespace") { Description = "Namespace of the classes.", DefaultValueFactory = _ => "StudyNames" };
    private static readonly Option<string?> Out = new("--out") { Description = "File to write; the screen unless given." };

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("codegen", """
            Write the names of a study (variables, scales, communities, models, surveys) as C# constants, so that a mistyped name is an error of the compiler.

            Example:
              copro codegen district-x --namespace DistrictX.Names --out Names.cs
            """) { Folder, Space, Out };
        command.SetAction((parsed, _) => Options.EndAsync(() => RunAsync(parsed)));
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed)
    {
        using var study = await Study.OpenAsync(parsed.GetRequiredValue(Folder));
        string source = NamesOf.Source(study, parsed.GetRequiredValue(Space));
        if (parsed.GetValue(Out) is { } file) await WholeFile.WriteAsync(file, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(source)));
        else Terminal.Result(source.TrimEnd('\n'));
        return ExitCode.Done;
    }
}
