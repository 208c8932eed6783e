using System.Globalization;

namespace CoProduction.Store;

/// <summary>The texts of the shared store's errors. None repeats an address: it may hold a password.</summary>
internal static partial class StoreFaults
{
    private const string Migrate = "Run 'copro store migrate' as somebody who may make roles and schemas";

    public static StudyException AddressUnreadable(string why) => new(new Fault(
        "The store's address cannot be read", "", $"{why}; the address itself is not shown, since it may hold a password",
        "Write 'Host=…;Database=…;Username=…' or 'postgresql://user@host/database?sslmode=verify-full' into the environment variable that the study file names"));

    public static StudyException NotMigrated(string database) => new(new Fault(
        "The database holds no store", database, "its tables have not been made: that is done once, by the command alone", Migrate));

    public static StudyException OlderSchema(string database, int schema, int known) => new(new Fault(
        string.Create(CultureInfo.InvariantCulture, $"The store's schema is {schema}"), database, string.Create(CultureInfo.InvariantCulture, $"this program needs {known}"), Migrate));

    public static StudyException NewerSchema(string database, int schema, int known) => new(new Fault(
        string.Create(CultureInfo.InvariantCulture, $"The store's schema is {schema}"), database, string.Create(CultureInfo.InvariantCulture, $"this program knows schemas up to {known}"),
        "Use the newer program that made it"));

    public static StudyException MigrationChanged(string database, int number, string name) => new(new Fault(
        string.Create(CultureInfo.InvariantCulture, $"Migration {number} ({name}) is not the one that was applied"), database, "an applied migration may not change: the tables would not be what its text says",
        "Use the program that applied it, or restore the migration's file and write a further one"));

    public static StudyException NoCitus(string database) => new(new Fault(
        "The database cannot distribute the store", database, "the extension 'citus' is not installed in it",
        "Run 'CREATE EXTENSION citus' in the database of the coordinator first, or migrate without --citus"));

    public static StudyException LoadHeld(string study, string holder) => new(new Fault(
        $"Another load of study '{study}' is under way", "", $"one load at a time may change a study, and {holder} holds that right; readers go on meanwhile",
        "Wait until the other run has ended, then run again"));

    public static StudyException MayNotLoad(string database, Exception inner) => new(new Fault(
        "This login may not load", database, "only members of the role copro_load may change a study",
        "Let an administrator GRANT copro_load to the login, or use the address of a loader"), inner);

    public static StudyException Denied(string database, string what, Exception inner) => new(new Fault(
        $"This login may not {what}", database, inner.Message,
        "Let an administrator GRANT the role that may: copro_read for records, copro_load for loads, copro_migrate for migrations"), inner);

    public static StudyException OutOfScope(string study, string database) => new(new Fault(
        $"This login may read no part of study '{study}'", database, "readers see the sub-districts that copro.scopes names for their login, and it names none",
        "Let an administrator enter the login's sub-districts, or '*' for the whole study, into copro.scopes"));

    public static StudyException SignInRefused(string database, Exception inner) => new(new Fault(
        "The database refused the sign-in", database, inner.Message,
        "Check the user, and the password in the variable PGPASSWORD or the file .pgpass; a server that demands TLS wants SSL Mode=Require or stricter"), inner);

    public static StudyException CertificateRefused(string database, Exception inner) => new(new Fault(
        "The database's certificate is not trusted", database, $"{inner.InnerException?.Message.TrimEnd('.') ?? inner.Message}; nothing was sent to it",
        "Name the file of the authority that signed it as Root Certificate (sslrootcert), and the server by the name that the certificate holds"), inner);

    public static StudyException Unreachable(string database, string what, Exception inner) => new(new Fault(
        $"The database does not answer: the store could not {what}", database, inner.Message,
        "Check that the server runs and is reached from here, then run again; nothing that was loaded before is lost"), inner);

    public static StudyException DatabaseFailed(string database, string what, Exception inner) => new(new Fault(
        $"The store could not {what}", database, inner.Message, "Read the server's own log for the moment of the error; nothing that was loaded before is lost"), inner);

    public static (string Rule, string Mend) NotText => (
        "the text holds a character that PostgreSQL cannot keep (a NUL or half a surrogate pair)", "Remove the character from the file");
}
