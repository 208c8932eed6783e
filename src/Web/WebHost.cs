using CoProduction.Web.Layout;
using CoProduction.Web.Serving;

namespace CoProduction.Web;

/// <summary>The dashboard of one study as a web application.</summary>
public static class WebHost
{
    /// <summary>Composes the server; it listens once started.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="options">Addresses and sign-in.</param>
    public static WebApplication Build(StudyPlan plan, WebOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "CoProduction.Web", EnvironmentName = "Production" });
        builder.WebHost.UseKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls([.. options.Urls]);
        builder.Services.AddRoutingCore();
        builder.Services.AddHttpContextAccessor().AddAntiforgery().AddRazorComponents();
        builder.Services.AddSingleton(plan).AddSingleton(options).AddSingleton<CurrentBoard>().AddScoped<PageRequest>();
        var app = builder.Build();
        app.UseRouting();
        app.UseAntiforgery();
        app.UseMiddleware<PageRequestReading>();
        EmbeddedFiles.Map(app);
        app.MapRazorComponents<App>();
        return app;
    }
}
