using System.Reflection;
using System.Runtime.CompilerServices;

namespace CoProduction.Tests;

public sealed class TypeNameTests
{
    private static readonly Rule Named = new(
        "Types are named for what they are",
        "Manager, Helper, Util, Service, Processor, Handler, Data, Info, Common and Base name a drawer, not an idea",
        "use the field's word; code without a name belongs to its caller. A word with its real meaning goes to TypeNames.Allowed, with the reason");

    [Fact]
    public void Types_are_named_for_what_they_are() => Named.Holds(
        from project in House.Projects
        from type in House.Load(project).GetTypes()
        where !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.Name.Contains('<', StringComparison.Ordinal)
        from word in TypeNames.BannedWords(type.Name.Split('`')[0])
        select $"{type.FullName} ({word})");

    [Theory]
    [InlineData("StudyManager", "Manager")]
    [InlineData("DataReader", "Data")]
    [InlineData("CsvUtils", "Utils")]
    [InlineData("BaseColumn", "Base")]
    public void The_rule_sees_a_banned_word(string name, string word) => Assert.Equal([word], TypeNames.BannedWords(name));

    [Theory]
    [InlineData("Database")]
    [InlineData("Information")]
    [InlineData("BasedOn")]
    [InlineData("CellsSpec")]
    [InlineData("DataSchema")]
    public void The_rule_lets_other_words_pass(string name) => Assert.Empty(TypeNames.BannedWords(name));

    [Fact]
    public void Every_allowed_name_has_a_reason() => Assert.All(TypeNames.Allowed, entry => Assert.True(entry.Value.Length > 20));
}
