namespace CoProduction.Analysis;

/// <summary>Numbers of one field of a block.</summary>
internal static class FieldValues
{
    /// <summary>Writes the values of a field; those of missing rows mean nothing.</summary>
    /// <exception cref="StudyException">The field is no column of numbers.</exception>
    internal static void Read(Frame block, string field, ReadOnlySpan<bool> missing, Span<double> into)
    {
        var evaluation = new Evaluation([], 0);
        evaluation.Begin(block);
        evaluation.Evaluate(new NameExpression(field, 0), 0, missing, into);
    }
}
