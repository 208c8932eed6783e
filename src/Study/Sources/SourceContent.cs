using System.Collections.Immutable;

namespace CoProduction;

/// <summary>A source on its way into the store: what it is, and its rows as a stream of blocks, read once.</summary>
/// <param name="Plan">The source's entry in the study file.</param>
/// <param name="Schema">Schema of the table it fills; a survey's holds the instrument's items too.</param>
/// <param name="Sha256">SHA-256 of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Fingerprint">Hash of everything the records depend on: the file, its mapping, the schema's version and the keys it refers to.</param>
/// <param name="Blocks">The rows, in file order.</param>
public sealed record SourceContent(SourcePlan Plan, TableSchema Schema, string Sha256, string Fingerprint, IAsyncEnumerable<SourceBlock> Blocks)
{
    /// <summary>Fields that the file has no column for: in all rows they have one value, or none for one reason. A store may keep it once.</summary>
    public ImmutableArray<string> Uniform { get; init; } = [];
}

/// <summary>A block of a source's rows. Accepted + rejected = rows read.</summary>
/// <param name="Accepted">
/// Valid rows: the columns of the schema in its order, then <see cref="RowColumn"/>. A column has the type of its field: Text → <see cref="TextColumn"/>, Integer and Flag → <see cref="IntegerColumn"/>,
/// Number → <see cref="NumberColumn"/>, Money → <see cref="MoneyColumn"/>, Date → <see cref="DateColumn"/>, Category → <see cref="CategoryColumn"/>.
/// </param>
/// <param name="Rejections">Faults of the rows that were not accepted, all of them.</param>
/// <param name="RowsRead">Rows read from the file, blank lines not counted.</param>
/// <param name="RowsRejected">Rows with at least one fault.</param>
public sealed record SourceBlock(Frame Accepted, ImmutableArray<Rejection> Rejections, long RowsRead, long RowsRejected)
{
    /// <summary>Name of the integer column that holds the row's number in its file.</summary>
    public const string RowColumn = "_row";
}
