using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Tests;

public sealed class NearestTests
{
    private static readonly Gen<string> _names =
        Gen.Elements('a', 'b', 'C', 'c', '_', '金', '额').ListOf().Select(letters => new string([.. letters]));

    [Fact]
    public void Distance_counts_the_letters_to_change()
    {
        Assert.Equal(3, Nearest.Distance("kitten", "sitting"));
        Assert.Equal(4, Nearest.Distance("", "fund"));
        Assert.Equal(0, Nearest.Distance("Fund", "fUND"));
        Assert.Equal(1, Nearest.Distance("金额", "金额元"));
    }

    [Fact]
    public void Distance_is_symmetric() =>
        Prop.ForAll(_names.ToArbitrary(), _names.ToArbitrary(), (a, b) => Nearest.Distance(a, b) == Nearest.Distance(b, a)).QuickCheckThrowOnFailure();

    [Fact]
    public void Distance_is_nothing_only_between_equal_names() =>
        Prop.ForAll(_names.ToArbitrary(), _names.ToArbitrary(),
            (a, b) => (Nearest.Distance(a, b) == 0) == string.Equals(a, b, StringComparison.OrdinalIgnoreCase) && Nearest.Distance(a, a) == 0).QuickCheckThrowOnFailure();

    [Fact]
    public void Distance_keeps_the_triangle_inequality() =>
        Prop.ForAll(_names.ToArbitrary(), _names.ToArbitrary(), _names.ToArbitrary(),
            (a, b, c) => Nearest.Distance(a, c) <= Nearest.Distance(a, b) + Nearest.Distance(b, c)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_suggestion_names_the_nearest_and_lists_the_rest()
    {
        Assert.Equal("Did you mean 'amount'? Allowed: entry, amount.", Nearest.Suggest("ammount", ["entry", "amount"]));
        Assert.Equal("Allowed: entry, amount.", Nearest.Suggest("zzzzzzz", ["entry", "amount"]));
        Assert.EndsWith("… (20 in all).", Nearest.Suggest("q", Enumerable.Range(1, 20).Select(number => $"item{number}")), StringComparison.Ordinal);
    }
}
