using CoProduction.Web.Accounts;

namespace CoProduction.Web.Guard;

/// <summary>On a server that others reach, what belongs to signing in is answered over https alone: a password must not cross a network for anybody to read.</summary>
internal sealed class EncryptedSignIn(RequestDelegate next)
{
    private static readonly Label OverHttps = new("登录须使用https地址。", "Signing in needs the https address.");

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        bool signingIn = path.StartsWithSegments(SignInRoutes.Page) || path.StartsWithSegments(SignInRoutes.AccountPage);
        return signingIn && !context.Request.IsHttps ? PlainPage.WriteAsync(context, StatusCodes.Status403Forbidden, OverHttps) : next(context);
    }
}
