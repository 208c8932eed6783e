namespace CoProduction.Analysis;

/// <summary>A share of money with everything that gives it a meaning.</summary>
/// <param name="Group">Value of the breakdown, such as the year 2018; <c>*</c> without one.</param>
/// <param name="Class">Use class of the numerator.</param>
/// <param name="Label">Its label for people.</param>
/// <param name="Numerator">Money of the class; negative when refunds outweigh payments.</param>
/// <param name="Denominator">Money of all classes of the group, of the same phase.</param>
/// <param name="Entries">Number of entries of the numerator.</param>
/// <param name="Year">The year or years of the money, such as <c>2018</c> or <c>2015-2020</c>.</param>
/// <param name="Classification">Use classes as <c>id@version</c>.</param>
/// <param name="Definition">Id of the definition.</param>
/// <param name="Source">Where the amounts come from.</param>
/// <param name="Percent">Percent to print, by largest remainder: over a group's classes they sum to exactly 100; null without a share.</param>
public sealed record ShareOfAmount(
    string Group, string Class, Label Label, Money Numerator, Money Denominator, long Entries, string Year, string Classification, string Definition, string Source, decimal? Percent)
{
    /// <summary>The phase of both amounts.</summary>
    public Phase Phase => Numerator.Phase;

    /// <summary>Numerator / denominator, to 28 digits; null when the denominator is not positive. Outside 0..1 when refunds make some class negative.</summary>
    public decimal? Ratio => Denominator.Amount > 0 ? Numerator.Amount / Denominator.Amount : null;
}

/// <summary>One group of shares: all classes under one denominator.</summary>
/// <param name="Key">Value of the breakdown; <c>*</c> without one.</param>
/// <param name="Denominator">Money of all classes.</param>
/// <param name="Entries">Number of entries in the denominator.</param>
/// <param name="WithoutAmount">Entries whose amount is missing: not in any sum.</param>
/// <param name="WithoutPool">Money of entries that name no pool, left out because the definition asks for one; null when it asks for none.</param>
/// <param name="Negative">True when a class has a negative sum: shares of others may then exceed 1.</param>
public sealed record SharesGroup(string Key, Money Denominator, long Entries, long WithoutAmount, Money? WithoutPool, bool Negative);
