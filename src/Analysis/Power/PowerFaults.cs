using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of the errors of power.</summary>
internal static class PowerFaults
{
    internal static Fault UnknownQuestion(string name) =>
        new($"'{name}' is not a question of power", "", "each has its own formula", Nearest.Suggest(name, PowerQuestion.All.Select(question => question.Name)));

    internal static Fault OutOfRange(string name, double value, double low, double high, string joint) =>
        new($"{name} is {Number(value)}", name, $"it lies between {Number(low)} {joint} {(high >= int.MaxValue ? "above" : Number(high))}", "Correct the number.");

    internal static Fault NoEffect() => new("The effect is 0 or not a number", "effect", "no survey finds what is not there", "Give the effect that would matter, or leave it out to learn the smallest detectable one.");

    internal static Fault NoFreedom(int communities, double df) =>
        new($"{communities} communities leave {Number(df)} degrees of freedom", "", "no test can be made", "Take more communities or people, or fewer covariates.");

    internal static Fault NoVariance() => new("The covariates explain all variance", "", "nothing would be left to be uncertain about", "Give shares of variance below 1.");

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
