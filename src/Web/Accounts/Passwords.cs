using CoProduction.Workbench;
using Microsoft.AspNetCore.Identity;

namespace CoProduction.Web.Accounts;

/// <summary>Local sign-in by name and password: ASP.NET Core Identity's hasher (PBKDF2, SHA-512), a lock after repeated failures, the same answer and the same time whatever was wrong.</summary>
/// <param name="accounts">The accounts.</param>
/// <param name="audit">Records sign-ins and refusals.</param>
/// <param name="clock">The time.</param>
public sealed class Passwords(AccountFile accounts, AuditLog audit, TimeProvider clock)
{
    /// <summary>Wrong passwords in a row that lock an account.</summary>
    public const int Failures = 5;

    /// <summary>Least length of a password, characters; the most, so that hashing stays cheap.</summary>
    public const int Least = 10, Most = 200;

    /// <summary>How long a locked account stays locked.</summary>
    public static TimeSpan Locked { get; } = TimeSpan.FromMinutes(15);

    private static readonly PasswordHasher<Account> Hasher = new();
    private static readonly Account Nobody = new("", null, 0, null, null);
    private static readonly Lazy<string> NobodysHash = new(() => Hasher.HashPassword(Nobody, "a password that nobody has"));

    /// <summary>The hash of a new password.</summary>
    /// <exception cref="UsageException">It is too short or too long.</exception>
    public static string Hash(string password) => password.Length is >= Least and <= Most
        ? Hasher.HashPassword(Nobody, password)
        : throw WebFaults.Password(Least, Most);

    /// <summary>The account, when name and password are right and it is not locked; else null. Both are recorded.</summary>
    internal Account? SignIn(string name, string password)
    {
        var account = accounts.Find(name);
        bool right = Matches(account?.PasswordHash, password);
        if (account is null) return Refused("");
        var now = clock.GetUtcNow();
        if (account.LockedUntil > now) return Refused(name);
        if (!right)
        {
            accounts.Change(name, counted => Failed(counted, now));
            return Refused(name);
        }
        if (account.Failures > 0) accounts.Change(name, known => known with { Failures = 0, LockedUntil = null });
        audit.Append(AuditEvent.SignedIn, name, "password");
        return account;
    }

    // A hash is computed for an unknown name too: the time must not tell which names exist.
    private static bool Matches(string? hash, string password) =>
        Hasher.VerifyHashedPassword(Nobody, hash ?? NobodysHash.Value, password.Length > Most ? "" : password) != PasswordVerificationResult.Failed && hash is not null;

    private static Account Failed(Account account, DateTimeOffset now)
    {
        int failures = account.LockedUntil <= now ? 1 : account.Failures + 1;
        return account with { Failures = failures, LockedUntil = failures >= Failures ? now + Locked : null };
    }

    /// <summary>A name that no account has is not written down: people type their passwords there.</summary>
    private Account? Refused(string name)
    {
        audit.Append(AuditEvent.SignInRefused, name, "password");
        return null;
    }
}
