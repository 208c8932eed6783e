using System.Net;

namespace CoProduction.Web.Guard;

/// <summary>
/// Without sign-in everybody is a researcher, so only this machine may ask, by its own name: a proxy's word, or a foreign name that a page elsewhere made point
/// here (DNS rebinding), is refused.
/// </summary>
internal sealed class OwnMachineOnly(RequestDelegate next)
{
    private static readonly string[] OfProxies = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    public Task InvokeAsync(HttpContext context) => IsOwn(context) ? next(context) : PlainPage.WriteAsync(context, StatusCodes.Status403Forbidden, new(
        "没有设置登录，因此只有本机可以访问。要让他人访问，请先用 copro user add 设置账号。",
        "No sign-in is configured, so only this machine itself may ask. To let others in, add accounts with copro user add first."));

    private static bool IsOwn(HttpContext context) =>
        (context.Connection.RemoteIpAddress is null || IPAddress.IsLoopback(context.Connection.RemoteIpAddress))
        && !OfProxies.Any(context.Request.Headers.ContainsKey)
        && (context.Request.Host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
