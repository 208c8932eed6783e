using CoProduction.Web.Guard;
using CoProduction.Web.Serving;
using CoProduction.Workbench;
using CoProduction.Workbench.Board;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;

namespace CoProduction.Web.Accounts;

/// <summary>Signing in and out. Forms carry an antiforgery token; where to go afterwards is an address of this server or the first page.</summary>
internal static class SignInRoutes
{
    /// <summary>The page with the form.</summary>
    public const string Page = "/sign-in";

    /// <summary>The page of the account.</summary>
    public const string AccountPage = "/account";

    /// <summary>Where the form goes.</summary>
    public const string Post = "/account/sign-in", Out = "/account/sign-out", Provider = "/account/provider";

    public static void Map(IEndpointRouteBuilder routes, SignInWays ways)
    {
        var open = routes.MapGroup("").WithMetadata(new OpenToAttribute(Role.Public), new ApartAttribute()).ExcludeFromDescription();
        if (ways.Passwords) open.MapPost(Post, SignInAsync).RequireRateLimiting(Rates.SignInPolicy);
        if (ways.Oidc) open.MapPost(Provider, ToProvider).RequireRateLimiting(Rates.SignInPolicy);
        if (!ways.None) open.MapPost(Out, SignOutAsync);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, Passwords passwords, [FromForm] string? name, [FromForm] string? password, [FromForm] string? to)
    {
        if (name is null || password is null || name.Length > PageQuery.Longest) return Results.BadRequest();
        if (passwords.SignIn(name, password) is not { } account) return Results.LocalRedirect($"{Page}?failed=1&return={Uri.EscapeDataString(Local(to))}");
        await Session.BeginAsync(context, account);
        return Results.LocalRedirect(Local(to));
    }

    private static IResult ToProvider([FromForm] string? to) =>
        Results.Challenge(new AuthenticationProperties { RedirectUri = Local(to) }, [OpenIdConnectDefaults.AuthenticationScheme]);

    private static async Task<IResult> SignOutAsync(HttpContext context, AuditLog audit, PageRequest page, [FromForm] string? to)
    {
        if (page.Viewer.Name.Length > 0) audit.Append(AuditEvent.SignedOut, page.Viewer.Name, "");
        await Session.EndAsync(context);
        return Results.LocalRedirect(Local(to));
    }

    /// <summary>A path of this server; the first page for anything else.</summary>
    internal static string Local(string? path) =>
        path is { Length: > 0 and < 2000 } && path[0] == '/' && !(path.Length > 1 && path[1] is '/' or '\\') && !path.Any(char.IsControl) ? path : "/";
}
