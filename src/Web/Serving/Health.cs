using CoProduction.Web.Guard;
using CoProduction.Workbench.Board;

namespace CoProduction.Web.Serving;

/// <summary>For those who watch the server: whether it lives, and whether it has data to show.</summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithMetadata(new OpenToAttribute(Role.Public), new ApartAttribute()).ExcludeFromDescription();
        health.MapGet("/live", () => Results.Text("live\n"));
        health.MapGet("/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(CurrentBoard current, CancellationToken cancellationToken)
    {
        await current.RefreshAsync(await current.GetAsync(cancellationToken));
        return current.IsReady ? Results.Text("ready\n") : Results.Text("the store cannot be read\n", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
