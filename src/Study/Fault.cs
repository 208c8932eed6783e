namespace CoProduction;

/// <summary>An error in the four parts that a reader needs to mend it.</summary>
/// <param name="What">What was found, quoting the value.</param>
/// <param name="Where">File, sheet, row, column or study entry; empty when the fault has no place.</param>
/// <param name="Why">Why it cannot be.</param>
/// <param name="Mend">What to change, naming the option, the cell or the alternative.</param>
public sealed record Fault(string What, string Where, string Why, string Mend)
{
    /// <summary>The four parts as prose: <c>What (where): why. Mend.</c></summary>
    public override string ToString()
    {
        string found = Where.Length == 0 ? Bare(What) : $"{Bare(What)} ({Where})";
        string said = Why.Length > 0 ? Sentence($"{found}: {Why}") : Where.Length == 0 ? Sentence(What) : Sentence(found);
        return Mend.Length == 0 ? said : $"{said} {Sentence(Mend)}";
    }

    private static string Bare(string text) => text.TrimEnd('.', '。');

    private static string Sentence(string text) =>
        text.Length == 0 || text[^1] is '.' or '。' or '?' or '!' ? text : text + ".";
}

/// <summary>Thrown when a study, file, specification or combination cannot be used; always carries a <see cref="Fault"/>.</summary>
public class StudyException : Exception
{
    /// <summary>An exception for one fault.</summary>
    public StudyException(Fault fault) : base(fault.ToString()) => Fault = fault;

    /// <summary>An exception for one fault, with the exception that revealed it.</summary>
    public StudyException(Fault fault, Exception inner) : base(fault.ToString(), inner) => Fault = fault;

    /// <summary>The four parts of the error.</summary>
    public Fault Fault { get; }
}
