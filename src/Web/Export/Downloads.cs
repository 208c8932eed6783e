using CoProduction.Reports;
using CoProduction.Web.Guard;
using CoProduction.Web.Serving;
using CoProduction.Workbench.Board;

namespace CoProduction.Web.Export;

/// <summary>Marks an address that hands out a file: each is recorded.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ExportAttribute : Attribute
{
}

/// <summary>Every shown table as CSV and XLSX, every shown figure as SVG and PNG too, with the page's filters. Made in memory: no file is written.</summary>
public static class Downloads
{
    private const double WidthMm = 170;

    /// <summary>Address of a download.</summary>
    /// <param name="id">Id of the table or figure.</param>
    /// <param name="format">csv, xlsx, svg or png.</param>
    /// <param name="query">Filters of the page.</param>
    public static string Address(string id, string format, PageQuery query) => $"/download/{Uri.EscapeDataString(id)}.{format}{query.Text}";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/download").WithMetadata(new OpenToAttribute(Role.Public), new FiltersAttribute([.. Shown.Filters]), new ExportAttribute())
            .RequireRateLimiting(Rates.ExportPolicy).ExcludeFromDescription();
        group.MapGet("/{id}.csv", (PageRequest page, string id) => File(page, id, "csv", "text/csv; charset=utf-8", stream => CsvTable.Write(Shown.Table(page, id), CsvStyle.Human, page.Language, stream)));
        group.MapGet("/{id}.xlsx", (PageRequest page, string id) => File(page, id, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", stream => XlsxTable.Write(Shown.Table(page, id), page.Language, stream)));
        group.MapGet("/{id}.svg", (PageRequest page, string id) => Figure(page, id, PrintFormat.Svg, "image/svg+xml"));
        group.MapGet("/{id}.png", (PageRequest page, string id) => Figure(page, id, PrintFormat.Png, "image/png"));
    }

    private static IResult Figure(PageRequest page, string id, PrintFormat format, string type) =>
        File(page, id, format.ToString().ToLowerInvariant(), type, stream => PrintFigure.Write(Shown.Figure(page, id), new PrintOptions(WidthMm, Language: page.Language, Format: format), stream));

    private static IResult File(PageRequest page, string id, string extension, string type, Action<Stream> write)
    {
        using var file = new MemoryStream();
        write(file);
        return Results.File(file.ToArray(), type, $"{page.Board.Plan.Id}-{id}-{page.Board.Version}.{extension}");
    }
}
