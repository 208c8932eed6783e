using System.Security.Cryptography;
using System.Text;
using CoProduction.Workbench.Board;

namespace CoProduction.Web.Accounts;

/// <summary>An account of one study: who may see what, and how they sign in.</summary>
/// <param name="Name">Name to sign in with; for OpenID Connect the value of the provider's claim.</param>
/// <param name="PasswordHash">Hash of the password by ASP.NET Core Identity; null where the account signs in by OpenID Connect alone.</param>
/// <param name="Role">The role.</param>
/// <param name="Subdistrict">Sub-district whose rows may be seen; null for all.</param>
/// <param name="Community">Community whose rows may be seen; null for all.</param>
public sealed record Account(string Name, string? PasswordHash, Role Role, string? Subdistrict, string? Community)
{
    /// <summary>Wrong passwords since the last right one.</summary>
    public int Failures { get; init; }

    /// <summary>Until when sign-in is refused; null when it is not.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Who the account is to a board.</summary>
    internal Viewer Viewer => new(Name, Role, Subdistrict, Community);

    /// <summary>Changes with the password, the role and the scope: a session begun before such a change ends.</summary>
    internal string Stamp => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name}\n{PasswordHash}\n{Viewer.Key}")))[..32];
}
