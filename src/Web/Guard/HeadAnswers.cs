namespace CoProduction.Web.Guard;

/// <summary>HEAD is answered as GET, with the same status and headers; the server itself sends no body then. Pages declare GET alone.</summary>
internal sealed class HeadAnswers(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
        }
    }
}
