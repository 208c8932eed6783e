namespace CoProduction.Tests;

/// <summary>The demo study with other models.</summary>
internal static class DemoModels
{
    /// <summary>Folder of the demo study's files.</summary>
    public static string Study { get; } = Path.Combine(RealFiles.Root, "examples", "district-x");

    /// <summary>Copies the demo study, its entries <c>models:</c> and <c>figures:</c> replaced.</summary>
    public static void Write(Scratch scratch, string models, string figures)
    {
        foreach (string file in Directory.GetFiles(Study)) File.Copy(file, scratch[Path.GetFileName(file)]);
        string yaml = File.ReadAllText(scratch["study.yaml"]);
        int from = yaml.IndexOf("models:", StringComparison.Ordinal), to = yaml.IndexOf("figures:", StringComparison.Ordinal);
        scratch.Write("study.yaml", $"{yaml[..from]}{models}figures: [ {figures} ]\n{yaml[yaml.IndexOf("rules:", to, StringComparison.Ordinal)..]}");
    }
}
