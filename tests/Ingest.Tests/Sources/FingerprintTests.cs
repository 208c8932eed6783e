using System.Collections.Immutable;
using System.Security.Cryptography;

namespace CoProduction.Ingest.Tests;

public class FingerprintTests
{
    private const string Csv = "id,community\n1,L\n";

    private static readonly TableSchema Schema = Given.Table("rows", Given.Field("id", FieldType.Integer), Given.Field("community", FieldType.Text)) with { ForeignKeys = [new ForeignKey(["community"], "communities", ["community"])] };

    private static readonly ParentKeys Parents = ParentKeys.None.With("communities", ["community"], [["L"]]);

    [Fact]
    public void TheFilesHashIsItsSha256()
    {
        string path = Given.File("rows.csv", "id\n"u8.ToArray());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("id\n"u8)), Open(path).Sha256);
    }

    [Fact]
    public void TheSameContentGivesTheSameFingerprint() => Assert.Equal(Of(), Of());

    [Fact]
    public void WhateverTheRecordsDependOnChangesIt()
    {
        var others = new[]
        {
            Of(csv: Csv + "2,L\n"),
            Of(schema: Schema with { Version = "2" }),
            Of(schema: Schema with { Fields = Schema.Fields.SetItem(0, Schema.Fields[0] with { Maximum = 9 }) }),
            Of(parents: Parents.With("communities", ["community"], [["L"], ["M"]])),
            Of(plan: Given.Plan() with { Missing = [("9", MissingReason.DontKnow)] }),
            Of(plan: Given.Plan() with { Recodes = ImmutableDictionary<string, ImmutableArray<(string, string)>>.Empty.Add("community", [("a", "b")]) }),
            Of(plan: Given.Plan() with { Encoding = "utf-8" }),
            Of(codes: [new MissingCode("id", "9", MissingReason.DontKnow)]),
            Of(),
        };
        Assert.Equal(others.Length, others.Distinct().Count());
    }

    [Fact]
    public void KeysOfTablesThatAreNotReferredToDoNot() => Assert.Equal(Of(), Of(parents: Parents.With("codes", ["code"], [["driver"]])));

    private static string Of(string csv = Csv, SourcePlan? plan = null, TableSchema? schema = null, ParentKeys? parents = null, ImmutableArray<MissingCode> codes = default) =>
        Open(Given.File("rows.csv", System.Text.Encoding.UTF8.GetBytes(csv)), plan, schema, parents, codes).Fingerprint;

    private static SourceContent Open(string path, SourcePlan? plan = null, TableSchema? schema = null, ParentKeys? parents = null, ImmutableArray<MissingCode> codes = default) =>
        SourceReader.Open(plan ?? Given.Plan(), Path.GetDirectoryName(path)!, schema ?? Schema, parents ?? Parents, codes);
}
