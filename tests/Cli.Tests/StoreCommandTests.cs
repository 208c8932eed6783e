using System.Diagnostics;
using System.Text.Json;

namespace CoProduction.Tests;

/// <summary><c>copro store</c>, and a whole study on a shared store: the same outputs as from a folder.</summary>
public sealed class StoreCommandTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void AFolderHasNoMigrationsAndAnUnsetVariableIsSaid()
    {
        _scratch.Write("small/study.yaml", "study: small\nsources: { communities: { file: communities.csv } }\n");
        string errors = Run(null, "store", "migrate", "small").Ended(2).Errors;
        Assert.Contains("keeps its records in the folder", errors, StringComparison.Ordinal);
        Assert.Contains("COPRO_STORE", Run(null, "store", "migrate").Ended(2).Errors, StringComparison.Ordinal);
        Assert.Contains("nothing is loaded yet", Run(null, "store", "status", "small").Ended(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AStudyOnASharedStoreGivesTheSameOutputs()
    {
        string address = PostgresCluster.Shared.Address() + ";Password=never-shown";
        Copro.RunIn(_scratch.Folder, "demo", "--dir", "demo").Ended(0);
        string study = Path.Combine(_scratch.Folder, "shared");
        Directory.CreateDirectory(study);
        foreach (string path in Directory.EnumerateFiles(Path.Combine(_scratch.Folder, "demo"))) File.Copy(path, Path.Combine(study, Path.GetFileName(path)));
        string file = Path.Combine(study, "study.yaml"), text = File.ReadAllText(file);
        Assert.Matches(@"(?m)^store: \S+", text);
        File.WriteAllText(file, System.Text.RegularExpressions.Regex.Replace(text, @"(?m)^store: .*$", "store: postgres"));

        Assert.Contains("copro store migrate", Run(address, "run", "shared").Ended(3).Errors, StringComparison.Ordinal);
        Assert.Contains("0001  store", Run(address, "store", "migrate", "shared").Ended(0).Output, StringComparison.Ordinal);
        Assert.Contains("0001  store", Run(address, "store", "migrate").Ended(0).Output, StringComparison.Ordinal);
        Assert.Contains("'citus' is not installed", Run(address, "store", "migrate", "--citus").Ended(3).Errors, StringComparison.Ordinal);
        var run = Run(address, "run", "shared").Ended(0);
        Assert.False(Directory.Exists(Path.Combine(study, "store")));

        foreach (string table in Directory.EnumerateFiles(Path.Combine(_scratch.Folder, "demo", "out", "tables"), "*.csv"))
            Assert.Equal(File.ReadAllText(table), File.ReadAllText(Path.Combine(study, "out", "tables", Path.GetFileName(table))));
        var status = Run(address, "store", "status", "shared", "--json").Ended(0);
        var json = JsonDocument.Parse(status.Output).RootElement;
        var folder = JsonDocument.Parse(Run(null, "store", "status", "demo", "--json").Ended(0).Output).RootElement;
        Assert.Equal(folder.GetProperty("data_version").GetString(), json.GetProperty("data_version").GetString());
        Assert.Equal(10, json.GetProperty("loads").GetArrayLength());
        Assert.All(json.GetProperty("loads").EnumerateArray(), load => Assert.Equal("loaded", load.GetProperty("state").GetString()));
        Assert.Contains("loaded", Run(address, "store", "status", "shared").Ended(0).Output, StringComparison.Ordinal);
        Assert.Equal(Directory.GetFiles(Path.Combine(study, "out", "tables"), "*.csv").Length, int.Parse(PostgresCluster.Shared.Sql("SELECT count(*) FROM copro.released WHERE csv <> ''"), System.Globalization.CultureInfo.InvariantCulture));
        Assert.DoesNotContain("never-shown", run.Output + run.Errors + status.Output + File.ReadAllText(Path.Combine(study, "out", "run.json")) + File.ReadAllText(Path.Combine(study, "out", "report.html")), StringComparison.Ordinal);
    }

    private Copro Run(string? address, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "copro.dll"), .. arguments]) { WorkingDirectory = _scratch.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("COPRO_STORE");
        if (address is not null) start.Environment["COPRO_STORE"] = address;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Copro(process.ExitCode, output, errors.Result);
    }
}
