using System.Runtime.InteropServices;
using CoProduction.Web.Serving;
using CoProduction.Workbench;

namespace CoProduction.Web;

/// <summary>Serves a study until it is stopped.</summary>
public static class Serve
{
    /// <summary>Opens the study, loads it where nothing has been loaded yet, and answers until cancelled. A store that is there is never changed.</summary>
    /// <param name="plan">The study.</param>
    /// <param name="options">Addresses and sign-in.</param>
    /// <param name="quiet">Logs warnings and errors only.</param>
    /// <param name="progress">Steps of a first load.</param>
    /// <param name="listening">Called with the addresses once the server answers.</param>
    /// <param name="cancellationToken">Stops the server; answers under way are finished within a few seconds.</param>
    /// <exception cref="UsageException">The addresses cannot be served so.</exception>
    /// <exception cref="StudyException">The store cannot be read.</exception>
    public static async Task RunAsync(StudyPlan plan, WebOptions options, bool quiet, IProgress<WorkStep>? progress, Action<IEnumerable<string>> listening, CancellationToken cancellationToken)
    {
        await using var app = WebHost.Build(plan, options, quiet);
        await LoadFirstAsync(plan, progress, cancellationToken);
        await app.Services.GetRequiredService<CurrentBoard>().GetAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        listening(app.Urls);
        await StoppedAsync(app, cancellationToken);
    }

    /// <summary>Waits for Ctrl-C, or for SIGTERM, by which systemd and containers stop a server; answers under way are finished.</summary>
    private static async Task StoppedAsync(WebApplication app, CancellationToken cancellationToken)
    {
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            app.Lifetime.StopApplication();
        });
        await using var interrupted = cancellationToken.Register(app.Lifetime.StopApplication);
        await app.WaitForShutdownAsync(CancellationToken.None);
    }

    private static async Task LoadFirstAsync(StudyPlan plan, IProgress<WorkStep>? progress, CancellationToken cancellationToken)
    {
        await using var store = await StudyStores.OpenAsync(plan, cancellationToken);
        if ((await store.SourcesAsync(cancellationToken)).IsEmpty) LoadAudit.Keep(plan, await Loading.LoadAsync(plan, store, progress, cancellationToken));
    }
}
