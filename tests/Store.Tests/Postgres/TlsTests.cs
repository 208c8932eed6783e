using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CoProduction.Tests;

namespace CoProduction.Store.Tests;

/// <summary>PostgreSQL over TLS with a certificate of an authority of one's own: what each mode takes, and how a refusal is told.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly Scratch _files = new();
    private readonly Authority _authority = new("Office root"), _other = new("Another root");
    private readonly int _port = FreePort();
    private PostgresCluster? _cluster;

    public ValueTask InitializeAsync()
    {
        RealFiles.Needs(PostgresCluster.IsInstalled, "Debian's package postgresql, version 15");
        _files.Write("root.pem", _authority.RootPem);
        _files.Write("other.pem", _other.RootPem);
        using var host = _authority.Of("localhost");
        string certificate = _files.Write("server.pem", _authority.ChainPem(host)), key = _files.Write("server.key", Authority.KeyPem(host));
        Readable(key);
        _cluster = PostgresCluster.Own($"-c fsync=off -c listen_addresses=127.0.0.1 -c port={_port} -c ssl=on -c ssl_cert_file={certificate} -c ssl_key_file={key}");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _cluster?.Stop();
        _files.Dispose();
        _authority.Dispose();
        _other.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("Require", null)]
    [InlineData("VerifyCA", "root.pem")]
    [InlineData("VerifyFull", "root.pem")]
    public async Task A_mode_connects_with_what_it_needs_and_the_server_sees_TLS(string mode, string? root)
    {
        var address = Address("localhost", mode, root);
        Assert.NotEmpty(await Migrations.ApplyAsync(address));
        await using var source = address.Connect();
        await using var command = source.CreateCommand("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
        Assert.Equal(true, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task The_words_of_libpq_mean_the_same()
    {
        var address = PostgresAddress.Parse($"postgresql://postgres@localhost:{_port}/postgres?sslmode=verify-full&sslrootcert={Uri.EscapeDataString(_files["root.pem"])}");
        Assert.NotEmpty(await Migrations.ApplyAsync(address));
    }

    [Theory]
    [InlineData("localhost", "VerifyFull", "other.pem")]
    [InlineData("localhost", "VerifyCA", "other.pem")]
    [InlineData("localhost", "VerifyFull", null)]
    [InlineData("127.0.0.1", "VerifyFull", "root.pem")]
    public async Task A_certificate_of_another_authority_or_host_is_refused_in_four_parts(string host, string mode, string? root)
    {
        var fault = (await Assert.ThrowsAsync<StudyException>(() => Migrations.AppliedAsync(Address(host, mode, root)))).Fault;
        Assert.All([fault.What, fault.Where, fault.Why, fault.Mend], part => Assert.NotEmpty(part));
        Assert.Contains("certificate", fault.What, StringComparison.Ordinal);
        Assert.Contains("Root Certificate", fault.Mend, StringComparison.Ordinal);
        Assert.Contains(host, fault.Where, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_TLS_is_refused_where_it_is_required()
    {
        var fault = (await Assert.ThrowsAsync<StudyException>(() => Migrations.AppliedAsync(PostgresAddress.Parse(PostgresCluster.Shared.Address() + ";SSL Mode=Require")))).Fault;
        Assert.All([fault.What, fault.Where, fault.Why, fault.Mend], part => Assert.NotEmpty(part));
        Assert.Contains("SSL", fault.Why, StringComparison.Ordinal);
    }

    private PostgresAddress Address(string host, string mode, string? root) =>
        PostgresAddress.Parse($"Host={host};Port={_port};Database=postgres;Username=postgres;SSL Mode={mode}" + (root is null ? "" : $";Root Certificate={_files[root]}"));

    /// <summary>For the server alone: its own user's, or root's and its group's, as it demands.</summary>
    private void Readable(string key)
    {
        bool root = Environment.UserName == "root";
        if (root) Process.Start("chgrp", ["nogroup", key]).WaitForExit();
        Process.Start("chmod", [root ? "640" : "600", key]).WaitForExit();
        Process.Start("chmod", ["711", _files.Folder]).WaitForExit();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
