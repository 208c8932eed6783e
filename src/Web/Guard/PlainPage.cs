using System.Globalization;
using System.Net;
using System.Text.Json;

namespace CoProduction.Web.Guard;

/// <summary>The answer when there is no page: a status and a sentence in both languages; JSON for programs. No trace, nothing of the program's inside.</summary>
internal static class PlainPage
{
    private static readonly Dictionary<int, Label> Sentences = new()
    {
        [400] = new("地址或表单有误。", "The address or the form cannot be understood."),
        [401] = new("需要登录。", "Signing in is needed."),
        [403] = new("您的身份不能查看此页。", "Your role may not see this."),
        [404] = new("没有此页。", "There is no such page."),
        [405] = new("此页不接受这种请求。", "This page is not asked in that way."),
        [408] = new("请求太慢。", "The request took too long."),
        [413] = new("请求太大。", "The request is too large."),
        [415] = new("此页不接受这种内容。", "This page does not take such content."),
        [429] = new("请求太多，请稍候再试。", "Too many requests; please wait a moment."),
        [503] = new("数据暂时不可用，请稍候再试。", "The data cannot be had just now; please try again in a moment."),
        [507] = new("服务器无法写入记录（磁盘已满？），因此未提供下载。", "The server cannot write its records (is the disk full?), so nothing was handed out."),
    };

    private static readonly Label Other = new("服务器出错，已记录。", "An error of the server's; it has been recorded.");

    /// <summary>The standard sentence of a status.</summary>
    public static Label Sentence(int status) => Sentences.GetValueOrDefault(status, status < 500 ? Sentences[400] : Other);

    /// <summary>Writes the standard sentence of a status.</summary>
    public static Task WriteAsync(HttpContext context, int status) => WriteAsync(context, status, Sentence(status));

    /// <summary>Writes a status and a sentence.</summary>
    public static async Task WriteAsync(HttpContext context, int status, Label sentence)
    {
        if (context.Response.HasStarted) return;
        context.Response.Clear();
        context.Response.StatusCode = status;
        bool program = context.Request.Path.StartsWithSegments("/api");
        context.Response.ContentType = program ? "application/problem+json" : "text/html; charset=utf-8";
        if (status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "5";
        await context.Response.WriteAsync(program ? Json(status, sentence) : Html(status, sentence), context.RequestAborted);
    }

    private static string Json(int status, Label sentence) => JsonSerializer.Serialize(new { status, title = sentence.En, detail = sentence.Zh });

    private static string Html(int status, Label sentence) => string.Create(CultureInfo.InvariantCulture, $"""
        <!DOCTYPE html>
        <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{status}</title>
        <link rel="stylesheet" href="{Serving.EmbeddedFiles.Address("site.css")}"></head>
        <body><main><h1>{status}</h1><p>{WebUtility.HtmlEncode(sentence.Zh)}</p><p lang="en">{WebUtility.HtmlEncode(sentence.En)}</p><p><a href="/">首页 <span lang="en">Home</span></a></p></main></body></html>
        """);
}
