using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace CoProduction.Web.Guard;

/// <summary>How much one visitor, known by account or else by address, may ask; what is beyond is answered 429.</summary>
/// <param name="Requests">Requests a second, on average.</param>
/// <param name="Burst">Requests at once.</param>
/// <param name="SignIns">Attempts to sign in within a minute, from one address.</param>
/// <param name="Exports">Downloads made at the same time, of all visitors; twice as many may wait.</param>
public sealed record Rates(int Requests, int Burst, int SignIns, int Exports)
{
    /// <summary>300 a second, 900 at once, 10 attempts to sign in a minute, 4 downloads at once.</summary>
    public static Rates Standard { get; } = new(300, 900, 10, 4);

    internal const string SignInPolicy = "sign-in", ExportPolicy = "export";

    internal void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(Visitor(context), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = Math.Max(1, Requests / 10),
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
            QueueLimit = 0,
        }));
        options.AddPolicy(SignInPolicy, context => RateLimitPartition.GetSlidingWindowLimiter(Address(context), _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = SignIns,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        }));
        options.AddConcurrencyLimiter(ExportPolicy, limit => (limit.PermitLimit, limit.QueueLimit, limit.QueueProcessingOrder) = (Exports, 2 * Exports, QueueProcessingOrder.OldestFirst));
    }

    private static string Visitor(HttpContext context) => context.User.Identity?.Name is { Length: > 0 } name ? "account " + name : Address(context);

    /// <summary>An IPv6 visitor owns a whole /64, which counts as one.</summary>
    private static string Address(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        byte[] bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? address.ToString() : new IPAddress([.. bytes[..8], 0, 0, 0, 0, 0, 0, 0, 0]).ToString();
    }
}
