using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CoProduction.Web.Guard;

/// <summary>Where the server listens, and whether others than this machine can reach it.</summary>
internal static class Listening
{
    /// <summary>True when this machine alone can reach every address.</summary>
    public static bool IsLoopback(ImmutableArray<string> urls) => urls.All(IsLoopback);

    /// <summary>An address that others reach and that nothing encrypts: plain http without a proxy before it; null where there is none.</summary>
    public static string? Plain(WebOptions options) => options.Proxies.IsEmpty ? options.Urls.FirstOrDefault(url => !IsLoopback(url) && Address(url).Scheme == "http") : null;

    /// <summary>The addresses, checked.</summary>
    /// <exception cref="UsageException">One is not an address, or an https one has no certificate.</exception>
    public static void Check(WebOptions options)
    {
        foreach (string url in options.Urls)
            if (Address(url).Scheme == "https" && options.Certificate is null) throw WebFaults.NoCertificate(url);
    }

    /// <summary>Limits that keep slow or greedy clients from holding the server.</summary>
    public static void Limit(KestrelServerOptions kestrel, WebOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = 2000;
        kestrel.Limits.MaxRequestBodySize = 1 << 16;
        kestrel.Limits.MaxRequestHeadersTotalSize = 1 << 14;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        if (options.Certificate is not null)
        {
            var (certificate, chain) = (Certificate(options), Chain(options));
            kestrel.ConfigureHttpsDefaults(https => (https.ServerCertificate, https.ServerCertificateChain) = (certificate, chain));
        }
    }

    private static bool IsLoopback(string url)
    {
        string host = Address(url).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    private static BindingAddress Address(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            bool whole = address.Scheme is "http" or "https" && address.PathBase.Length == 0 && !address.IsNamedPipe;
            return whole ? address : throw WebFaults.Url(url);
        }
        catch (FormatException)
        {
            throw WebFaults.Url(url);
        }
    }

    /// <summary>All certificates of the file: a browser that trusts the root alone needs those between, which authorities hand out in the same file.</summary>
    private static X509Certificate2Collection Chain(WebOptions options)
    {
        if (options.Key is null) return X509CertificateLoader.LoadPkcs12CollectionFromFile(options.Certificate!, options.CertificatePassword);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.Certificate!);
        return chain;
    }

    private static X509Certificate2 Certificate(WebOptions options)
    {
        string file = options.Certificate!;
        try
        {
            if (options.Key is null) return X509CertificateLoader.LoadPkcs12FromFile(file, options.CertificatePassword);
            return options.CertificatePassword is { } password ? X509Certificate2.CreateFromEncryptedPemFile(file, password, options.Key) : X509Certificate2.CreateFromPemFile(file, options.Key);
        }
        catch (Exception wrong) when (wrong is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw WebFaults.Certificate(file, wrong);
        }
    }
}
