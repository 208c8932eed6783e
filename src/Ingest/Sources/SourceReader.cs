using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace CoProduction.Ingest;

/// <summary>Opens a source of a study: file → rows → values → checks → blocks of records and rejections.</summary>
public static class SourceReader
{
    /// <summary>Blocks read ahead while the consumer works.</summary>
    private const int Ahead = 3;

    /// <summary>
    /// Hashes the file and matches its header at once; the rows are read, once and in file order, while <see cref="SourceContent.Blocks"/> is enumerated. Memory does not grow with the rows.
    /// Repeated primary keys are left to the store, which sees all rows.
    /// </summary>
    /// <param name="plan">The source's entry in the study file.</param>
    /// <param name="folder">Folder of the study file.</param>
    /// <param name="schema">Schema of the table; for a survey with one integer field per item.</param>
    /// <param name="parents">Keys that rows may refer to; see <see cref="ParentKeys"/>.</param>
    /// <param name="codes">Missing codes of single fields, besides those of the plan.</param>
    /// <param name="progress">Told the rows read so far, block by block; null for none.</param>
    /// <param name="notices">Told, behind the last row, what the file holds and is left out, such as columns that name people; null for nobody.</param>
    /// <param name="hashes">Hashes that were begun before; null for none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="StudyException">The source cannot be used: no file, no header match, a key column missing, wrong encoding, a damaged workbook.</exception>
    public static SourceContent Open(
        SourcePlan plan, string folder, TableSchema schema, ParentKeys parents, ImmutableArray<MissingCode> codes,
        IProgress<long>? progress = null, Action<Label>? notices = null, HashesAhead? hashes = null, CancellationToken cancellationToken = default)
    {
        var file = Find(plan, folder, schema);
        string written = file.Written(), sha256 = hashes?.Of(plan.Id, written) ?? file.Sha256();
        cancellationToken.ThrowIfCancellationRequested();
        var source = new Source(plan, schema, parents, codes.IsDefault ? [] : codes, file.Inspect(), written);
        ImmutableArray<string> uniform;
        using (var rows = source.Open()) uniform = source.Blocks(rows).Uniform;
        string form = file.Questionnaire is { } questionnaire ? Fingerprint.OfFile(questionnaire.Path) : "";
        return new SourceContent(plan, schema, sha256, Fingerprint.Of(sha256, plan, schema, parents, source.Codes, form), source.Stream(progress, notices, cancellationToken)) { Uniform = uniform };
    }

    private static RowFile Find(SourcePlan plan, string folder, TableSchema schema)
    {
        var file = RowFile.Find(folder, plan.File, plan.Sheet, plan.Encoding, plan.Format) with { Table = schema.Name, Constructs = plan.Constructs };
        if (file is { Format.IsQuestionnaire: false, Layer: not { IsQuestionnaire: true } } && (plan.Form is not null || !plan.Constructs.IsEmpty)) throw QuestionnaireFaults.NotHere(file.Shown, plan.Form is null ? "constructs" : "form");
        return plan.Form is null ? file : file with { Questionnaire = RowFile.Find(folder, plan.Form, null, null) };
    }

    private sealed record Source(SourcePlan Plan, TableSchema Schema, ParentKeys Parents, ImmutableArray<MissingCode> Codes, RowFile File, string Written)
    {
        public RowReader Open() => CleanedRows.Of(File.Open(), Plan, Schema);

        public BlockReader Blocks(RowReader rows) => new(rows, Plan, Schema, HeaderMatch.Of(Plan, Schema, rows, Codes, Parents), Parents);

        public async IAsyncEnumerable<SourceBlock> Stream(IProgress<long>? progress, Action<Label>? notices, CancellationToken opened, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(opened, cancellationToken);
            var channel = Channel.CreateBounded<SourceBlock>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
            var reading = Task.Run(() => Fill(channel.Writer, progress, notices, stop.Token), CancellationToken.None);
            try
            {
                await foreach (var block in channel.Reader.ReadAllAsync(stop.Token).ConfigureAwait(false)) yield return block;
            }
            finally
            {
                await stop.CancelAsync().ConfigureAwait(false);
                await reading.ConfigureAwait(false);
            }
        }

        /// <summary>Never throws: what goes wrong travels through the channel to the consumer.</summary>
        private async Task Fill(ChannelWriter<SourceBlock> blocks, IProgress<long>? progress, Action<Label>? notices, CancellationToken cancellationToken)
        {
            try
            {
                using var rows = Open();
                var reader = Blocks(rows);
                long read = 0;
                for (var block = reader.Next(first: true); block is not null; block = reader.Next(first: false))
                {
                    await blocks.WriteAsync(block, cancellationToken).ConfigureAwait(false);
                    progress?.Report(read += block.RowsRead);
                }
                foreach (var notice in rows.Notices) notices?.Invoke(notice);
                blocks.Complete(File.Written() == Written ? null : IngestFaults.ChangedWhileRead(Plan.File));
            }
            catch (Exception failure)
            {
                blocks.Complete(failure);
            }
        }
    }
}
