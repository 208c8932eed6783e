using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CoProduction.Tests;

/// <summary>A certificate authority of one test: a root, an authority between, and certificates for this machine's loopback. Nothing of it outlives the test.</summary>
internal sealed class Authority : IDisposable
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1), Until = From.AddDays(30);

    private readonly X509Certificate2 _between;

    public Authority(string name)
    {
        using ECDsa rootKey = NewKey(), betweenKey = NewKey();
        Root = Request($"CN={name}", rootKey, true).CreateSelfSigned(From, Until);
        _between = Signed(Request($"CN={name} between", betweenKey, true), betweenKey, Root);
    }

    /// <summary>The root, which clients trust.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>The root in PEM form.</summary>
    public string RootPem => Root.ExportCertificatePem();

    /// <summary>A certificate of a host, signed by the authority between, with its key.</summary>
    /// <param name="host">Name or address that it speaks for.</param>
    public X509Certificate2 Of(string host)
    {
        using var key = NewKey();
        var request = Request($"CN={host}", key, false);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        return Signed(request, key, _between);
    }

    /// <summary>A certificate and the authority between in PEM form, the host's first.</summary>
    public string ChainPem(X509Certificate2 host) => host.ExportCertificatePem() + "\n" + _between.ExportCertificatePem() + "\n";

    /// <summary>A certificate, its key and the authority between as a PFX file.</summary>
    public byte[] Pfx(X509Certificate2 host, string? password) =>
        new X509Certificate2Collection { host, X509CertificateLoader.LoadCertificate(_between.RawData) }.Export(X509ContentType.Pkcs12, password)!;

    /// <summary>The key of a certificate in PEM form, encrypted where there is a password.</summary>
    public static string KeyPem(X509Certificate2 host, string? password = null)
    {
        using var key = host.GetECDsaPrivateKey()!;
        return password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Root.Dispose();
        _between.Dispose();
    }

    private static X509Certificate2 Signed(CertificateRequest request, ECDsa key, X509Certificate2 by)
    {
        using var bare = request.Create(by, From, Until, RandomNumberGenerator.GetBytes(16));
        return bare.CopyWithPrivateKey(key);
    }

    private static CertificateRequest Request(string subject, ECDsa key, bool signs)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(signs, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(signs ? X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign : X509KeyUsageFlags.DigitalSignature, true));
        return request;
    }

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);
}
