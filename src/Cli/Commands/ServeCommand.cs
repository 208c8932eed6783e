using System.CommandLine;
using System.Net;
using System.Runtime.CompilerServices;
using CoProduction.Web;
using CoProduction.Web.Guard;
using CoProduction.Workbench;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro serve STUDY</c>: the dashboard. The web server's assemblies are loaded here and nowhere else.</summary>
internal static class ServeCommand
{
    private static readonly Argument<string> Study = Options.Study();
    private static readonly Option<string> Urls = new("--urls") { Description = "Addresses to listen at, parted by ';' (default: http://127.0.0.1:5080, this machine only)." };
    private static readonly Option<string?> Certificate = new("--certificate") { Description = "Certificate of https addresses: a PFX file, or a PEM file with --key. A password is read from COPRO_CERTIFICATE_PASSWORD." };
    private static readonly Option<string?> Key = new("--key") { Description = "PEM file of the certificate's key." };
    private static readonly Option<string[]> Proxy = new("--proxy") { Description = "IP address of a reverse proxy whose X-Forwarded-For and X-Forwarded-Proto are believed; may be repeated." };
    private static readonly Option<bool> Quiet = Options.Quiet();
    private static readonly Option<Language> Lang = Options.Lang();

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("serve", """
            Serve the study's dashboard until Ctrl-C. On this machine nobody signs in; other addresses need accounts (copro user add) or OpenID Connect (COPRO_OIDC_AUTHORITY, COPRO_OIDC_CLIENT_ID), and https (--certificate, or a proxy named by --proxy).
            A study that was never loaded is loaded first; later versions, loaded by copro run, are shown as soon as they are whole.

            Example:
              copro serve district-x
            """) { Study, Urls, Certificate, Key, Proxy, Quiet, Lang };
        command.SetAction((parsed, cancellation) => Options.EndAsync(() => RunAsync(parsed, cancellation)));
        return command;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal(parsed.GetValue(Quiet), parsed.GetValue(Lang));
        var options = new WebOptions([.. (parsed.GetValue(Urls) ?? WebOptions.StandardUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)])
        {
            Certificate = parsed.GetValue(Certificate),
            Key = parsed.GetValue(Key),
            CertificatePassword = Environment.GetEnvironmentVariable("COPRO_CERTIFICATE_PASSWORD"),
            Oidc = OidcOptions.From(Environment.GetEnvironmentVariable),
            Proxies = [.. (parsed.GetValue(Proxy) ?? []).Select(Address)],
        };
        var plan = StudyFolder.Read(parsed.GetRequiredValue(Study));
        await Serve.RunAsync(plan, options, parsed.GetValue(Quiet), terminal.Steps(), urls => Terminal.Result(Listening(urls, terminal)), cancellation);
        return ExitCode.Done;
    }

    private static string Listening(IEnumerable<string> urls, Terminal terminal) =>
        $"{terminal.In(new("看板已启动：", "Dashboard:"))} {string.Join(' ', urls)}  ({terminal.In(new("按 Ctrl-C 停止", "Ctrl-C stops it"))})";

    private static IPAddress Address(string text) => IPAddress.TryParse(text, out var address) ? address
        : throw new UsageException(new Fault($"'{text}' is not the address of a proxy", "--proxy", "a proxy is named by its IP address, so that nobody else is believed", "Write it as 10.0.0.5"));
}
