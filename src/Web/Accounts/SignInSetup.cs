using System.Security.Claims;
using CoProduction.Web.Guard;
using CoProduction.Workbench;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace CoProduction.Web.Accounts;

/// <summary>Composes sign-in: the session's cookie, and OpenID Connect by code flow with PKCE.</summary>
internal static class SignInSetup
{
    private const string KeyFolder = "keys";

    public static void Add(IServiceCollection services, StudyPlan plan, WebOptions options, bool secure)
    {
        services.AddDataProtection().SetApplicationName("copro " + plan.Id).PersistKeysToFileSystem(OwnerOnly.Folder(Path.Combine(StudyFolder.Kept(plan), KeyFolder)));
        var authentication = services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie => Cookie(cookie, secure));
        if (options.Oidc is { } oidc) authentication.AddOpenIdConnect(connect => Connect(connect, oidc, secure));
        services.AddAntiforgery(forgery => Flags(forgery.Cookie, secure, "form", SameSiteMode.Strict));
    }

    private static void Cookie(CookieAuthenticationOptions cookie, bool secure)
    {
        Flags(cookie.Cookie, secure, "session", SameSiteMode.Lax);
        (cookie.ExpireTimeSpan, cookie.SlidingExpiration, cookie.LoginPath) = (TimeSpan.FromHours(8), true, SignInRoutes.Page);
        cookie.Events.OnValidatePrincipal = Session.CheckAsync;
    }

    /// <summary>Where others reach the server, cookies travel over https only, and their name binds them to this very host.</summary>
    private static void Flags(CookieBuilder cookie, bool secure, string name, SameSiteMode site)
    {
        (cookie.Name, cookie.HttpOnly, cookie.SameSite, cookie.Path, cookie.IsEssential) = ((secure ? "__Host-copro-" : "copro-") + name, true, site, "/", true);
        cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    private static void Connect(OpenIdConnectOptions connect, OidcOptions oidc, bool secure)
    {
        (connect.Authority, connect.ClientId, connect.ClientSecret, connect.RequireHttpsMetadata) = (oidc.Authority, oidc.ClientId, oidc.ClientSecret, !oidc.IsPlain);
        (connect.ResponseType, connect.ResponseMode, connect.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        (connect.MapInboundClaims, connect.SaveTokens, connect.GetClaimsFromUserInfoEndpoint) = (false, false, false);
        connect.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        connect.Scope.Clear();
        connect.Scope.Add("openid");
        if (oidc.NameClaim == "email") connect.Scope.Add("email");
        else if (oidc.NameClaim != "sub") connect.Scope.Add("profile");
        foreach (var cookie in new[] { connect.CorrelationCookie, connect.NonceCookie })
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest);
        connect.Events.OnTokenValidated = token => Known(token, oidc);
        connect.Events.OnRemoteFailure = Failed;
    }

    /// <summary>The provider has said who it is; the study's accounts say whether and what they may see.</summary>
    private static Task Known(TokenValidatedContext token, OidcOptions oidc)
    {
        var services = token.HttpContext.RequestServices;
        var audit = services.GetRequiredService<AuditLog>();
        string? name = token.Principal?.FindFirstValue(oidc.NameClaim);
        if (name is not null && services.GetRequiredService<AccountFile>().Find(name) is { } account)
        {
            audit.Append(AuditEvent.SignedIn, account.Name, "openid connect");
            token.Principal = Session.Principal(account);
            return Task.CompletedTask;
        }
        audit.Append(AuditEvent.SignInRefused, name ?? "", "openid connect: no account in this study");
        return TurnBack(token, token.HttpContext);
    }

    private static Task Failed(Microsoft.AspNetCore.Authentication.RemoteFailureContext failure)
    {
        failure.HttpContext.RequestServices.GetRequiredService<AuditLog>().Append(AuditEvent.SignInRefused, "", "openid connect: " + failure.Failure?.GetType().Name);
        return TurnBack(failure, failure.HttpContext);
    }

    private static Task TurnBack(Microsoft.AspNetCore.Authentication.HandleRequestContext<OpenIdConnectOptions> step, HttpContext context) => Back(step.HandleResponse, context);

    private static Task TurnBack(Microsoft.AspNetCore.Authentication.HandleRequestContext<Microsoft.AspNetCore.Authentication.RemoteAuthenticationOptions> step, HttpContext context) => Back(step.HandleResponse, context);

    private static Task Back(Action handled, HttpContext context)
    {
        handled();
        context.Response.Redirect(SignInRoutes.Page + "?failed=provider");
        return Task.CompletedTask;
    }
}
