using System.Collections.Immutable;

namespace CoProduction.Ingest.Tests;

/// <summary>The three tables that a study fills from one project, loaded in the order of a study.</summary>
internal sealed record ProjectStudy(Loaded Codes, Loaded Interviews, Loaded Codings)
{
    public ImmutableArray<Rejection> Rejections => [.. Codes.Rejections, .. Interviews.Rejections, .. Codings.Rejections];

    /// <summary>A source's entry with constants.</summary>
    public static SourcePlan Plan(string table, params (string Field, string Value)[] constants) =>
        Given.Plan(table: table) with { Constants = constants.ToImmutableDictionary(constant => constant.Field, constant => constant.Value) };

    /// <summary>Loads codes, interviews and codings of a file; the constants are those of the interviews.</summary>
    public static async Task<ProjectStudy> LoadAsync(string path, params (string Field, string Value)[] constants)
    {
        var codes = await Given.LoadFile(DataSchema.Table("codes"), path, Plan("codes"));
        var interviews = await Given.LoadFile(DataSchema.Table("interviews"), path, Plan("interviews", constants));
        ImmutableArray<string> key = ["interview", "speaker", "role", "community"];
        var parents = ParentKeys.None.With("codes", ["code"], codes.Texts("code").Select(code => ImmutableArray.Create(code)))
            .With("interviews", key, Enumerable.Range(0, (int)interviews.Accepted).Select(row => key.Select(field => interviews.Texts(field)[row]).ToImmutableArray()));
        return new ProjectStudy(codes, interviews, await Given.LoadFile(DataSchema.Table("codings"), path, Plan("codings"), parents));
    }
}
