using System.Diagnostics;

namespace CoProduction.Web.Telemetry;

/// <summary>One line of the log and one measurement a request: method, route as declared, status, time. Nothing of the address as asked.</summary>
internal sealed partial class RequestRecord(RequestDelegate next, Measures measures, ILogger<RequestRecord> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            string method = Method(context.Request.Method);
            int status = context.Response.StatusCode;
            double milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            string route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
            measures.Answered(route, status, milliseconds);
            Answered(log, method, route, status, milliseconds);
        }
    }

    // A method is any token that a client makes up.
    private static string Method(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "OPTIONS" or "PATCH" ? method : "other";

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} {Milliseconds}")]
    private static partial void Answered(ILogger log, string method, string route, int status, double milliseconds);
}
