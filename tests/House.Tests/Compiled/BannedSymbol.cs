using System.Collections.Immutable;

namespace CoProduction.Tests;

/// <summary>One line of a <c>BannedSymbols*.txt</c>: a symbol that is not used, and what to use instead.</summary>
/// <param name="Id">Documentation id with its letter.</param>
/// <param name="Mend">Reason and mend.</param>
internal sealed record BannedSymbol(string Id, string Mend)
{
    /// <summary>Reads a list: <c>id;mend</c> a line.</summary>
    public static ImmutableArray<BannedSymbol> Read(string path) =>
        [.. File.ReadLines(House.Full(path)).Where(line => line.Trim().Length > 0).Select(Parse)];

    /// <summary>Reads one line.</summary>
    public static BannedSymbol Parse(string line)
    {
        int end = line.IndexOf(';', StringComparison.Ordinal);
        return end < 0 ? new BannedSymbol(line.Trim(), "") : new BannedSymbol(line[..end].Trim(), line[(end + 1)..].Trim());
    }

    /// <summary>Every use of a banned symbol in an assembly: where, what, and the mend.</summary>
    public static IEnumerable<string> Uses(CompiledAssembly assembly, IReadOnlyCollection<BannedSymbol> banned) =>
        (from use in assembly.Uses
         let symbol = banned.FirstOrDefault(symbol => symbol.Matches(use))
         where symbol is not null
         select $"{use.Method}: {use.Member} ({symbol.Mend})")
        .Concat(from type in assembly.SignatureTypes
                let symbol = banned.FirstOrDefault(symbol => symbol.MatchesType(type))
                where symbol is not null
                select $"{assembly.Name}: names {type} ({symbol.Mend})");

    /// <summary>True when the symbol is, or contains, the member used.</summary>
    public bool Matches(MemberUse use) => MatchesType(use.Type) || Name == use.Member || (Id[0] == 'P' && Accessors.Contains(use.Member));

    private bool MatchesType(string type) => Id[0] switch
    {
        'N' => type.StartsWith(Name + ".", StringComparison.Ordinal),
        'T' => type == Name || type.StartsWith(Name + ".", StringComparison.Ordinal),
        _ => false,
    };

    private string Name => Id[2..];

    private IEnumerable<string> Accessors
    {
        get
        {
            int dot = Name.LastIndexOf('.');
            return [$"{Name[..dot]}.get_{Name[(dot + 1)..]}", $"{Name[..dot]}.set_{Name[(dot + 1)..]}"];
        }
    }
}
