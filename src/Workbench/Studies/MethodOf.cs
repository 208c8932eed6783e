using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Which method a formula asks for, and whether its names are known.</summary>
internal static class MethodOf
{
    /// <summary>The method that a formula's own signs name.</summary>
    public static string Formula(string formula)
    {
        if (formula.Contains("->", StringComparison.Ordinal)) return "mediation";
        if (formula.Contains("=~", StringComparison.Ordinal)) return "alpha";
        if (formula.IndexOf('~', StringComparison.Ordinal) <= 0) return "svy";
        if (!formula.Contains('|', StringComparison.Ordinal)) return "ols";
        return formula.Contains('(', StringComparison.Ordinal) && InParentheses(formula) ? "lmm" : "fe";
    }

    /// <summary>Refuses unknown names before anything is read, where the formula is one of R's.</summary>
    /// <exception cref="UsageException">The formula does not parse, or a name is unknown.</exception>
    public static void Check(ModelRequest request, ImmutableArray<string> names)
    {
        FitMethods.Named(request.Method);
        if (request.Method is not ("ols" or "fe" or "lmm" or "logit" or "probit" or "ologit" or "oprobit" or "mlogit" or "poisson" or "negbin")) return;
        var formula = Asked.Of(() => CoProduction.Analysis.Formula.Parse(request.Formula));
        foreach (string name in formula.Variables.Concat(formula.Groups).Concat(formula.Keys)) StudiesFaults.Found(name, names, "the rows", "variable");
    }

    // A bar inside parentheses is a random part.
    private static bool InParentheses(string formula)
    {
        int depth = 0;
        foreach (char letter in formula)
        {
            depth += letter switch { '(' => 1, ')' => -1, _ => 0 };
            if (letter == '|' && depth > 0) return true;
        }
        return false;
    }
}
