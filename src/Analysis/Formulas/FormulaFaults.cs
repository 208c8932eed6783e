using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Texts of the errors of the functions of a formula and of their constants.</summary>
internal static class FormulaFaults
{
    private const string AContrast = "treatment, sum, helmert, poly (or R's contr.treatment, contr.sum, contr.helmert, contr.poly)";

    internal static Fault OpenQuote(string formula, int at) =>
        new("A quote opens a text and none closes it, or the text is empty", Place(formula, at), "a text needs the same quote on both sides", "Close the text with the quote that opens it.");

    internal static Fault TextAlone(string formula, TextExpression text) =>
        new($"\"{text.Text}\" is a text, not a variable", Place(formula, text.At), "texts name levels and contrasts, as in relevel(g, ref = \"b\")", $"For a variable of that name write it in backticks: `{text.Text}`.");

    internal static Fault NoVariable(string formula, CallExpression call) =>
        new($"{call.Function}() has no variable", Place(formula, call.At), "it is a function of one", $"Name it first: {call.Function}(x).");

    internal static Fault UnknownArgument(string formula, FunctionShape shape, CallArgument argument) =>
        new($"{shape.Name}() has no argument '{(argument.Name.Length > 0 ? argument.Name : Deparser.Print(argument.Value))}'", Place(formula, argument.At), "its arguments are named as listed", Nearest.Suggest(argument.Name, shape.Parameters));

    internal static Fault TooManyArguments(string formula, FunctionShape shape, CallArgument argument) => shape.Parameters.Length == 1
        ? LinearFaults.OneArgument(formula, argument.At)
        : new($"{shape.Name}() has one argument too many", Place(formula, argument.At), $"without a name it takes {string.Join(", ", shape.Parameters.Take(shape.Positional))}",
            $"Drop it, or give it by its name; allowed: {string.Join(", ", shape.Parameters)}.");

    internal static Fault RepeatedArgument(string formula, CallArgument argument) =>
        new($"The argument '{argument.Name}' is given twice", Place(formula, argument.At), "it can have one value", "Drop one of them.");

    internal static Fault BadFlag(string formula, CallArgument argument) =>
        new($"'{Deparser.Print(argument.Value)}' is neither TRUE nor FALSE", Place(formula, argument.Value.At), "the argument is a switch", "Write TRUE or FALSE.");

    internal static Fault BadWhole(string formula, string parameter, CallArgument argument, int most) =>
        new($"'{Deparser.Print(argument.Value)}' cannot be the {parameter}", Place(formula, argument.Value.At), most == int.MaxValue ? "it is a whole number from 1 on" : $"it is a whole number from 1 to {most}",
            "Write a number such as 2.");

    internal static Fault BadField(string formula, string function, CallArgument argument) =>
        new($"'{Deparser.Print(argument.Value)}' is not the name of a field", Place(formula, argument.Value.At), $"{function}() takes the groups from one field", $"Write {function}(x, by community).");

    internal static Fault BadLevels(string formula, CallArgument argument) =>
        new($"'{Deparser.Print(argument.Value)}' is no list of levels", Place(formula, argument.Value.At), "levels stand in c()", "Write levels = c(low, middle, high); put a level with other characters in quotes.");

    internal static Fault BadLevelName(string formula, Expression value) =>
        new($"'{Deparser.Print(value)}' cannot name a level", Place(formula, value.At), "a level is a name, a number or a text in quotes", "Put the level in quotes: \"…\".");

    internal static Fault NoReference(string formula, CallExpression call) =>
        new("relevel() has no reference level", Place(formula, call.At), "it makes one level the first", "Name it: relevel(g, ref = level).");

    internal static Fault ReferenceTwice(string formula, CallExpression call) =>
        new("The reference level is given twice, as ref and as base", Place(formula, call.At), "there is one", "Keep ref, which names the level; base is its number.");

    internal static Fault ReferenceWithout(string formula, CallExpression call, ContrastKind kind) =>
        new($"{Name(kind)} contrasts have no reference level", Place(formula, call.At), "only treatment contrasts compare with one",
            "Drop ref, or write C(g, treatment, ref = level); for another order of the levels write C(factor(g, levels = c(…)), …).");

