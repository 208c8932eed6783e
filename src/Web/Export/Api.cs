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
        return Task.CompletedTask;
    }));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/api/{documentName}/openapi.json").WithMetadata(new OpenToAttribute(Role.Public), new ApartAttribute());
        var api = routes.MapGroup("/api/v1").WithMetadata(new OpenToAttribute(Role.Public), new FiltersAttribute([.. Shown.Filters]));
        api.MapGet("/study", Study).WithName("study").WithSummary("The study, its data version and the tables that can be asked for.").Produces<string>(contentType: "application/json");
        api.MapGet("/tables/{id}", Table).WithName("table").WithSummary("One released table.").WithMetadata(new ExportAttribute())
            .Produces<string>(contentType: "application/json").ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(429);
    }

    private static IResult Study(PageRequest page) => Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("study", page.Plan.Id);
        json.WriteString("title_zh", page.Plan.Title.Zh);
        json.WriteString("title_en", page.Plan.Title.En);
        json.WriteBoolean("synthetic", page.Plan.Synthetic);
        json.WriteString("data_version", page.Board.Version);
        json.WriteString("role", page.Viewer.Role.ToString().ToLowerInvariant());
        json.WriteStartArray("tables");
        foreach (var table in Shown.Tables(page))
        {
            json.WriteStartObject();
            json.WriteString("id", table.Id);
            json.WriteString("title_zh", table.Title.Zh);
            json.WriteString("title_en", table.Title.En);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static IResult Table(PageRequest page, string id) => Json(json => JsonTable.Write(Shown.Table(page, id), json));

    private static IResult Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        return Results.Bytes(stream.ToArray(), "application/json; charset=utf-8");
    }
}
