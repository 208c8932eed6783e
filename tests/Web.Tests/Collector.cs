using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CoProduction.Tests;

/// <summary>A collector of OpenTelemetry on this machine: takes what is exported to it, over HTTP or gRPC, and keeps the bytes.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received;

    private Collector(WebApplication app, ConcurrentQueue<(string Path, byte[] Body)> received) => (_app, _received) = (app, received);

    public string Address => _app.Urls.Single();

    /// <summary>The addresses that were exported to.</summary>
    public IEnumerable<string> Paths => _received.Select(one => one.Path).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Everything that came, each byte a character: names and values stand in it as they are.</summary>
    public string Text => string.Concat(_received.Select(one => Encoding.Latin1.GetString(one.Body)));

    public static async Task<Collector> StartAsync(bool grpc)
    {
        var received = new ConcurrentQueue<(string Path, byte[] Body)>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = grpc ? HttpProtocols.Http2 : HttpProtocols.Http1)).UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => TakeAsync(context, received, grpc));
        await app.StartAsync();
        return new Collector(app, received);
    }

    private static async Task TakeAsync(HttpContext context, ConcurrentQueue<(string Path, byte[] Body)> received, bool grpc)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        received.Enqueue((context.Request.Path, body.ToArray()));
        context.Response.ContentType = grpc ? "application/grpc" : "application/x-protobuf";
        if (!grpc) return;
        // An empty message, and the status after it.
        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
