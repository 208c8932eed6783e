namespace CoProduction.Tests;

public sealed class LabelTests
{
    [Theory]
    [InlineData("budgeted", "Budgeted")]
    [InlineData("Paid", "Paid")]
    [InlineData("χ²", "χ²")]
    [InlineData("", "")]
    public void A_heading_begins_with_a_capital_in_English(string en, string heading) => Assert.Equal(new Label("预算", heading), new Label("预算", en).AsHeading());
}
