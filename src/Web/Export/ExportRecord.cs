using CoProduction.Web.Guard;
using CoProduction.Web.Serving;
using CoProduction.Web.Telemetry;
using CoProduction.Workbench;

namespace CoProduction.Web.Export;

/// <summary>Records every download before it is made, kept or new. What cannot be recorded (a full disk) is not handed out.</summary>
internal sealed class ExportRecord(RequestDelegate next, AuditLog audit, Measures measures)
{
    public async Task InvokeAsync(HttpContext context, PageRequest page)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ExportAttribute>() is not null)
        {
            if (!TryRecord(context, page))
            {
                await PlainPage.WriteAsync(context, StatusCodes.Status507InsufficientStorage);
                return;
            }
            measures.Exported(Path.GetExtension(context.Request.Path.Value ?? "").TrimStart('.'));
        }
        await next(context);
    }

    private bool TryRecord(HttpContext context, PageRequest page)
    {
        try
        {
            audit.Append(AuditEvent.Exported, page.Viewer.Name, $"{context.Request.Path}{page.Query.Text} {page.Board.Version}");
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
