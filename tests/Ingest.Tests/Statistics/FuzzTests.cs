using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>Mutated real files end in rows or in a typed error: no other exception, no hang, no memory that a forged length asks for. eng/nightly runs 20,000 inputs a format.</summary>
public class FuzzTests
{
    [Theory]
    [InlineData("x.sav", "sav", 1)]
    [InlineData("x.zsav", "sav", 2)]
    [InlineData("x.dta", "dta", 3)]
    public void MutatedFilesEndInRowsOrATypedError(string name, string folder, int seed)
    {
        byte[][] files = [.. Real(folder, Path.GetExtension(name)).Concat(folder == "dta" ? Fixed() : []).Select(file => file)];
        Fuzz.Run(Given.File(name, []), files, seed, path => Fuzz.Rows(path));
    }

    private static IEnumerable<byte[]> Real(string folder, string extension)
    {
        string any = RealFiles.Path(folder == "sav" ? "sav/electric.sav" : "dta/statacar.dta");
        return Directory.GetFiles(Path.GetDirectoryName(any)!, "*" + extension).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);
    }

    private static IEnumerable<byte[]> Fixed() => [DtaBytes.Fixed(114, true, 3, [new("d", 255, "%td", (file, row) => file.Double(row), "label", "yesno"), new("s", 8, "%8s", (file, row) => file.Text("text", 8))])];
}
