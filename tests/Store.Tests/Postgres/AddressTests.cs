namespace CoProduction.Store.Tests;

/// <summary>What an address leaves open has the store's values; what it says stays.</summary>
public class AddressTests
{
    [Fact]
    public void WhatIsLeftOpenHasTheStoresValues()
    {
        string address = Completed("Host=/run/postgresql;Database=study");
        Assert.All(["Application Name=copro", "Maximum Pool Size=16", "Keepalive=30", "Command Timeout=0", "Read Buffer Size=131072", "Socket Send Buffer Size=4194304"], part => Assert.Contains(part, address, StringComparison.Ordinal));
    }

    [Fact]
    public void OverANetworkTheSystemFindsTheSizeOfTheBufferAndAServerThatIsGone()
    {
        string address = Completed("postgresql://office.example/study");
        Assert.DoesNotContain("Socket Send Buffer", address, StringComparison.Ordinal);
        Assert.Contains("TCP Keepalive Time=60;TCP Keepalive Interval=10", address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Command Timeout=60")]
    [InlineData("Keepalive=5")]
    [InlineData("Maximum Pool Size=4")]
    [InlineData("Read Buffer Size=9000")]
    [InlineData("Socket Send Buffer Size=70000")]
    public void WhatTheAddressSaysStays(string part) => Assert.Contains(part, Completed($"Host=/run/postgresql;Database=study;{part}"), StringComparison.Ordinal);

    private static string Completed(string text)
    {
        using var source = PostgresAddress.Parse(text).Connect();
        return source.ConnectionString;
    }
}
