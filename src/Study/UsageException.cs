namespace CoProduction;

/// <summary>Thrown when what was asked for cannot be: an unknown name, a formula that does not parse, an unsupported combination. The file may be right.</summary>
public sealed class UsageException : StudyException
{
    /// <summary>An exception for one fault.</summary>
    public UsageException(Fault fault) : base(fault)
    {
    }
}
