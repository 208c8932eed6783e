using System.Collections.Immutable;
using CoProduction.Workbench.Board;

namespace CoProduction.Web.Serving;

/// <summary>Reads what a request asks of the board, before any page is made.</summary>
internal sealed class PageRequestReading(RequestDelegate next, CurrentBoard current)
{
    private const string Lang = "lang";

    public async Task InvokeAsync(HttpContext context, PageRequest page)
    {
        page.Path = context.Request.Path;
        page.Language = Asked(context);
        page.Viewer = new Viewer("", Role.Researcher);
        page.Query = Filters(context);
        page.Board = await current.GetAsync(context.RequestAborted);
        await next(context);
    }

    private static PageQuery Filters(HttpContext context)
    {
        var names = context.GetEndpoint()?.Metadata.GetMetadata<FiltersAttribute>()?.Names ?? [];
        return names.Aggregate(PageQuery.None, (query, name) => query.With(name, context.Request.Query[name]));
    }

    private static Language Asked(HttpContext context)
    {
        string? asked = context.Request.Query[Lang];
        if (asked is "zh" or "en") context.Response.Cookies.Append(Lang, asked, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
        return (asked ?? context.Request.Cookies[Lang]) == "en" ? Language.En : Language.Zh;
    }
}
