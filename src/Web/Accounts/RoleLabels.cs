using CoProduction.Workbench.Board;

namespace CoProduction.Web.Accounts;

/// <summary>What the roles are called.</summary>
internal static class RoleLabels
{
    /// <summary>Label of a role.</summary>
    public static Label Of(Role role) => role switch
    {
        Role.Community => new("社区工作人员", "Community staff"),
        Role.District => new("区街工作人员", "District staff"),
        Role.Researcher => new("研究人员", "Researcher"),
        _ => new("公众", "Public"),
    };
}
