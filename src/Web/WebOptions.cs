using System.Collections.Immutable;
using System.Net;
using CoProduction.Web.Guard;
using CoProduction.Web.Telemetry;

namespace CoProduction.Web;

/// <summary>How a study is served.</summary>
/// <param name="Urls">Addresses to listen at: scheme, host and port.</param>
public sealed record WebOptions(ImmutableArray<string> Urls)
{
    /// <summary>Address when none is asked for.</summary>
    public const string StandardUrl = "http://127.0.0.1:5080";

    /// <summary>The standard address.</summary>
    public static WebOptions Standard { get; } = new([StandardUrl]);

    /// <summary>Sign-in by OpenID Connect; null for none.</summary>
    public OidcOptions? Oidc { get; init; }

    /// <summary>Certificate of the https addresses: a PFX file, or a PEM file with <see cref="Key"/>; null where a proxy speaks https.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file of the certificate's key.</summary>
    public string? Key { get; init; }

    /// <summary>Password of a PFX file or an encrypted key, from the environment.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary>Proxies whose word on the visitor's address and scheme is believed.</summary>
    public ImmutableArray<IPAddress> Proxies { get; init; } = [];

    /// <summary>How much one visitor may ask.</summary>
    public Rates Rates { get; init; } = Rates.Standard;

    /// <summary>The variables <c>OTEL_*</c>: where metrics and traces go, those of this process unless given; nowhere without OTEL_EXPORTER_OTLP_ENDPOINT.</summary>
    public ImmutableDictionary<string, string?> Telemetry { get; init; } = Observation.Variables();

    /// <summary>The time; tests turn it.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How often the store is asked for a newer version.</summary>
    internal TimeSpan Watch { get; init; } = TimeSpan.FromSeconds(1);
}
