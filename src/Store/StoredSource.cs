using System.Collections.Immutable;

namespace CoProduction.Store;

/// <summary>A source and where its rows lie.</summary>
/// <param name="Source">Id of the source.</param>
/// <param name="Table">Table it fills.</param>
/// <param name="Path">Name of the file in the store's folder, or of the relation in the database.</param>
/// <param name="Stamp">File, hash and row counts.</param>
/// <param name="Fingerprint">Hash of everything the records depend on.</param>
/// <param name="Faults">Number of rejections.</param>
/// <param name="Fields">Fields in the schema's order.</param>
/// <param name="Key">Fields of the primary key.</param>
/// <param name="Constants">Key fields that have one value in all rows.</param>
/// <param name="Against">Fingerprints of the sources whose keys this one repeats; it is loaded again when one of them changes.</param>
internal sealed record StoredSource(
    string Source, string Table, string Path, SourceStamp Stamp, string Fingerprint, long Faults,
    ImmutableArray<StoredField> Fields, ImmutableArray<string> Key, ImmutableArray<KeyConstant> Constants, ImmutableArray<string> Against)
{
    public LoadedSource Loaded() => new(Source, Table, Stamp, Fingerprint);

    /// <summary>True when the source has the same content, table and foreign keys as one that is to be loaded.</summary>
    /// <param name="content">What is to be loaded.</param>
    /// <param name="sources">The sources of the current version.</param>
    public bool IsUnchanged(SourceContent content, IReadOnlyCollection<StoredSource> sources) =>
        Fingerprint == content.Fingerprint && Stamp.Sha256 == content.Sha256 && Table == content.Schema.Name
        && Against.All(fingerprint => sources.Any(other => other.Fingerprint == fingerprint));

    /// <summary>False when a key field has one value throughout here and another one there.</summary>
    public bool MayShareKeys(ImmutableArray<KeyConstant> constants) => constants.All(mine =>
        Constants.FirstOrDefault(theirs => theirs.Field == mine.Field) is not { } same || same.Value == mine.Value);

    public StoredField? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);
}

/// <summary>A key field that has the same value in every row of a source.</summary>
internal sealed record KeyConstant(string Field, string Value);
