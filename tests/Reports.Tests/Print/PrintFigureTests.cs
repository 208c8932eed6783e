using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace CoProduction.Tests.Print;

public class PrintFigureTests
{
    public static TheoryData<string> Figures => ["shares", "coefficients", "likert", "funnel", "paths", "measurement", "probabilities"];

    [Theory, MemberData(nameof(Figures))]
    public void SameFigureSameBytes(string name)
    {
        foreach (var format in Enum.GetValues<PrintFormat>())
        {
            byte[] first = Bytes(name, new PrintOptions(120, Dpi: 150, Format: format));
            Bytes("likert", new PrintOptions(90, Format: PrintFormat.Svg));
            Assert.Equal(first, Bytes(name, new PrintOptions(120, Dpi: 150, Format: format)));
        }
    }

    [Theory, InlineData(90, 300), InlineData(84, 600), InlineData(174, 150)]
    public void PngHasThePixelsOfItsMillimetresAndSaysItsResolution(double mm, int dpi)
    {
        byte[] png = Bytes("coefficients", new PrintOptions(mm, 60, dpi, Format: PrintFormat.Png));
        Assert.Equal(Math.Round(mm * dpi / 25.4), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(Math.Round(60 * dpi / 25.4), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(20)));
        int chunk = png.AsSpan().IndexOf("pHYs"u8);
        Assert.Equal(37, chunk);
        Assert.Equal(dpi, Math.Round(BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(chunk + 4)) * 0.0254));
        Assert.Equal(1, png[chunk + 12]);
        Assert.Equal(Crc(png.AsSpan(chunk, 13)), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(chunk + 13)));
    }

    [Theory, MemberData(nameof(Figures))]
    public void SvgHasItsMillimetresAndKeepsTextAsText(string name)
    {
        var svg = XDocument.Parse(Encoding.UTF8.GetString(Bytes(name, new PrintOptions(90, 150, Language: Language.Zh)))).Root!;
        Assert.Equal("90mm", svg.Attribute("width")!.Value);
        Assert.Equal("150mm", svg.Attribute("height")!.Value);
        string title = Samples.Released(Figure(name)).Title.Zh;
        Assert.Contains(svg.Descendants().Where(e => e.Name.LocalName == "text"), text => text.Value.Trim() == title);
        Assert.All(svg.Descendants().Where(e => e.Name.LocalName == "text"), text => Assert.EndsWith("sans-serif", text.Attribute("font-family")!.Value));
    }

    [Theory, MemberData(nameof(Figures))]
    public void PdfIsSmallUndatedAndOfTheRightSize(string name)
    {
        byte[] pdf = Bytes(name, new PrintOptions(90, Language: Language.Zh, Format: PrintFormat.Pdf));
        Assert.InRange(pdf.Length, 1000, 300_000);
        string text = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF", text);
        Assert.DoesNotContain("CreationDate", text);
        Assert.DoesNotContain("Type3", text);
        Assert.Contains("/MediaBox [0 0 255.1", text);
    }

    [Theory, MemberData(nameof(Figures))]
    public void PdfTextIsSelectable(string name)
    {
        RealFiles.Needs(File.Exists("/usr/bin/pdftotext"), "pdftotext (poppler-utils)");
        string path = Path.Combine(Path.GetTempPath(), $"copro-{Environment.ProcessId}-{name}.pdf");
        File.WriteAllBytes(path, Bytes(name, new PrintOptions(170, Language: Language.Zh, Format: PrintFormat.Pdf)));
        try
        {
            using var program = Process.Start(new ProcessStartInfo("/usr/bin/pdftotext", [path, "-"]) { RedirectStandardOutput = true })!;
            string text = program.StandardOutput.ReadToEnd();
            program.WaitForExit();
            Assert.Contains(Samples.Released(Figure(name)).Title.Zh, text);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void TitleIsLeftOutOnRequest()
    {
        var sheet = PrintFigure.Compose(Samples.Released(Samples.LikertFigure()), new PrintOptions(120, Language: Language.En, Title: false));
        Assert.DoesNotContain(sheet.Texts, text => text.Text == "What residents answered");
    }

    [Theory]
    [InlineData(19.9, null, 300, "20 to 400 mm")]
    [InlineData(401, null, 300, "20 to 400 mm")]
    [InlineData(double.NaN, null, 300, "20 to 400 mm")]
    [InlineData(90, 10.0, 300, "20 to 400 mm")]
    [InlineData(90, null, 10, "36 to 2400 dpi")]
    [InlineData(90, 30.0, 300, "at least")]
    [InlineData(22, null, 300, "at least")]
    [InlineData(400, 390.0, 2400, "lower dpi")]
    public void AnImpossibleSizeIsAFaultWithItsMend(double width, double? height, int dpi, string mend)
    {
        foreach (string name in Figures.Select(row => row.Data))
        {
            var fault = Assert.Throws<UsageException>(() => Bytes(name, new PrintOptions(width, height, dpi, Format: PrintFormat.Png))).Fault;
            Assert.Contains(mend, fault.Mend);
        }
    }

    [Fact]
    public void TheSizeThatTheFaultNamesIsEnough()
    {
        foreach (string name in Figures.Select(row => row.Data))
        {
            var fault = Assert.Throws<UsageException>(() => Bytes(name, new PrintOptions(90, 21))).Fault;
            double enough = double.Parse(fault.Mend.Split(' ')[3], CultureInfo.InvariantCulture);
            Assert.NotEmpty(Bytes(name, new PrintOptions(90, enough)));
        }
    }

    [Theory, InlineData("ก", "U+0E01"), InlineData("𠮷", "U+20BB7"), InlineData("half", "U+FFFD")]
    public void AMissingGlyphIsAnError(string text, string named)
    {
        // A lone surrogate cannot stand in an attribute.
        if (text == "half") text = "𠮷"[..1];
        var figure = Samples.CoefficientsFigure();
        var row = figure.Data.Rows[0] with { Labels = [new Label("标签" + text, "label")] };
        var odd = Samples.Released(figure with { Data = figure.Data with { Rows = [row] } });
        foreach (var format in Enum.GetValues<PrintFormat>())
        {
            using var output = new MemoryStream();
            var fault = Assert.Throws<StudyException>(() => PrintFigure.Write(odd, new PrintOptions(120, Format: format), output)).Fault;
            Assert.Contains(named, fault.What);
            Assert.Contains("coefficients-drivers", fault.Where);
            Assert.Equal(0, output.Length);
        }
    }

    [Fact]
    public void AnUnknownKindNamesTheKinds()
    {
        var figure = Samples.Released(Samples.LikertFigure() with { Kind = "likret" });
        Assert.Contains("Did you mean 'likert'", Assert.Throws<StudyException>(() => PrintFigure.Write(figure, new PrintOptions(90), Stream.Null)).Fault.Mend);
    }

    internal static CandidateFigure Figure(string name) => name switch
    {
        "shares" => Samples.SharesFigure(),
        "coefficients" => Samples.CoefficientsFigure(),
        "funnel" => Samples.FunnelFigure(),
        "paths" => ModelSamples.PathsFigure(),
        "measurement" => ModelSamples.PathsFigure(measurement: true),
        "probabilities" => ModelSamples.ProbabilitiesFigure(),
        _ => Samples.LikertFigure(),
    };

    private static byte[] Bytes(string name, PrintOptions options)
    {
        using var output = new MemoryStream();
        PrintFigure.Write(Samples.Released(Figure(name)), options, output);
        return output.ToArray();
    }

    // CRC-32 by the polynomial's definition, written apart from the code under test.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint register = uint.MaxValue;
        foreach (byte b in bytes)
            for (int bit = 0; bit < 8; bit++)
            {
                bool odd = ((register ^ (uint)(b >> bit)) & 1) == 1;
                register = (register >> 1) ^ (odd ? 0xEDB88320u : 0);
            }
        return register ^ uint.MaxValue;
    }
}
