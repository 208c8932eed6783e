using System.CommandLine;
using System.Runtime.CompilerServices;
using CoProduction.Web.Accounts;
using CoProduction.Workbench;
using CoProduction.Workbench.Board;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro user add|list|remove</c>: who may see a study's dashboard.</summary>
internal static class UserCommand
{
    private static readonly Argument<string> Study = Options.Study();
    private static readonly Argument<string> Name = new("NAME") { Description = "Name to sign in with; with --oidc the value of the provider's claim." };
    private static readonly Option<string> AsRole = new Option<string>("--role") { Description = "public, community, district or researcher.", Required = true }.AcceptOnlyFromAmong("public", "community", "district", "researcher");
    private static readonly Option<string?> Subdistrict = new("--subdistrict") { Description = "Sub-district whose rows the account sees (role district)." };
    private static readonly Option<string?> Community = new("--community") { Description = "Community whose rows the account sees (role community)." };
    private static readonly Option<bool> Oidc = new("--oidc") { Description = "The account signs in by OpenID Connect alone: no password is asked for." };

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var add = new Command("add", """
            Add an account, or change the one of that name. The password is asked for, twice; or read from standard input where that is not a terminal.

            Example:
              copro user add district-x li --role district --subdistrict 街道01
            """) { Study, Name, AsRole, Subdistrict, Community, Oidc };
        add.SetAction((parsed, _) => Options.EndAsync(() => Add(parsed)));
        var list = new Command("list", "List the accounts: name, role, scope, how they sign in.") { Study };
        list.SetAction((parsed, _) => Options.EndAsync(() => List(parsed)));
        var remove = new Command("remove", "Remove an account; its sessions end at once.") { Study, Name };
        remove.SetAction((parsed, _) => Options.EndAsync(() => Remove(parsed)));
        return new Command("user", "Accounts of a study's dashboard.") { add, list, remove };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<ExitCode> Add(ParseResult parsed)
    {
        var plan = StudyFolder.Read(parsed.GetRequiredValue(Study));
        var account = new Account(parsed.GetRequiredValue(Name), null, Enum.Parse<Role>(parsed.GetRequiredValue(AsRole), ignoreCase: true), parsed.GetValue(Subdistrict), parsed.GetValue(Community));
        Accounting.Check(account);
        if (!parsed.GetValue(Oidc)) account = account with { PasswordHash = Passwords.Hash(Secret.Read()) };
        Accounting.Put(plan, account, Environment.UserName);
        Terminal.Result(Accounting.Line(account));
        return Task.FromResult(ExitCode.Done);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<ExitCode> List(ParseResult parsed)
    {
        foreach (var account in AccountFile.Of(StudyFolder.Read(parsed.GetRequiredValue(Study))).All) Terminal.Result(Accounting.Line(account));
        return Task.FromResult(ExitCode.Done);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<ExitCode> Remove(ParseResult parsed)
    {
        Accounting.Remove(StudyFolder.Read(parsed.GetRequiredValue(Study)), parsed.GetRequiredValue(Name), Environment.UserName);
        return Task.FromResult(ExitCode.Done);
    }
}
