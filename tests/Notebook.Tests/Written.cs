using System.Collections.Immutable;
using System.Text.Json.Nodes;
using CoProduction.Notebook.Cells;

namespace CoProduction.Tests;

/// <summary>Notebooks written for a test.</summary>
internal static class Written
{
    /// <summary>A notebook of code cells.</summary>
    public static Ipynb Code(params string[] sources) => new([.. sources.Select(source => new Cell(CellKind.Code, source))], []);

    /// <summary>A code cell with a tag.</summary>
    public static Cell Tagged(string tag, string source) => new(CellKind.Code, source) { Metadata = new JsonObject { ["tags"] = new JsonArray(tag) } };

    /// <summary>Writes a notebook into a folder and gives its path.</summary>
    public static string Notebook(this Scratch scratch, string name, Ipynb notebook)
    {
        using var stream = new MemoryStream();
        IpynbWriter.Write(notebook, stream);
        return scratch.Write(name, System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    /// <summary>Writes a notebook of code cells.</summary>
    public static string Notebook(this Scratch scratch, string name, params string[] sources) => Notebook(scratch, name, Code(sources));

    /// <summary>Writes a study that has communities alone.</summary>
    public static void Communities(this Scratch scratch, string folder, params string[] ids)
    {
        scratch.Write($"{folder}/study.yaml", "study: s\ntitle: { zh: 例, en: S }\nplace: elsewhere\nsources:\n  communities: { file: communities.csv }\n");
        scratch.Write($"{folder}/communities.csv", "community,name,subdistrict,kind,households,residents\n" + string.Concat(ids.Select(id => $"{id},{id},North,old_estate,400,1000\n")));
    }

    /// <summary>Every text that the cells wrote to a stream.</summary>
    public static string Text(this Ipynb notebook, string stream = "stdout") =>
        string.Concat(notebook.Cells.SelectMany(cell => cell.Outputs).OfType<CellOutput.Stream>().Where(output => output.Name == stream).Select(output => output.Text));

    /// <summary>Plain texts of the cells' values.</summary>
    public static ImmutableArray<string> Results(this Ipynb notebook) => [.. notebook.Cells.SelectMany(cell => cell.Outputs).OfType<CellOutput.Result>().Select(result => result.Bundle.ToString())];
}
