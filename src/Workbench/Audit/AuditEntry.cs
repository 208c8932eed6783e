using System.Collections.Immutable;

namespace CoProduction.Workbench;

/// <summary>What happened.</summary>
public enum AuditEvent
{
    /// <summary>Somebody signed in.</summary>
    SignedIn,

    /// <summary>A sign-in was refused: wrong name or password, locked, or no account in this study.</summary>
    SignInRefused,

    /// <summary>Somebody signed out.</summary>
    SignedOut,

    /// <summary>A released table or figure was downloaded.</summary>
    Exported,

    /// <summary>A source was loaded.</summary>
    Loaded,

    /// <summary>The rules that the study is judged by changed.</summary>
    RulesChanged,

    /// <summary>An account was added, changed or removed.</summary>
    AccountChanged,
}

/// <summary>One line of the audit log.</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Event">What happened.</param>
/// <param name="Who">Name of the account; of the operating system's user where the command line acted; empty for nobody signed in.</param>
/// <param name="What">Of what: the export's address, the source and its fingerprint, the account.</param>
public sealed record AuditEntry(DateTimeOffset At, AuditEvent Event, string Who, string What);

/// <summary>The audit log as it stands.</summary>
/// <param name="Entries">Entries in order of time.</param>
/// <param name="Broken">Numbers, from 1, of the lines that do not follow from the line before: something was changed, removed or torn there.</param>
public sealed record AuditReading(ImmutableArray<AuditEntry> Entries, ImmutableArray<int> Broken);
