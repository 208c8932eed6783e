using CoProduction.Workbench;
using CoProduction.Workbench.Board;

namespace CoProduction.Web.Accounts;

/// <summary>Changes of accounts from the command line, each recorded.</summary>
public static class Accounting
{
    /// <summary>Refuses a name or a scope that cannot be, before a password is asked for.</summary>
    /// <exception cref="UsageException">It cannot.</exception>
    public static void Check(Account account)
    {
        var (name, _, role, subdistrict, community) = account;
        if (name.Trim().Length == 0 || name.Length > 200 || name.Any(char.IsControl)) throw WebFaults.AccountName(name);
        bool fits = role switch
        {
            Role.Community => community is { Length: > 0 } && subdistrict is null,
            Role.District => community is null && subdistrict is not "",
            _ => community is null && subdistrict is null,
        };
        if (!fits) throw WebFaults.Scope(role.ToString().ToLowerInvariant());
    }

    /// <summary>Adds or changes an account.</summary>
    public static void Put(StudyPlan plan, Account account, string by)
    {
        Directory.CreateDirectory(StudyFolder.Kept(plan));
        AuditLog.Of(plan).Append(AuditEvent.AccountChanged, by, "put " + Line(account));
        AccountFile.Of(plan).Put(account);
    }

    /// <summary>Removes an account.</summary>
    /// <exception cref="UsageException">There is none of the name.</exception>
    public static void Remove(StudyPlan plan, string name, string by)
    {
        var accounts = AccountFile.Of(plan);
        if (accounts.Find(name) is null) throw WebFaults.NoAccount(name, accounts.All.Select(account => account.Name));
        AuditLog.Of(plan).Append(AuditEvent.AccountChanged, by, "remove " + name);
        accounts.Remove(name);
    }

    /// <summary>An account as a line: name, role, scope, how it signs in.</summary>
    public static string Line(Account account) => string.Join('\t', account.Name, account.Role.ToString().ToLowerInvariant(),
        account.Community is { } community ? "community " + community : account.Subdistrict is { } subdistrict ? "sub-district " + subdistrict : "all", account.PasswordHash is null ? "oidc" : "password");
}
