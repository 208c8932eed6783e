using CoProduction.Analysis;
using CoProduction.Ingest;
using CoProduction.Reports;
using CoProduction.Store;
using CoProduction.Workbench;
using PublicApiGenerator;

namespace CoProduction.Tests.Api;

/// <summary>What others may call: a change of it shows as a difference of these files, and is made on purpose. COPRO_REGENERATE=1 writes them anew.</summary>
public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions Plain = new() { IncludeAssemblyAttributes = false, ExcludeAttributes = ["System.Runtime.CompilerServices.CompilerGeneratedAttribute"] };

    public static TheoryData<string> Assemblies => [.. Types.Keys];

    private static readonly SortedDictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["Analysis"] = typeof(Vcov),
        ["Ingest"] = typeof(DataFile),
        ["Reports"] = typeof(MimeBundle),
        ["Store"] = typeof(IStudyStore),
        ["Study"] = typeof(Frame),
        ["Workbench"] = typeof(Study),
    };

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_public_interface_is_as_written(string assembly) =>
        Goldens.Agree($"docs/api/{assembly}.txt", Types[assembly].Assembly.GeneratePublicApi(Plain).ReplaceLineEndings("\n").TrimEnd() + "\n");

    [Fact]
    public void The_reference_page_agrees_with_the_documentation_of_the_code() => Goldens.Agree("docs/api/README.md", ReferencePage.Write());
}
