using System.Security.Claims;
using CoProduction.Workbench.Board;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CoProduction.Web.Accounts;

/// <summary>A signed-in account between requests: an encrypted cookie with its name and stamp. Role and scope are read from the account each time.</summary>
internal static class Session
{
    private const string Stamp = "stamp", Role = "role", Subdistrict = "subdistrict", Community = "community";

    /// <summary>Begins a session.</summary>
    public static Task BeginAsync(HttpContext context, Account account) =>
        context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Principal(account), new AuthenticationProperties { IsPersistent = false });

    /// <summary>Ends it.</summary>
    public static Task EndAsync(HttpContext context) => context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);

    /// <summary>The account as a principal.</summary>
    public static ClaimsPrincipal Principal(Account account)
    {
        var identity = new ClaimsIdentity("copro", ClaimTypes.Name, Role);
        identity.AddClaim(new Claim(ClaimTypes.Name, account.Name));
        identity.AddClaim(new Claim(Stamp, account.Stamp));
        identity.AddClaim(new Claim(Role, account.Role.ToString()));
        if (account.Subdistrict is { } subdistrict) identity.AddClaim(new Claim(Subdistrict, subdistrict));
        if (account.Community is { } community) identity.AddClaim(new Claim(Community, community));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Who a principal is to a board; anybody where nobody has signed in.</summary>
    public static Viewer Viewer(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name } && Enum.TryParse<Role>(user.FindFirstValue(Role), out var role)
            ? new Viewer(name, role, user.FindFirstValue(Subdistrict), user.FindFirstValue(Community))
            : Workbench.Board.Viewer.Anybody;

    /// <summary>Ends sessions of accounts that were removed or changed since.</summary>
    public static async Task CheckAsync(CookieValidatePrincipalContext session)
    {
        var accounts = session.HttpContext.RequestServices.GetRequiredService<AccountFile>();
        var account = session.Principal?.Identity?.Name is { } name ? accounts.Find(name) : null;
        if (account is not null && account.Stamp == session.Principal!.FindFirstValue(Stamp)) return;
        session.RejectPrincipal();
        await EndAsync(session.HttpContext);
    }
}
