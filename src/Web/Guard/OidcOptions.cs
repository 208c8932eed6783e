namespace CoProduction.Web.Guard;

/// <summary>An OpenID Connect provider. It says who somebody is; the study's accounts say what they may see.</summary>
/// <param name="Authority">Address of the provider.</param>
/// <param name="ClientId">Id of this server there.</param>
/// <param name="ClientSecret">Secret of this server there; null for a public client with PKCE alone.</param>
/// <param name="NameClaim">Claim that names the account, such as <c>sub</c>, <c>preferred_username</c> or <c>email</c>.</param>
public sealed record OidcOptions(string Authority, string ClientId, string? ClientSecret, string NameClaim)
{
    /// <summary>The provider named by COPRO_OIDC_AUTHORITY, COPRO_OIDC_CLIENT_ID, COPRO_OIDC_CLIENT_SECRET and COPRO_OIDC_NAME_CLAIM; null when none is.</summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <exception cref="UsageException">Only half is there, or the address is not one.</exception>
    public static OidcOptions? From(Func<string, string?> variable)
    {
        string? authority = Set(variable, "COPRO_OIDC_AUTHORITY"), client = Set(variable, "COPRO_OIDC_CLIENT_ID");
        if (authority is null && client is null) return null;
        if (authority is null) throw WebFaults.OidcHalf("COPRO_OIDC_AUTHORITY");
        if (client is null) throw WebFaults.OidcHalf("COPRO_OIDC_CLIENT_ID");
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var uri) || !(uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback))) throw WebFaults.OidcAddress(authority);
        return new OidcOptions(authority, client, Set(variable, "COPRO_OIDC_CLIENT_SECRET"), Set(variable, "COPRO_OIDC_NAME_CLAIM") ?? "sub");
    }

    /// <summary>True where the provider runs on this machine without https, as tests do.</summary>
    internal bool IsPlain => Authority.StartsWith("http:", StringComparison.OrdinalIgnoreCase);

    private static string? Set(Func<string, string?> variable, string name) => variable(name) is { Length: > 0 } value ? value : null;
}
