namespace CoProduction.Tests.Generated;

/// <summary>Files generated from data-schema are as the schemas are now; COPRO_REGENERATE=1 writes them anew.</summary>
public sealed class GeneratedFilesTests
{
    [Fact]
    public void Names_agree_with_the_tables() => Goldens.Agree(Path.Combine("src", "Study", "Schema", "Names.g.cs"), NamesWriter.Write());

    [Fact]
    public void The_document_agrees_with_the_tables() => Goldens.Agree(Path.Combine("data-schema", "TABLES.md"), TablesDocument.Write());
}
