using System.Globalization;
using System.Text.Json;
using CoProduction.Reports;
using CoProduction.Web.Guard;
using CoProduction.Web.Serving;
using CoProduction.Workbench.Board;

namespace CoProduction.Web.Export;

/// <summary>The same released tables for programs, under <c>/api/v1</c>, described at <c>/api/v1/openapi.json</c>.</summary>
internal static class Api
{
    private const string Document = "v1";

    public static void Describe(IServiceCollection services) => services.AddOpenApi(Document, options => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "CoProduction Research";
        document.Info.Version = Document;
        document.Info.Description = "Released tables of one study, for the role of whoever asks. Withheld values are null in a row marked withheld. The data version is in X-Data-Version, the entity tag in ETag.";
        document.Servers?.Clear();
        ApiSchemas.Describe(document);
        return Task.CompletedTask;
    }));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/api/v1/openapi.json").WithMetadata(new OpenToAttribute(Role.Public), new ApartAttribute());
        var api = routes.MapGroup("/api/v1").WithMetadata(new OpenToAttribute(Role.Public), new FiltersAttribute([.. Shown.Filters]));
        Say(api.MapGet("/study", Study), "study", "The study, its data version, and its pages with their filters.");
        Say(api.MapGet("/pages/{page}", Page), "page", "Every released table that a page shows, under the filters of the query, or why there is none.").WithMetadata(new ExportAttribute());
        Say(api.MapGet("/tables/{id}", Table), "table", "One released table, by the id that its page gives it, under the filters of the query.").WithMetadata(new ExportAttribute());
    }

    private static RouteHandlerBuilder Say(RouteHandlerBuilder route, string name, string summary) =>
        route.WithName(name).WithSummary(summary).Produces<JsonElement>(contentType: "application/json").ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(429);

    private static IResult Study(PageRequest page) => Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("study", page.Plan.Id);
        json.WriteLabel("title", page.Plan.Title);
        json.WriteBoolean("synthetic", page.Plan.Synthetic);
        if (page.Plan.DataDate is { } date) json.WriteString("data_date", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("data_version", page.Board.Version);
        json.WriteString("role", page.Viewer.Role.ToString().ToLowerInvariant());
        json.WriteStartArray("pages");
        foreach (var shown in StudyBoard.Pages) Listed(json, shown);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Listed(Utf8JsonWriter json, Level shown)
    {
        json.WriteStartObject();
        json.WriteString("id", shown.Code);
        json.WriteLabel("title", shown.Label);
        json.WriteStartArray("filters");
        foreach (string filter in StudyBoard.FiltersOf(shown.Code)) json.WriteStringValue(filter);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IResult Page(PageRequest request, string page) => Json(json =>
    {
        var content = Shown.Page(request, page);
        json.WriteStartObject();
        json.WriteString("page", content.Page);
        json.WriteString("data_version", request.Board.Version);
        json.WriteStartArray("panels");
        foreach (var panel in content.Panels) Written(json, panel);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Written(Utf8JsonWriter json, Panel panel)
    {
        json.WriteStartObject();
        json.WriteString("id", panel.Id);
        json.WriteLabel("heading", panel.Heading);
        json.WriteStartArray("lines");
        foreach (var line in panel.Lines) json.WriteLabelValue(line);
        json.WriteEndArray();
        if (panel.Absent is { } why) json.WriteLabel("absent", why);
        if (panel.Numbers is { } table)
        {
            json.WritePropertyName("table");
            JsonTable.Write(table, json);
        }
        json.WriteEndObject();
    }

    private static IResult Table(PageRequest page, string id) => Json(json => JsonTable.Write(Shown.Table(page, id), json));

    private static IResult Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        return Results.Bytes(stream.ToArray(), "application/json; charset=utf-8");
    }
}
