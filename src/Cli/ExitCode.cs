namespace CoProduction.Cli;

/// <summary>Exit codes of <c>copro</c>, the same for every command.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>The data has rejections, a rule of <c>check</c> failed, or a cell of a notebook did.</summary>
    Rejections = 1,

    /// <summary>Wrong usage: an option, a name or a formula that cannot be.</summary>
    Usage = 2,

    /// <summary>The study or a file cannot be read.</summary>
    Unreadable = 3,

    /// <summary>An error of ours.</summary>
    Internal = 4,

    /// <summary>Interrupted by Ctrl-C (128 + SIGINT); nothing half-written stays.</summary>
    Interrupted = 130,
}
