using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of the errors and cautions of mediation models.</summary>
internal static class MediationFaults
{
    private const string Shape = "Write x -> m -> y, with parallel mediators x -> m1 + m2 -> y, moderators on the arrow x * w -> m -> y, and covariates behind a bar: x -> m -> y | age + (1 | community).";

    internal static Fault NotAModel(string text) =>
        new($"'{text}' is not a mediation model", "", "it has neither arrows nor two equations", $"{Shape} Or write equations: m ~ x + age; y ~ m + x + age.");

    internal static Fault Unexpected(string text, Token found, string wanted) =>
        new(found.Kind == TokenKind.End ? "The model ends too early" : $"'{Shown(found.Text)}' is unexpected", Place(text, found.At), $"here {wanted} must follow", Shape);

    internal static Fault TildeAmongArrows(string text, int at) =>
        new("'~' stands among arrows", Place(text, at), "a model is written as arrows or as equations", "Use one of the two: x -> m -> y, or m ~ x; y ~ m + x.");

    internal static Fault NoMediator(string text) =>
        new("The model has no mediator", $"'{text}'", "an indirect effect needs a variable between predictor and outcome", "Write x -> m -> y; for one arrow alone use --method ols with 'y ~ x'.");

    internal static Fault ManyEnds(string text, int at, string end) =>
        new($"The model has more than one {end}", Place(text, at), "an indirect effect runs from one variable to one", $"Keep one {end}; put further predictors behind the bar as covariates, and fit a model for each outcome.");

    internal static Fault TwoModerators(string text, int at) =>
        new("An arrow has two moderators", Place(text, at), "three variables in one product are not tested here", "Keep one; or write equations with a product for each: m ~ x*w + x*z; y ~ m + x.");

    internal static Fault ModeratedOutcome(string text, int at) =>
        new("The outcome has a moderator", Place(text, at), "no arrow leaves it", "Write the moderator behind the variable where the arrow begins: x -> m * w -> y.");

    internal static Fault NodeTwice(string text, int at, string name) =>
        new($"'{name}' stands twice in the chain", Place(text, at), "a path does not return", "Drop one of the two.");

    internal static Fault NodeAmongCovariates(string text, string name) =>
        new($"'{name}' stands in the chain and among the covariates", $"'{text}'", "it would explain itself or be counted twice", $"Drop '{name}' behind the bar.");

    internal static Fault ExplainedTwice(string text, string name) =>
        new($"'{name}' has two equations", $"'{text}'", "a variable is explained once", "Put all its terms into one equation.");

    internal static Fault Circle(string text, IEnumerable<string> names) =>
        new($"{string.Join(", ", names.Select(name => $"'{name}'"))} explain each other in a circle", $"'{text}'", "least squares needs causes before effects", "Drop the arrow that goes back.");

    internal static Fault ManyOutcomes(string text, ImmutableArray<string> names) =>
        new($"{string.Join(", ", names.Select(name => $"'{name}'"))} explain nothing else", $"'{text}'", "a model has one outcome, and every other equation a mediator", "Use the mediators in the outcome's equation, or fit a model for each outcome.");

    internal static Fault NoIntercept(string equation) => new("An equation has no intercept", $"'{equation}'", "its R² and its levels would not be comparable", "Drop the 0 or -1.");

    internal static Fault Absorbed(string equation) =>
        new("An equation absorbs fixed effects", $"'{equation}'", "its community effects are not paths", "Write + (1 | community) for effects within and between communities.");

    internal static Fault RandomPart(string equation) =>
        new("An equation has a random part other than (1 | community)", $"'{equation}'", "paths with random slopes are not estimated here", "Write (1 | community).");

    internal static Fault Curved(string equation, string term, string name) =>
        new($"'{term}' is a function of '{name}'", $"'{equation}'", "the effect of a curved path has no single number", $"Make it a column of its own and name that as the variable, or drop '{term}'.");

    internal static Fault PredictorExplained(string text, string name) =>
        new($"The predictor '{name}' has an equation", $"'{text}'", "it is where the paths begin", "Name another by --set x=NAME, or drop its equation.");

    internal static Fault NoPath(string text, string from, string to) =>
        new($"No path leads from '{from}' to '{to}'", $"'{text}'", "every mediator must carry an effect of the predictor", $"Add '{from}' to the equation of '{to}', or name the predictor by --set x=NAME.");

    internal static Fault ProductTooHigh(string text, string term) =>
        new($"'{term}' multiplies two variables of the chain, or three variables", $"'{text}'", "the effect would depend on more than a moderator", "Keep products of one variable of the chain and one moderator.");

    internal static Fault ProductAlone(string text, string term, string part, string outcome) =>
        new($"'{term}' explains '{outcome}' without '{part}'", $"'{text}'", "a product without its parts depends on where their zeros are", $"Add '{part}' to the equation, or write the product with '*'.");

    internal static Fault ManyClusters(string text, ImmutableArray<string> fields) =>
        new($"The equations name {string.Join(" and ", fields)} as communities", $"'{text}'", "rows have one community", "Name the same in all equations.");

    internal static Fault ManyLevels(string name, ImmutableArray<string> columns) =>
        new($"'{name}' is a category of more than two levels ({string.Join(", ", columns.Take(5))}{(columns.Length > 5 ? $", … ({columns.Length + 1} in all)" : "")})", "", "an arrow has one number", "Compare two levels at a time, or order the levels as numbers.");

