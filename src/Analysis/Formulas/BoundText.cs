namespace CoProduction.Analysis;

/// <summary>Says in words which constants a function took from the rows.</summary>
internal static class BoundText
{
    internal static (string Function, string Value)? Of(Expression expression) => expression switch
    {
        ShiftedExpression shifted => (shifted.Printed, Of(shifted)),
        FixedExpression same => (same.Printed, Deparser.Number(same.Value)),
        GroupMeanExpression mean => (mean.Printed, Of(mean.Means)),
        GroupCentredExpression centred => (centred.Printed, $"{Deparser.Print(centred.Inner)} less {Of(centred.Means)}"),
        OrthogonalExpression orthogonal => (orthogonal.Printed, $"orthogonal over {Deparser.Print(orthogonal.Inner)} from {Deparser.Number(orthogonal.Basis.Low)} to {Deparser.Number(orthogonal.Basis.High)}"),
        _ => null,
    };

    private static string Of(ShiftedExpression shifted)
    {
        string inner = Deparser.Print(shifted.Inner), centred = shifted.Centre.Value == 0 ? inner : $"({inner} - {Deparser.Number(shifted.Centre.Value)})";
        return shifted.Divisor == 1 ? centred : $"{centred}/{Deparser.Number(shifted.Divisor)}";
    }

    private static string Of(GroupMeans means) => $"the means of {means.Count} values of {means.Field}";
}
