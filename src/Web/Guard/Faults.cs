using System.Diagnostics;

namespace CoProduction.Web.Guard;

/// <summary>Turns whatever goes wrong into a status and a plain page, and empty error answers into pages; the log gets the kind and place of the error, never its text, which may quote what was asked.</summary>
internal sealed partial class Faults(RequestDelegate next, ILogger<Faults> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            bool bare = context.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null, ContentLength: null };
            if (bare) await PlainPage.WriteAsync(context, context.Response.StatusCode);
        }
        catch (UsageException wrong)
        {
            await PlainPage.WriteAsync(context, StatusCodes.Status400BadRequest, PlainPage.Sentence(StatusCodes.Status400BadRequest) with { En = wrong.Message });
        }
        catch (BadHttpRequestException wrong)
        {
            await PlainPage.WriteAsync(context, wrong.StatusCode);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception error)
        {
            await AnswerAsync(context, error);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception error)
    {
        Failed(log, error.GetType().Name, new StackTrace(error).ToString());
        if (context.Response.HasStarted) context.Abort();
        else await PlainPage.WriteAsync(context, error is StudyException or IOException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed: {Kind} at {Trace}")]
    private static partial void Failed(ILogger log, string kind, string trace);
}
