using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CoProduction.Web.Guard;
using CoProduction.Web.Telemetry;
using Microsoft.AspNetCore.Http.Features;

namespace CoProduction.Web.Serving;

/// <summary>
/// Keeps answers by (path, version, role, scope, language, filters) within a bound of bytes, least recently used out first. What they depend on is their entity tag, so that
/// a browser which has one is answered 304 without the page being made.
/// </summary>
internal sealed class PageCache(RequestDelegate next, Measures measures)
{
    private const int Bytes = 48 << 20, Stripes = 64, LeastWorthZipping = 1 << 10;

    private readonly KeptAnswers _kept = new(Bytes);
    private readonly SemaphoreSlim[] _making = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];

    public async Task InvokeAsync(HttpContext context, PageRequest page)
    {
        bool asked = HttpMethods.IsGet(context.Request.Method) && context.GetEndpoint()?.Metadata is { } about && about.GetMetadata<ApartAttribute>() is null && about.GetMetadata<OwnAttribute>() is null;
        if (!asked)
        {
            await next(context);
            return;
        }
        string key = $"{context.Request.Path}|{page.Key}", tag = Tag(key);
        var headers = context.Response.Headers;
        (headers.ETag, headers.CacheControl, headers.Vary) = (tag, "private, no-cache", "Accept-Encoding, Cookie");
        headers["X-Data-Version"] = page.Board.Version;
        if (context.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(tag)) context.Response.StatusCode = StatusCodes.Status304NotModified;
        else await AnswerAsync(context, key);
    }

    private async Task AnswerAsync(HttpContext context, string key)
    {
        var answer = _kept.Find(key);
        measures.Looked(found: answer is not null);
        if (answer is null)
        {
            var turn = _making[(uint)key.GetHashCode(StringComparison.Ordinal) % Stripes];
            await turn.WaitAsync(context.RequestAborted);
            try
            {
                answer = _kept.Find(key) ?? await MakeAsync(context, key);
            }
            finally
            {
                turn.Release();
            }
        }
        if (answer is not null) await SendAsync(context, answer);
    }

    /// <summary>Makes the answer; null when it is no page to keep, and already sent.</summary>
    private async Task<KeptAnswer?> MakeAsync(HttpContext context, string key)
    {
        var body = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var made = new MemoryStream();
        var aside = new StreamResponseBodyFeature(made);
        context.Features.Set<IHttpResponseBodyFeature>(aside);
        try
        {
            await next(context);
            await aside.CompleteAsync();
        }
        finally
        {
            context.Features.Set(body);
        }
        if (context.Response.StatusCode == StatusCodes.Status200OK) return _kept.Keep(key, Zipped(context.Response, made));
        Forget(context.Response);
        await context.Response.Body.WriteAsync(made.GetBuffer().AsMemory(0, (int)made.Length), context.RequestAborted);
        return null;
    }

    private static void Forget(HttpResponse response)
    {
        response.Headers.ETag = default;
        response.Headers.CacheControl = "no-store";
    }

    private static KeptAnswer Zipped(HttpResponse response, MemoryStream made)
    {
        string type = response.ContentType ?? "application/octet-stream", file = response.Headers.ContentDisposition.ToString();
        bool worth = made.Length >= LeastWorthZipping && (type.StartsWith("text/", StringComparison.Ordinal) || type.StartsWith("application/json", StringComparison.Ordinal) || type.StartsWith("image/svg", StringComparison.Ordinal));
        if (!worth) return new KeptAnswer(made.ToArray(), false, type, file);
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(made.GetBuffer(), 0, (int)made.Length);
        return new KeptAnswer(zipped.ToArray(), true, type, file);
    }

    private static async Task SendAsync(HttpContext context, KeptAnswer answer)
    {
        var response = context.Response;
        response.ContentType = answer.ContentType;
        if (answer.File.Length > 0) response.Headers.ContentDisposition = answer.File;
        bool unzip = answer.IsZipped && !context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (answer.IsZipped && !unzip) response.Headers.ContentEncoding = "gzip";
        response.ContentLength = unzip ? null : answer.Bytes.Length;
        if (!unzip)
        {
            await response.Body.WriteAsync(answer.Bytes, context.RequestAborted);
            return;
        }
        await using var plain = new GZipStream(new MemoryStream(answer.Bytes), CompressionMode.Decompress);
        await plain.CopyToAsync(response.Body, context.RequestAborted);
    }

    private static string Tag(string key) => $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Workbench.Release.Version + key)))[..24]}\"";
}
