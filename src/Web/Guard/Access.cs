using CoProduction.Workbench.Board;

namespace CoProduction.Web.Guard;

/// <summary>Least role that an address is open to. An address without it is open to researchers only.</summary>
/// <param name="role">The role; those above it may enter too.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenToAttribute(Role role) : Attribute
{
    /// <summary>The role.</summary>
    public Role Role { get; } = role;

    /// <summary>Least role of an endpoint.</summary>
    internal static Role Of(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<OpenToAttribute>()?.Role ?? Role.Researcher;
}

/// <summary>Marks an address that does not depend on released content: health, files, the forms of signing in. It needs no board and is not kept.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ApartAttribute : Attribute
{
}

/// <summary>Marks a page that is another for every visitor: it is not kept.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OwnAttribute : Attribute
{
}

/// <summary>Whether people sign in.</summary>
/// <param name="Passwords">True when an account has a password.</param>
/// <param name="Oidc">True when a provider is configured.</param>
internal sealed record SignInWays(bool Passwords, bool Oidc)
{
    /// <summary>True when nobody signs in: everybody on this machine is the study's researcher.</summary>
    public bool None => !Passwords && !Oidc;
}
