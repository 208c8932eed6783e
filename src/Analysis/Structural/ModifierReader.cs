using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Reads what stands before a term: <c>1*x</c>, <c>NA*x</c>, <c>label*x</c>, <c>start(0.5)*x</c>, <c>c(a, b)*x</c> by group, <c>0.5?x</c> a start value.</summary>
internal static class ModifierReader
{
    internal static TermModifiers Read(TokenCursor cursor)
    {
        var modifiers = TermModifiers.None;
        while (StartsModifier(cursor)) modifiers = One(cursor, modifiers);
        return modifiers;
    }

    private static bool StartsModifier(TokenCursor cursor) => cursor.Now.Kind switch
    {
        ModelTokenKind.Name => cursor.Next.Is("*") || cursor.Next.Is("?") || cursor.Next.Is("("),
        ModelTokenKind.Number => !(cursor.Now.Text == "1" && !cursor.Next.Is("*") && !cursor.Next.Is("?")),
        ModelTokenKind.Text => true,
        _ => cursor.Now.Is("-"),
    };

    private static TermModifiers One(TokenCursor cursor, TermModifiers before)
    {
        string? call = cursor.Now.Kind == ModelTokenKind.Name && cursor.Next.Is("(") ? cursor.Now.Text : null;
        var place = cursor.Now;
        var entries = Entries(cursor, call);
        bool start = call == "start" || cursor.Now.Is("?");
        if (!cursor.Take("*") && !cursor.Take("?")) throw cursor.Wrong("* and the name of a variable");
        if (start) return before with { Starts = [.. entries.Select(entry => entry.Number ?? throw Wrong(place, "numbers"))] };
        return entries.All(entry => entry.Number is not null) && call is not ("label" or "equal")
            ? before with { Values = [.. entries.Select(entry => entry.Number!.Value)] }
            : before with { Labels = [.. entries.Select(entry => entry.Label ?? (double.IsNaN(entry.Number!.Value) ? "" : throw Wrong(place, "labels only, or numbers only")))] };
    }

    private static StudyException Wrong(ModelToken place, string expected) => new(StructuralFaults.Unexpected(place.Line, place.Column, place.Text, expected));

    private static List<(double? Number, string? Label)> Entries(TokenCursor cursor, string? call)
    {
        if (call is null) return [Entry(cursor)];
        if (call is not ("c" or "start" or "label" or "equal")) throw cursor.Wrong("c(…), start(…), label(…) or equal(…)");
        cursor.Skip();
        cursor.Expect("(");
        bool nested = cursor.Now is { Kind: ModelTokenKind.Name, Text: "c" } && cursor.Next.Is("(");
        var entries = nested ? Entries(cursor, "c") : Listed(cursor);
        cursor.Expect(")");
        return entries;
    }

    private static List<(double? Number, string? Label)> Listed(TokenCursor cursor)
    {
        var entries = new List<(double?, string?)> { Entry(cursor) };
        while (cursor.Take(",")) entries.Add(Entry(cursor));
        return entries;
    }

    private static (double? Number, string? Label) Entry(TokenCursor cursor)
    {
        bool negative = cursor.Take("-");
        var found = cursor.Now;
        if (found.Kind == ModelTokenKind.Number && double.TryParse(found.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            cursor.Skip();
            return (negative ? -value : value, null);
        }
        if (negative || found.Kind is not (ModelTokenKind.Name or ModelTokenKind.Text)) throw cursor.Wrong("a number, NA or a label");
        cursor.Skip();
        return found.Text == "NA" ? (double.NaN, null) : (null, found.Text);
    }
}
