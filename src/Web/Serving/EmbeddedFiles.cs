using System.Security.Cryptography;
using CoProduction.Web.Guard;
using CoProduction.Workbench.Board;
using Microsoft.Net.Http.Headers;

namespace CoProduction.Web.Serving;

/// <summary>Files that stand in the assemblies: style, script, plotly.js. Their address carries their hash, so that a browser keeps them for ever.</summary>
internal sealed class EmbeddedFiles
{
    private const string Plotly = "Plotly.NET.plotly-2.28.0.min.js";

    private static readonly EmbeddedFiles[] All =
    [
        new("site.css", "text/css; charset=utf-8", Own("site.css")),
        new("site.js", "text/javascript; charset=utf-8", Own("site.js")),
        new("plotly.js", "text/javascript; charset=utf-8", typeof(Plotly.NET.GenericChart).Assembly.GetManifestResourceStream(Plotly)!),
    ];

    private readonly string _name, _type;
    private readonly byte[] _bytes;
    private readonly EntityTagHeaderValue _tag;

    private EmbeddedFiles(string name, string type, Stream content)
    {
        using var bytes = new MemoryStream();
        using (content) content.CopyTo(bytes);
        (_name, _type, _bytes) = (name, type, bytes.ToArray());
        Hash = Convert.ToHexStringLower(SHA256.HashData(_bytes))[..12];
        _tag = new EntityTagHeaderValue($"\"{Hash}\"");
    }

    private string Hash { get; }

    /// <summary>Address of a file, with its hash.</summary>
    public static string Address(string name) => $"/assets/{name}?v={All.Single(file => file._name == name).Hash}";

    /// <summary>Serves the files.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var file in All)
            routes.MapGet($"/assets/{file._name}", file.Answer).WithMetadata(new OpenToAttribute(Role.Public), new ApartAttribute(), new FiltersAttribute("v")).ExcludeFromDescription();
    }

    private IResult Answer(HttpContext context)
    {
        context.Response.Headers.CacheControl = context.Request.Query["v"] == Hash ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(_bytes, _type, entityTag: _tag);
    }

    private static Stream Own(string name) => typeof(EmbeddedFiles).Assembly.GetManifestResourceStream($"wwwroot/{name}")!;
}
