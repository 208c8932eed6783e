using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CoProduction.Tests;

/// <summary>A small OpenID Connect provider on this machine: authorisation code with PKCE, one person, signed tokens (OpenID Connect Core 1.0; RFC 7636).</summary>
internal sealed class OidcProvider : IAsyncDisposable
{
    private const string Client = "copro-test";

    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "k1" };
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce)> _codes = new();
    private readonly WebApplication _app;

    private OidcProvider(WebApplication app) => _app = app;

    /// <summary>Who the provider says has signed in.</summary>
    public string Subject { get; set; } = "li@office";

    /// <summary>Times that a code was turned into a token after its verifier matched the challenge.</summary>
    public int Tokens { get; private set; }

    public string Authority => _app.Urls.Single();

    public Web.Guard.OidcOptions Options => new(Authority, Client, null, "sub");

    public static async Task<OidcProvider> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var provider = new OidcProvider(builder.Build());
        provider._app.UseRouting();
        provider._app.MapGet("/.well-known/openid-configuration", provider.Configuration);
        provider._app.MapGet("/keys", provider.Keys);
        provider._app.MapGet("/authorize", provider.Authorize);
        provider._app.MapPost("/token", (Delegate)provider.TokenAsync);
        await provider._app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IResult Configuration() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Authority,
        ["authorization_endpoint"] = Authority + "/authorize",
        ["token_endpoint"] = Authority + "/token",
        ["jwks_uri"] = Authority + "/keys",
        ["response_types_supported"] = new[] { "code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
    });

    private IResult Keys()
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.Rsa.ExportParameters(false)) { KeyId = _key.KeyId });
        return Results.Json(new { keys = new[] { new { kty = key.Kty, use = "sig", kid = key.Kid, alg = "RS256", n = key.N, e = key.E } } });
    }

    private IResult Authorize(HttpContext context)
    {
        var asked = context.Request.Query;
        if (asked["response_type"] != "code" || asked["client_id"] != Client || asked["code_challenge_method"] != "S256" || asked["code_challenge"].ToString().Length < 43) return Results.BadRequest("code flow with PKCE only");
        string code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _codes[code] = (asked["code_challenge"]!, asked["nonce"]!);
        return Results.Redirect($"{asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(asked["state"]!)}");
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (!_codes.TryRemove(form["code"].ToString(), out var code)) return Results.BadRequest(new { error = "invalid_grant" });
        string challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (challenge != code.Challenge) return Results.BadRequest(new { error = "invalid_grant" });
        Tokens++;
        return Results.Json(new { access_token = "unused", token_type = "Bearer", expires_in = 60, id_token = Signed(code.Nonce) });
    }

    private string Signed(string nonce) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Authority,
        Audience = Client,
        IssuedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
        NotBefore = TimeProvider.System.GetUtcNow().UtcDateTime,
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
        Claims = new Dictionary<string, object> { ["sub"] = Subject, ["nonce"] = nonce },
        SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
    });
}
