namespace CoProduction.Tests;

/// <summary>Where a study's records are kept.</summary>
public sealed class StorePlanTests
{
    private const string Variable = "COPRO_TEST_STORE_PLAN";
    private const string Secret = "Host=db;Username=wu;Password=never-shown";

    [Theory]
    [InlineData("store: records", "records", null)]
    [InlineData("store: { postgres: 'Host=db;Database=study' }", "", "Host=db;Database=study")]
    [InlineData("store: 'postgresql://wu@db/study?sslmode=verify-full'", "", "postgresql://wu@db/study?sslmode=verify-full")]
    [InlineData("store: { postgres: env:COPRO_TEST_STORE_PLAN }", "", Secret)]
    [InlineData("store: env:COPRO_TEST_STORE_PLAN", "", Secret)]
    public void A_folder_an_address_or_a_variable_is_read(string store, string folder, string? address)
    {
        Environment.SetEnvironmentVariable(Variable, Secret);
        var plan = Parse(store);
        Assert.Equal((folder, address), (plan.Store.Folder, plan.Store.Address));
    }

    [Fact]
    public void A_plan_that_is_printed_shows_no_address()
    {
        Environment.SetEnvironmentVariable(Variable, Secret);
        Assert.DoesNotContain("never-shown", Parse("store: env:COPRO_TEST_STORE_PLAN").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("store: { postgres: 'Host=db;Password=secret' }", "holds a password")]
    [InlineData("store: { postgres: env:COPRO_TEST_NEVER_SET }", "'COPRO_TEST_NEVER_SET' is not set")]
    [InlineData("store: { postgress: env:X }", "postgress")]
    public void What_cannot_be_is_refused_with_its_place(string store, string what)
    {
        var error = Assert.ThrowsAny<StudyException>(() => Parse(store));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message.Replace("a secret in one", "", StringComparison.Ordinal).Replace("is a secret no more", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static StudyPlan Parse(string store) => StudyPlanFile.Parse($"study: s\n{store}\nsources: {{ fund: {{ file: fund.csv }} }}\n", "study.yaml", "folder");
}