    internal static Fault UnknownContrasts(string formula, CallArgument argument, string name) =>
        new($"'{Deparser.Print(argument.Value)}' names no contrasts", Place(formula, argument.Value.At), $"C() takes {AContrast}", Nearest.Suggest(name.Replace("contr.", "", StringComparison.Ordinal), ["treatment", "sum", "helmert", "poly"]));

    internal static Fault PolynomialInside(string formula, PolynomialExpression polynomial) =>
        new("poly() makes several columns and stands alone", Place(formula, polynomial.At), "arithmetic has one value a row", "Write poly(…) as a term of its own; for one power write I(x^2).");

    internal static Fault MeanAlone(string formula, MomentExpression mean) =>
        new($"'{mean.Printed}' is the same in every row", Place(formula, mean.At), "such a term cannot be told from the intercept",
            $"For the mean of each community write mean({Deparser.Print(mean.Inner)}, by community); for x less its mean write center({Deparser.Print(mean.Inner)}).");

    internal static Fault UnknownLevel(CategoryExpression asked, LevelName level, ImmutableArray<string> levels, string formula) =>
        new($"'{asked.Column.Name}' has no level '{level.Text}'", Place(formula, level.At), "it is not among the values in the rows", Nearest.Suggest(level.Text, levels));

    internal static Fault LevelLeftOut(CategoryExpression asked, string level, string formula) =>
        new($"'{asked.Printed}' leaves out the level '{level}'", Place(formula, asked.At), "its rows would be dropped without a word", $"Add '{level}' to levels, or take its rows out before.");

    internal static Fault LevelTwice(CategoryExpression asked, string formula) =>
        new($"'{asked.Printed}' names a level twice", Place(formula, asked.At), "levels are different values in order", "Name each level once.");

    internal static Fault NoSuchBase(CategoryExpression asked, int number, ImmutableArray<string> levels, string formula) =>
        new($"'{asked.Printed}' has no level number {number}", Place(formula, asked.Contrasts.At), $"'{asked.Column.Name}' has {levels.Length} levels", $"Give a number from 1 to {levels.Length}, or the level itself: ref = {levels[0]}.");

    internal static Fault Unbound(DesignPlan plan) =>
        new("A function of the formula needs constants from the rows, and they are not known", plan.Formula.Text, "they take a pass of their own", "Reduce by Roots.Reduce, or bind the plan first by DesignPlan.Bound.");

    internal static Fault NotFinite(Expression inner, double value) => LinearFaults.NotFinite(Deparser.Print(inner), value);

    internal static Fault Constant(FunctionExpression asked, Expression inner, double value, string formula) =>
        new($"'{Deparser.Print(inner)}' is {Deparser.Number(value)} in every row that the model uses", Place(formula, asked.At), $"'{asked.Printed}' rests on how it varies, and it does not", $"Drop '{asked.Printed}' from the formula.");

    internal static Fault ConstantWithin(FunctionExpression asked, Expression inner, string field, string formula) =>
        new($"'{Deparser.Print(inner)}' does not vary within any value of '{field}'", Place(formula, asked.At), $"'{asked.Printed}' would be 0 in every row", $"Use '{Deparser.Print(inner)}' itself: it is a variable of '{field}' already.");

    internal static Fault FewValues(PolynomialExpression asked, int values, string formula) =>
        new($"'{asked.Printed}' needs more than {asked.Degree} different values", Place(formula, asked.At), $"'{Deparser.Print(asked.Inner)}' has {values} in the rows that the model uses",
            values <= 2 ? $"Use '{Deparser.Print(asked.Inner)}' itself, or drop it." : $"Lower the degree to {values - 1} at most, or write factor({Deparser.Print(asked.Inner)}).");

    internal static Fault RowsChanged(string field, string key) =>
        new($"'{key}' of '{field}' came up in the second pass only", "", "the rows changed while they were read", "Read again when nothing writes to them.");

    private static string Name(ContrastKind kind) => kind switch { ContrastKind.Sum => "sum", ContrastKind.Helmert => "helmert", ContrastKind.Poly => "poly", _ => "treatment" };

    private static string Place(string formula, int at) => $"position {at + 1} of '{formula}'";
}
