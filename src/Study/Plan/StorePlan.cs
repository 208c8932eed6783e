using System.Text.RegularExpressions;

namespace CoProduction;

/// <summary>Where a study's records are kept: in a folder beside the study file, or in a PostgreSQL database that others share.</summary>
public sealed partial record StorePlan
{
    private StorePlan(string folder, string? address) => (Folder, Address) = (folder, address);

    /// <summary>Folder of the embedded store, relative to the study's folder; empty for a database.</summary>
    public string Folder { get; }

    /// <summary>Address of the database; null for a folder. It may hold a password: give it to the driver and to nobody else.</summary>
    public string? Address { get; }

    /// <summary>A folder, relative to the study's.</summary>
    public static StorePlan InFolder(string folder) => new(folder, null);

    /// <summary>A database.</summary>
    /// <param name="address">Its address, in Npgsql's words or as a postgresql:// URI.</param>
    public static StorePlan InDatabase(string address) => new("", address);

    /// <summary>A text of a study file or an environment variable: a database when it reads as the address of one, a folder otherwise.</summary>
    public static StorePlan Of(string text) => IsAddress(text) ? InDatabase(text) : InFolder(text);

    /// <summary>The folder, or that there is a database: never its address.</summary>
    public override string ToString() => Address is null ? Folder : "a PostgreSQL database";

    /// <summary>True for a text that reads as the address of a database.</summary>
    public static bool IsAddress(string text) => AddressPattern().IsMatch(text);

    [GeneratedRegex(@"^\s*postgres(ql)?://|(^|;)\s*(host|server)\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AddressPattern();
}
