using System.Globalization;
using System.Text.Json;

namespace CoProduction.Notebook;

/// <summary>The errors of this room.</summary>
internal static class NotebookFaults
{
    private const string Correct = "Correct the cell; the cells after it were not run";

    public static StudyException Absent(string file) => new(new Fault(
        $"The notebook '{file}' is not there", "", "no file has that path", "Check the spelling and the folder"));

    public static StudyException NoJson(string file, JsonException wrong) => new(new Fault(
        "The file is not a notebook", wrong.LineNumberAt() is { Length: > 0 } line ? $"{file}, {line}" : file, "it is not JSON, or it was cut off", "Save it again in the program that wrote it, or restore it from the version history"), wrong);

    public static StudyException OtherFormat(string file, int format) => new(new Fault(
        $"The notebook has nbformat {format}", file, "version 4 of the format is read", "Convert it with 'jupyter nbconvert --to notebook --nbformat 4'"));

    public static StudyException NotThat(string file, string at, string found, string expected) => new(new Fault(
        $"{found} stands in '{at}'", file, $"{expected} is expected there", "Save the notebook again in the program that wrote it, or correct the entry"));

    public static UsageException UnknownDirective(string directive, string place, int line) => new(new Fault(
        $"'{directive}' is not a directive of this host", At(place, line), "cells are C#; the directives are #r, #!import and #!csharp", "Remove the line, or run the notebook in the host that it was written for"));

    public static UsageException ImportsItself(string file, string from) => new(new Fault(
        $"'{file}' imports itself", from, "a file that is being imported cannot be imported again", "Remove one of the #!import lines"));

    public static UsageException NoImport(string file, string from) => new(new Fault(
        $"The file '{file}' is not there", from, "#!import takes a path relative to the file it stands in", "Check the spelling and the folder"));

    public static UsageException ImportKind(string kind, string from) => new(new Fault(
        $"A file that ends in '{kind}' cannot be imported", from, "#!import takes C# and notebooks", "Name a .cs, .csx or .ipynb file"));

    public static UsageException NoAssembly(string name, string from) => new(new Fault(
        $"The assembly '{name}' is not there", from, "neither this program nor that path has it", "Give the path of the .dll relative to the notebook, or write #r \"nuget: NAME\""));

    public static UsageException NotOurs(string name, string from, IEnumerable<string> ours) => new(new Fault(
        $"'{name}' is not a package of this program", from, "packages named CoProduction are its own assemblies", Nearest.Suggest(name, ours)));

    public static UsageException NoPackage(string name, string? version, string from) => new(new Fault(
        $"The package '{name}'{(version is { Length: > 0 } ? $", version {version}," : "")} is not on this machine", from, "this host fetches nothing: it takes packages from the folder that dotnet restores into", $"Restore it once, in any project: dotnet add package {name}"));

    public static UsageException ParameterForm(string text) => new(new Fault(
        $"'{text}' is not a parameter", "--param", "a parameter is a name, '=' and a value", "Write it as --param community=A12"));

    public static UsageException NoParameters(string file, string name) => new(new Fault(
        $"The notebook has no parameters, so '{name}' cannot be set", file, "a cell with the tag 'parameters' declares them with their own values", "Tag that cell, or leave out --param"));

    public static UsageException UnknownParameter(string file, string name, IEnumerable<string> declared) => new(new Fault(
        $"The notebook has no parameter '{name}'", file, "the cell tagged 'parameters' does not declare it", Nearest.Suggest(name, declared)));

    public static UsageException ParameterValue(string name, string value, string type) => new(new Fault(
        $"'{value}' cannot be the parameter '{name}'", "--param", $"the notebook declares it as {type}", "Give a text, true or false, a number with a point, a date as 2020-09-30 or a member's name, as the type is"));

    public static UsageException SameOutput(string file) => new(new Fault(
        $"Two runs would write '{file}'", "--out", "each run has a file of its own", "Rename one of the notebooks, or name --out DIR where a parameter has several values"));

    public static UsageException Timeout(double seconds) => new(new Fault(
        string.Create(CultureInfo.InvariantCulture, $"{seconds} seconds are no time limit"), "--timeout", "a cell needs some time, and a day is the most", "Give the seconds that a cell may take, such as 600"));

    public static Fault TooLong(string where, TimeSpan limit) => new(
        string.Create(CultureInfo.InvariantCulture, $"The cell ran longer than {limit.TotalSeconds:0.###} s"), where, "--timeout allows a cell no more", "Give it more time with --timeout, or shorten its work; the cells after it were not run");

    public static Fault Threw(string what, string where) => new(what, where, "the cell's code threw it", Correct);

    public static Fault NotCompiled(string what, string where) => new(what, where, "the cell is not valid C#", Correct);

    public static Fault Died(string where, string how) => new(
        "The process that ran the cells ended", where, how, "Look for a function that calls itself without end, for Environment.Exit, or for memory; the notebook is as it was");

    public static UsageException NoConnection(string file, string why) => new(new Fault(
        "The connection file cannot be used", file, why, "Let Jupyter start the kernel: 'copro notebook install', then choose C# (copro)"));

    public static UsageException NotLoopback(string address) => new(new Fault(
        $"The kernel will not listen at '{address}'", "connection file", "whoever reaches a kernel runs code as its user, so it listens on this machine only", "Use 127.0.0.1, and a tunnel from elsewhere"));

    private static string At(string place, int line) => string.Create(CultureInfo.InvariantCulture, $"{place}, line {line}");

    private static string LineNumberAt(this JsonException wrong) => wrong.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line + 1}") : "";
}