    internal static Fault CategoryMediator(string name) =>
        new($"The mediator '{name}' is a category", "", "its equation is a linear regression", "Use a number; a yes-or-no mediator as 0 and 1 is fitted as a linear probability.");

    internal static Fault Constant(string name) => new($"'{name}' has the same value in every row", "", "what does not vary has no effect and cannot be explained", "Drop it, or look at the missing codes and filters.");

    internal static Fault ConstantWithin(string name) =>
        new($"'{name}' does not vary within any community", "", "levels 1-1-1 and 2-1-1 have mediators and outcome at the residents' level", "Fit the communities' own rows without levels.");

    internal static Fault PredictorOfCommunity(string name) =>
        new($"'{name}' does not vary within any community", "", "levels 1-1-1 need a predictor at the residents' level", "Ask for --set levels=2-1-1.");

    internal static Fault PredictorOfRows(string name, string community) =>
        new($"'{name}' varies within community '{community}'", "", "levels 2-1-1 have one value of the predictor a community", "Ask for --set levels=1-1-1, or correct the values.");

    internal static Fault LevelsWithoutClusters() => new("Levels were asked for and no community was named", "", "effects within and between communities need them", "Write + (1 | community) behind the bar, or give --cluster.");

    internal static Fault ModeratedLevels(string moderator) =>
        new($"'{moderator}' moderates a model of levels", "", "moderation within and between communities is not told apart here", "Drop the moderator; or drop (1 | community) and keep --cluster for its bootstrap.");

    internal static Fault ClassicalLevels() => new("Classical errors were asked for in a model of levels", "", "rows of a community are not independent", "Leave --vcov out, or give CR1.");

    internal static Fault NoClusterColumn() =>
        new("CR1 was asked for and no community was named", "", "the errors are robust by community", "Name the column of the communities (--cluster), or use classical.");

    internal static Fault OneCommunity(int communities) =>
        new($"CR1 with {communities} community", "", "the variance between communities needs at least two", "Use classical, or take in more communities.");

    internal static Fault MixedSingle() => new("Random intercepts were asked for in a model of one level", "", "they belong to communities", "Write + (1 | community) behind the bar, or drop --set estimator=mixed.");

    internal static Fault MixedBootstrap() =>
        new("A bootstrap of random-intercept models was asked for", "", "every draw would be a search of its own", "Ask for --set interval=montecarlo, or drop --set estimator=mixed.");

    internal static Fault MixedVcov(Vcov vcov) => new($"{vcov.Name} was asked for with random intercepts", "", "the covariance is that of the mixed models", "Leave --vcov out, or drop --set estimator=mixed.");

    internal static Fault OtherVcov(Vcov vcov) => new($"{vcov.Name} is not available for paths", "", "several equations need one joint covariance", "Use classical or CR1; the intervals of effects come from the bootstrap in any case.");

    internal static Fault TooFew(string level, LevelEquation equation, long rows) =>
        new($"{rows} {(level == PathLevel.Between ? "communities" : "complete rows")} for the {equation.K} terms of '{equation.Outcome}'{(level.Length > 0 ? $" {level} communities" : "")}", "", "none is left to judge the error by",
            "Drop terms, or look at the missing values.");

    internal static Fault NoResidual(string outcome) => new($"'{outcome}' is explained without a residual", "", "it is a combination of its terms", "Look for a score that is a sum of another; drop one of them.");

    internal static Fault FewDraws(int draws) =>
        new($"{draws} draws", "", $"an interval needs at least {MediationSpec.FewestDraws}", $"Ask for {MediationSpec.DefaultDraws} (--bootstrap {MediationSpec.DefaultDraws}).");

    internal static Fault FewClusters(int communities) =>
        new($"A bootstrap of {communities} communities", "", $"fewer than {MediationCautions.FewestClusters} have fewer different resamples than a bootstrap has draws", "Take in more communities, or ask for --set interval=montecarlo.");

    internal static Fault NoClusters() => new("A bootstrap of communities was asked for and none are named", "", "it draws whole communities", "Name their column (--cluster), or ask for --set resample=case.");

    internal static Fault CaseLevels() => new("A bootstrap of rows was asked for in a model of levels", "", "it would pull communities apart", "Leave resample out: communities are drawn.");

    internal static Fault NoRows() => new("The rows were not given", "", "a bootstrap of rows and percentiles of moderators need them", "Pass CaseRows made for the model's design.");

    internal static Fault FailedDraws(int failed, int draws) =>
        new($"{failed} of {draws} draws do not identify the coefficients", "", $"more than {MediationCautions.MostFailed:P0} left out would bend the interval", "Drop rare categories among the covariates, or ask for --set interval=montecarlo.");

    internal static Fault NoJackknife() => new("Leaving one unit out leaves coefficients unidentified", "", "BCa intervals need the jackknife over all units", "Ask for --set interval=percentile, or drop the rare category.");

    private static string Place(string text, int at) => $"position {(at + 1).ToString(CultureInfo.InvariantCulture)} of '{text}'";

    private static string Shown(string token) => token == "~" ? "->" : token;
}
