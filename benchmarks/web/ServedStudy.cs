using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace CoProduction.Benchmarks;

/// <summary><c>copro serve</c> in a process of its own, on a free port of the loopback interface.</summary>
internal sealed partial class ServedStudy : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private static readonly string[] Languages = ["zh", "en"];

    private readonly Process _process;

    private ServedStudy(Process process, Uri address, double seconds) => (_process, Address, SecondsToReady) = (process, address, seconds);

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>From the start of the process to its first good answer, s.</summary>
    public double SecondsToReady { get; }

    /// <summary>Largest resident set so far, MB (Linux).</summary>
    public double PeakMegabytes => Kilobytes("VmHWM") / 1024;

    /// <summary>Resident set now, MB (Linux).</summary>
    public double Megabytes => Kilobytes("VmRSS") / 1024;

    /// <summary>Starts the server and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended, or never became ready.</exception>
    public static async Task<ServedStudy> StartAsync(Place place, string study)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var clock = Stopwatch.StartNew();
        var process = Process.Start(new ProcessStartInfo(place.Copro, ["serve", study, "--urls", address.ToString(), "--quiet"]) { RedirectStandardOutput = true })!;
        using var client = new HttpClient { BaseAddress = address };
        while (!await IsReadyAsync(client))
        {
            if (process.HasExited || clock.Elapsed > Patience) throw new InvalidOperationException("copro serve did not become ready.");
            await Task.Delay(100);
        }
        return new ServedStudy(process, address, clock.Elapsed.TotalSeconds);
    }

    /// <summary>Addresses of the overview under every pair of its filters, in both languages; at most so many.</summary>
    public async Task<IReadOnlyList<string>> OverviewsAsync(int most)
    {
        using var client = new HttpClient { BaseAddress = Address };
        string page = await client.GetStringAsync(new Uri("/", UriKind.Relative));
        var years = Choices(page, "year").Append("").ToList();
        var addresses =
            from area in Choices(page, "subdistrict").Prepend("")
            from year in years
            from language in Languages
            select $"/?lang={language}" + (year.Length == 0 ? "" : $"&year={year}") + (area.Length == 0 ? "" : $"&subdistrict={Uri.EscapeDataString(area)}");
        return [.. addresses.Take(most)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Choices(string page, string filter)
    {
        var select = Regex.Match(page, $"""<select[^>]*name="{filter}".*?</select>""", RegexOptions.Singleline);
        return Option().Matches(select.Value).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Where(value => value.Length > 0);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private double Kilobytes(string field) => double.Parse(
        File.ReadLines($"/proc/{_process.Id.ToString(CultureInfo.InvariantCulture)}/status").Single(line => line.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    [GeneratedRegex("""<option[^>]*value="([^"]*)""")]
    private static partial Regex Option();
}
