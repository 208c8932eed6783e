namespace CoProduction.Workbench.Board;

/// <summary>Who may see what, from least to most. Everybody sees released tables only; a role decides which.</summary>
public enum Role
{
    /// <summary>Anybody: what has been released to the public.</summary>
    Public,

    /// <summary>A community's own staff: the public's tables, and their own community in detail.</summary>
    Community,

    /// <summary>An official of the district or of a sub-district: rows of their scope.</summary>
    District,

    /// <summary>A researcher of the study: every released table.</summary>
    Researcher,
}

/// <summary>Who is looking: decides which released tables are shown, and which of their rows.</summary>
/// <param name="Name">Name of the account; empty for somebody who has not signed in.</param>
/// <param name="Role">The role.</param>
/// <param name="Subdistrict">Code of the sub-district whose rows may be seen; null for all.</param>
/// <param name="Community">Code of the community whose rows may be seen; null for all.</param>
public sealed record Viewer(string Name, Role Role, string? Subdistrict = null, string? Community = null)
{
    /// <summary>Somebody who has not signed in.</summary>
    public static Viewer Anybody { get; } = new("", Role.Public);

    /// <summary>What released content depends on: role and scope, but not the name.</summary>
    public string Key => $"{Role}|{Subdistrict}|{Community}";
}
