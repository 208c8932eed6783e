using System.CommandLine;
using System.Globalization;
using CoProduction.Store;
using CoProduction.Workbench;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro store migrate</c> and <c>copro store status</c>: the database that studies share.</summary>
internal static class StoreCommand
{
    private const int LoadsShown = 10;
    private static readonly Argument<string?> Study = new("STUDY") { Description = "Folder that holds study.yaml, or the file itself; without it the address in COPRO_STORE is taken.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string> Shown = Options.Study();
    private static readonly Option<bool> Citus = new("--citus") { Description = "Distribute the records by community over the workers of a Citus coordinator; needs the extension citus in the database." };
    private static readonly Option<bool> Json = Options.Json();

    /// <summary>The command.</summary>
    public static Command Make() => new("store", """
        The store: bring a shared PostgreSQL database to the schema of this program, or say what a study's store holds.

        Examples:
          copro store migrate district-x
          copro store migrate --citus
          copro store status district-x
        """) { Migrate(), Status() };

    private static Command Migrate()
    {
        var command = new Command("migrate", """
            Make or bring up to date the schema of a shared store. Each migration is one transaction; run again it changes nothing. It makes the roles copro_migrate, copro_load,
            copro_read and copro_released, so the first time it needs a login that may make roles and schemas. Nothing else in this program ever changes the schema.

            Example:
              copro store migrate district-x
            """) { Study, Citus };
        command.SetAction((parsed, cancellation) => Options.EndAsync(async () =>
        {
            var address = SharedStores.Address(parsed.GetValue(Study));
            Terminal.Result($"{address}");
            foreach (var migration in await Migrations.ApplyAsync(address, parsed.GetValue(Citus), cancellation))
                Terminal.Result(string.Create(CultureInfo.InvariantCulture, $"{migration.Number:D4}  {migration.Name}  {migration.Applied:yyyy-MM-dd HH:mm:ss}Z"));
            return ExitCode.Done;
        }));
        return command;
    }

    private static Command Status()
    {
        var command = new Command("status", """
            What a study's store holds: its data version, its sources with their rows, and for a shared store the last loads.

            Example:
              copro store status district-x
            """) { Shown, Json };
        command.SetAction((parsed, cancellation) => Options.EndAsync(async () =>
        {
            var plan = StudyFolder.Read(parsed.GetRequiredValue(Shown));
            await using var store = await StudyStores.OpenAsync(plan, cancellation);
            var sources = await store.SourcesAsync(cancellation);
            var loads = await StudyStores.LoadsAsync(store, LoadsShown, cancellation);
            if (parsed.GetValue(Json)) StoreText.Write(plan, sources, loads, Console.OpenStandardOutput());
            else StoreText.Print(plan, sources, loads);
            return ExitCode.Done;
        }));
        return command;
    }
}
