namespace CoProduction.Analysis;

/// <summary>Kind of a token of a model's text.</summary>
internal enum ModelTokenKind { Name, Number, Text, Operator, Separator, End }

/// <summary>A token of a model's text.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text; a quoted name without its quotes.</param>
/// <param name="Line">Line, counted from 1.</param>
/// <param name="Column">Column, counted from 1.</param>
internal sealed record ModelToken(ModelTokenKind Kind, string Text, int Line, int Column)
{
    internal bool Is(string text) => Kind == ModelTokenKind.Operator && Text == text;
}
