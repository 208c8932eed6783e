using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SkiaSharp;

namespace CoProduction.Reports;

/// <summary>SVG of a sheet: true millimetres, text kept as text with a list of fallback fonts, alternative text inside.</summary>
internal static partial class SvgDrawing
{
    private const string Fonts = "Noto Sans SC, Source Han Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, Arial, sans-serif";

    public static string Write(Sheet sheet, string alt, string idPrefix)
    {
        string svg = Draw(sheet);
        string size = string.Create(CultureInfo.InvariantCulture,
            $"width=\"{sheet.Width * 25.4 / 72:0.###}mm\" height=\"{sheet.Height * 25.4 / 72:0.###}mm\" viewBox=\"0 0 {sheet.Width:0.###} {sheet.Height:0.###}\" role=\"img\"");
        svg = Size().Replace(svg, size, 1);
        svg = Family().Replace(svg, $"font-family=\"{Fonts}\"");
        svg = Renumbered(svg, idPrefix);
        return RootEnd().Replace(svg, $"$0\n<title>{WebUtility.HtmlEncode(alt)}</title>", 1);
    }

    // Skia counts ids through the life of the process: numbered anew, the same figure has the same bytes.
    private static string Renumbered(string svg, string prefix)
    {
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in Id().Matches(svg)) numbers.TryAdd(match.Groups[1].Value, string.Create(CultureInfo.InvariantCulture, $"{prefix}c{numbers.Count + 1}"));
        svg = Id().Replace(svg, match => $"id=\"{numbers[match.Groups[1].Value]}\"");
        return Reference().Replace(svg, match => $"url(#{numbers[match.Groups[1].Value]})");
    }

    private static string Draw(Sheet sheet)
    {
        using var bytes = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, sheet.Width, sheet.Height), bytes))
        {
            canvas.Clear(SKColors.White);
            sheet.Draw(canvas, BundledFont.Whole);
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    [GeneratedRegex("(?<=<svg [^>]*)width=\"[^\"]*\" height=\"[^\"]*\"")]
    private static partial Regex Size();

    [GeneratedRegex("font-family=\"[^\"]*\"")]
    private static partial Regex Family();

    [GeneratedRegex("\\bid=\"([^\"]*)\"")]
    private static partial Regex Id();

    [GeneratedRegex("url\\(#([^)]*)\\)")]
    private static partial Regex Reference();

    [GeneratedRegex("<svg [^>]*>")]
    private static partial Regex RootEnd();
}
