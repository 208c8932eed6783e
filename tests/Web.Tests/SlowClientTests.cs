using System.Net;
using System.Net.Sockets;
using CoProduction.Web.Serving;

namespace CoProduction.Tests;

/// <summary>Clients that ask and do not read, or announce a body and do not send it: they hold nobody up, and who does not send is let go.</summary>
[Collection(nameof(DemoTests))]
public sealed class SlowClientTests(LoadedDemo loaded)
{
    private const int Slow = 100;

    private readonly LoadedDemo _demo = loaded.WithoutAccounts();

    [Fact]
    public async Task ClientsThatDoNotReadHoldNobodyUp()
    {
        await using var served = await Served.StartAsync(_demo.Plan);
        // The script is the largest answer; much of it waits in the server while its client does not read.
        var clients = await ConnectedAsync(served, $"GET {EmbeddedFiles.Address("plotly.js")} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await OthersAreServedAsync(served);
        clients.ForEach(client => client.Dispose());
        await OthersAreServedAsync(served);
    }

    [Fact]
    public async Task ABodyThatNeverComesIsGivenUp()
    {
        await using var served = await Served.StartAsync(_demo.Plan);
        var clients = await ConnectedAsync(served, "POST /account/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nname=");
        await OthersAreServedAsync(served);
        foreach (var client in clients)
        {
            await ReadToEndAsync(client);
            client.Dispose();
        }
        await OthersAreServedAsync(served);
    }

    private static async Task<List<TcpClient>> ConnectedAsync(Served served, string request)
    {
        var clients = new List<TcpClient>();
        for (int i = 0; i < Slow; i++)
        {
            var client = new TcpClient { ReceiveBufferSize = 1 << 12 };
            await client.ConnectAsync(IPAddress.Loopback, served.Address.Port);
            await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(request));
            clients.Add(client);
        }
        return clients;
    }

    private static async Task OthersAreServedAsync(Served served)
    {
        using var visitor = served.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/money")).StatusCode);
    }

    /// <summary>Reads until the server ends the connection; waits for that as long as 40 seconds.</summary>
    private static async Task ReadToEndAsync(TcpClient client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        byte[] buffer = new byte[1 << 16];
        try
        {
            while (await client.GetStream().ReadAsync(buffer, patience.Token) > 0) { }
        }
        catch (IOException)
        {
            // Cut off.
        }
    }
}
