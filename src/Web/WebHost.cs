using CoProduction.Web.Accounts;
using CoProduction.Web.Export;
using CoProduction.Web.Guard;
using CoProduction.Web.Layout;
using CoProduction.Web.Serving;
using CoProduction.Web.Telemetry;
using CoProduction.Workbench;
using Microsoft.AspNetCore.HttpOverrides;

namespace CoProduction.Web;

/// <summary>The dashboard of one study as a web application.</summary>
public static class WebHost
{
    /// <summary>Composes the server; it listens once started.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="options">Addresses and sign-in.</param>
    /// <param name="quiet">Logs warnings and errors only.</param>
    /// <exception cref="UsageException">An address cannot be served so: above all one that others reach, without sign-in.</exception>
    public static WebApplication Build(StudyPlan plan, WebOptions options, bool quiet = false)
    {
        Listening.Check(options);
        var accounts = AccountFile.Of(plan);
        var ways = new SignInWays(accounts.All.Any(account => account.PasswordHash is not null), options.Oidc is not null);
        bool loopback = Listening.IsLoopback(options.Urls);
        if (!loopback && ways.None) throw WebFaults.NoSignIn(options.Urls.First(url => !Listening.IsLoopback([url])));
        if (Listening.Plain(options) is { } plain) throw WebFaults.NotEncrypted(plain);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "CoProduction.Web", EnvironmentName = "Production" });
        builder.WebHost.UseKestrel(kestrel => Listening.Limit(kestrel, options)).UseUrls([.. options.Urls]);
        Observation.Configure(builder, options, quiet);
        AddParts(builder.Services, plan, options, ways, accounts);
        SignInSetup.Add(builder.Services, plan, options, secure: !loopback);
        var app = builder.Build();
        Compose(app, options, ways, secure: !loopback);
        return app;
    }

    private static void AddParts(IServiceCollection services, StudyPlan plan, WebOptions options, SignInWays ways, AccountFile accounts)
    {
        services.AddRoutingCore();
        services.AddRazorComponents();
        services.AddRateLimiter(options.Rates.Configure);
        Api.Describe(services);
        services.AddSingleton(plan).AddSingleton(options).AddSingleton(ways).AddSingleton(accounts).AddSingleton(options.Clock).AddSingleton<Measures>()
            .AddSingleton(new AuditLog(StudyFolder.Kept(plan), options.Clock)).AddSingleton<Passwords>().AddSingleton<CurrentBoard>().AddScoped<PageRequest>();
        services.Configure<ForwardedHeadersOptions>(forwarded => Believe(forwarded, options));
    }

    private static void Believe(ForwardedHeadersOptions forwarded, WebOptions options)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var proxy in options.Proxies) forwarded.KnownProxies.Add(proxy);
    }

    private static void Compose(WebApplication app, WebOptions options, SignInWays ways, bool secure)
    {
        if (ways.None) app.UseMiddleware<OwnMachineOnly>();
        if (!options.Proxies.IsEmpty) app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<RequestRecord>();
        app.UseMiddleware<HeadAnswers>();
        if (secure) app.UseMiddleware<EncryptedSignIn>();
        app.UseMiddleware<Faults>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseMiddleware<PageRequestReading>();
        app.UseAntiforgery();
        app.UseMiddleware<ExportRecord>();
        app.UseMiddleware<PageCache>();
        EmbeddedFiles.Map(app);
        Health.Map(app);
        SignInRoutes.Map(app, ways);
        Downloads.Map(app);
        Api.Map(app);
        app.MapRazorComponents<App>();
    }
}
