using CoProduction.Tests.Fixtures;

namespace CoProduction.Tests;

public sealed class ImmutabilityTests
{
    private static readonly Rule Immutable = new(
        "Public types cannot be changed after they are made",
        "a fit that can be changed can be half-fitted, and a table that can be changed can be changed after its review",
        "named behind each member; a type that gathers on purpose goes to Immutability.Accumulators, with the reason");

    [Fact]
    public void Public_types_cannot_be_changed_after_they_are_made() =>
        Immutable.Holds(House.Libraries.SelectMany(project => House.Load(project).GetExportedTypes()).SelectMany(Immutability.Openings));

    [Fact]
    public void The_rule_sees_every_way_to_change_a_type()
    {
        var openings = Immutability.Openings(typeof(Changeable)).ToList();
        Assert.Equal(6, openings.Count);
        foreach (string member in new[] { "Settable", "Array", "Names", "Field", "Counter", "Table" })
            Assert.Contains(openings, opening => opening.Contains($"Changeable.{member}", StringComparison.Ordinal));
    }

    [Fact]
    public void The_rule_lets_an_immutable_record_pass() => Assert.Empty(Immutability.Openings(typeof(Unchangeable)));

    [Fact]
    public void Every_accumulator_exists_and_has_a_reason() => Assert.All(Immutability.Accumulators, entry =>
    {
        Assert.Contains(House.Libraries.SelectMany(project => House.Load(project).GetExportedTypes()), type => type.FullName == entry.Key);
        Assert.True(entry.Value.Length > 20);
    });
}
