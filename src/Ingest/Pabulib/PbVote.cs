using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>What the META section says of a vote.</summary>
/// <param name="Entries">Keys in lower case and values, in the file's order; the first of a repeated key.</param>
internal sealed partial record PbVote(ImmutableArray<PbRecord> Entries)
{
    /// <summary>A value; empty for none.</summary>
    public string this[string key] => Entry(key)?["value"] ?? "";

    /// <summary>The row of a key; null for none.</summary>
    public PbRecord? Entry(string key) => Entries.FirstOrDefault(entry => string.Equals(entry["key"], key, StringComparison.OrdinalIgnoreCase));

    /// <summary>The smallest area that the META section names: whose budget it is.</summary>
    public string Area => new[] { this["subunit"], this["district"], this["unit"] }.FirstOrDefault(name => name.Length > 0) ?? "";

    /// <summary>Year of the vote: the four digits of <c>instance</c>, else those of the first day; empty where neither says.</summary>
    public string Year => new[] { this["instance"], this["date_begin"], this["date_end"] }.Select(text => FourDigits().Match(text)).FirstOrDefault(match => match.Success)?.Value ?? "";

    /// <summary>Kind of vote: approval, choose-1, cumulative, ordinal or scoring.</summary>
    public string VoteType => this["vote_type"].ToLowerInvariant();

    /// <summary>Points of the first rank on a ranking ballot: the most ranks that a ballot may have; where that is not stated, the ranks it has (as the published scores have it).</summary>
    public int FirstRank(int ranks) => int.TryParse(this["max_length"], NumberStyles.None, CultureInfo.InvariantCulture, out int longest) ? longest : ranks;

    /// <summary>Key of a project in a study: with area and year, since ids begin anew with every vote.</summary>
    public string Key(string project) => $"{Area}-{Year}-{project}";

    /// <summary>Why the vote's currency cannot be used; null when it can or is not stated.</summary>
    public RowFault? CurrencyFault => this["currency"] is { Length: > 0 } code && !CurrencyCode().IsMatch(code)
        ? new RowFault(CellText.Quote($"currency;{code}"), $"'{CellText.Quote(code)}' is no currency of ISO 4217", "Write its three letters, such as PLN.") : null;

    [GeneratedRegex(@"(?<!\d)(19|20)\d\d(?!\d)")]
    private static partial Regex FourDigits();

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex CurrencyCode();
}
