using CoProduction.Web.Accounts;
using CoProduction.Web.Guard;
using CoProduction.Workbench.Board;

namespace CoProduction.Web.Serving;

/// <summary>Reads who asks for what, and lets in whom the address is open to, before anything is made.</summary>
internal sealed class PageRequestReading(RequestDelegate next, StudyPlan plan, SignInWays ways, CurrentBoard current)
{
    public async Task InvokeAsync(HttpContext context, PageRequest page)
    {
        var endpoint = context.GetEndpoint();
        page.Plan = plan;
        page.Path = context.Request.Path;
        page.HasSignIn = !ways.None;
        page.Viewer = ways.None ? new Viewer("", Role.Researcher) : Session.Viewer(context.User);
        page.Language = Asked(context);
        if (endpoint is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (page.Viewer.Role < OpenToAttribute.Of(endpoint))
        {
            await TurnAwayAsync(context, page);
            return;
        }
        page.Query = PageQuery.Read(context.Request.Query, endpoint.Metadata.GetMetadata<FiltersAttribute>()?.Names ?? []);
        if (endpoint.Metadata.GetMetadata<ApartAttribute>() is null) page.Board = await current.GetAsync(context.RequestAborted);
        await next(context);
    }

    /// <summary>Somebody who has not signed in is asked to; programs are told.</summary>
    private static Task TurnAwayAsync(HttpContext context, PageRequest page)
    {
        bool unknown = page.HasSignIn && page.Viewer.Name.Length == 0;
        if (!unknown) return PlainPage.WriteAsync(context, StatusCodes.Status403Forbidden);
        if (context.Request.Path.StartsWithSegments("/api") || !HttpMethods.IsGet(context.Request.Method)) return PlainPage.WriteAsync(context, StatusCodes.Status401Unauthorized);
        context.Response.Redirect($"{SignInRoutes.Page}?return={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
        return Task.CompletedTask;
    }

    private static Language Asked(HttpContext context)
    {
        string? asked = context.Request.Query[PageQuery.Lang] is [{ } one] ? one : null;
        if (asked is not null and not ("zh" or "en")) throw WebFaults.FilterValue(PageQuery.Lang);
        if (asked is not null)
            context.Response.Cookies.Append(PageQuery.Lang, asked, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
        return (asked ?? context.Request.Cookies[PageQuery.Lang]) == "en" ? Language.En : Language.Zh;
    }
}
