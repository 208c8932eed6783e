using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Ingest.Tests;

/// <summary>Projects of every kind of element, with texts of every kind of letter.</summary>
internal static class GeneratedProject
{
    private static readonly string[] Pieces = ["居民", "\U00020000", "\u0645\u0631\u062D\u0628\u0627", "e\u0301", "\U0001F469\u200D\U0001F33E", "a", " ", "\t", "\n", "\r\n", "\r", "<&>\"'", "]]>", "\uFEFF", "\u0085", "\u2028", "=1+1"];

    /// <summary>Texts whose offsets are easily miscounted.</summary>
    public static Gen<string> Text { get; } = Gen.ListOf(Gen.Elements(Pieces)).Select(string.Concat);

    private static readonly Gen<Guid> Guid = Gen.ArrayOf(Gen.Choose(0, 255), 16).Select(bytes => new Guid([.. bytes.Select(value => (byte)value)]));

    private static readonly Gen<string> Name = Gen.NonEmptyListOf(Gen.Elements("动", "议/事", "\U00020000", "b", "مرحبا", "e\u0301", "\"", "<")).Select(string.Concat);

    /// <summary>Whole projects.</summary>
    public static Arbitrary<QualitativeProject> Any { get; } = (
        from coders in Gen.ListOf(Guid)
        from codes in Codes
        from variables in Gen.ListOf(from guid in Guid from name in Name from type in Gen.Elements(Enum.GetValues<QualitativeValueType>()) select new QualitativeVariable(guid, name, type))
        from sources in Gen.ListOf(Source([.. coders], codes, [.. variables]))
        from cases in Gen.ListOf(Case(codes, [.. variables], [.. sources]))
        from notes in Gen.ListOf(from guid in Guid from name in Name from text in Text select new QualitativeNote(guid, name) { Text = text })
        from sets in Gen.ListOf(from guid in Guid from name in Name from some in Gen.SubListOf(codes) select new QualitativeSet(guid, name) { Codes = [.. some.Select(code => code.Guid)], Sources = [.. sources.Select(source => source.Guid)], Notes = [.. notes.Select(note => note.Guid)] })
        from links in Gen.ListOf(from guid in Guid from name in Name from direction in Gen.Elements("", "OneWay", "Associative", "Bidirectional") select new QualitativeLink(guid, name) { Origin = guid, Target = guid, Direction = direction })
        from description in Text
        select new QualitativeProject("项目", "", QualitativeDialect.Other)
        {
            Description = description,
            Coders = [.. coders.Distinct().Select((guid, index) => new QualitativeCoder(guid, $"coder-{index + 1}"))],
            Codes = CodePaths.Of(codes),
            Variables = [.. variables.DistinctBy(variable => variable.Guid)],
            Cases = [.. cases],
            Sources = [.. sources.DistinctBy(source => source.Guid)],
            Notes = [.. notes],
            Sets = [.. sets],
            Links = [.. links],
        }).ToArbitrary();

    private static Gen<QualitativeCode[]> Codes { get; } =
        from flat in Gen.NonEmptyListOf(from guid in Guid from name in Name from text in Text from color in Gen.Elements("", "#F00", "#00ff00", "red") from codable in Gen.Elements(true, false) select new QualitativeCode(guid, name, "", null) { Description = text, Color = color, IsCodable = codable })
        from parents in Gen.ArrayOf(Gen.Choose(-1, 5), flat.Count)
        select Nested([.. flat.DistinctBy(code => code.Guid)], parents);

    /// <summary>Codes in the order of a walk through the tree, as files have them.</summary>
    private static QualitativeCode[] Nested(QualitativeCode[] flat, int[] parents)
    {
        var nested = flat.Select((code, index) => code with { Parent = parents[index] >= 0 && parents[index] < index ? flat[parents[index]].Guid : null }).ToArray();
        IEnumerable<QualitativeCode> Walk(Guid? parent) => nested.Where(code => code.Parent == parent).SelectMany(code => Walk(code.Guid).Prepend(code));
        return [.. Walk(null)];
    }

    private static Gen<QualitativeCoding> Coding(Guid[] coders, QualitativeCode[] codes) =>
        from guid in Guid
        from code in Gen.Elements(codes)
        from coder in coders.Length == 0 ? Gen.Constant<Guid?>(null) : Gen.Elements(coders).Select(known => (Guid?)known)
        from created in Gen.Elements("", "2021-05-01T10:00:00Z", "2021-05-01T10:00:00")
        select new QualitativeCoding(guid, code.Guid) { Coder = coder, Created = created };

    private static Gen<QualitativeSelection> Selection(Gen<SelectionPlace> place, Guid[] coders, QualitativeCode[] codes) =>
        from guid in Guid
        from at in place
        from name in Name
        from text in Text
        from codings in Gen.ListOf(Coding(coders, codes))
        select new QualitativeSelection(guid, name, at) { Description = text, Codings = [.. codings] };

    private static Gen<QualitativeText> Words(Guid[] coders, QualitativeCode[] codes) =>
        from guid in Guid
        from content in Text
        let count = new CodePoints(content).Count
        from selections in Gen.ListOf(Selection(from start in Gen.Choose(0, count) from end in Gen.Choose(start, count) select (SelectionPlace)new TextPlace(new TextSpan(start, end)), coders, codes))
        select new QualitativeText(guid, "") { Content = content, Selections = [.. selections] };

    private static Gen<SelectionPlace> Place(QualitativeMedium medium) => medium switch
    {
        QualitativeMedium.Audio or QualitativeMedium.Video => from begin in Gen.Choose(0, 100000) from length in Gen.Choose(0, 1000) select (SelectionPlace)new TimePlace(begin, begin + length),
        QualitativeMedium.Pdf => from page in Gen.Choose(0, 9) from x in Gen.Choose(0, 900) from y in Gen.Choose(0, 900) select (SelectionPlace)new RegionPlace(page, x, y, x + 5, y + 6),
        _ => from x in Gen.Choose(0, 900) from y in Gen.Choose(0, 900) select (SelectionPlace)new RegionPlace(null, x, y, x + 5, y + 6),
    };

    private static Gen<QualitativeSource> Source(Guid[] coders, QualitativeCode[] codes, QualitativeVariable[] variables) =>
        from medium in Gen.Elements(Enum.GetValues<QualitativeMedium>())
        from text in Words(coders, codes)
        from name in Name
        from selections in medium == QualitativeMedium.Text ? Gen.Constant<List<QualitativeSelection>>([]) : Gen.ListOf(Selection(Place(medium), coders, codes))
        from whole in Gen.ListOf(Coding(coders, codes))
        from guid in Guid
        from values in Gen.SubListOf(variables)
        select new QualitativeSource(medium == QualitativeMedium.Text ? text.Guid : guid, name, medium)
        {
            Texts = medium is QualitativeMedium.Audio or QualitativeMedium.Video ? [] : [text],
            Path = medium == QualitativeMedium.Text ? "" : "internal://x.bin",
            Selections = [.. selections],
            Codings = [.. whole],
            Values = [.. values.Select(variable => new QualitativeValue(variable.Guid, Value(variable)))],
        };

    private static string Value(QualitativeVariable variable) => variable.Type switch
    {
        QualitativeValueType.Boolean => "true",
        QualitativeValueType.Integer => "12",
        QualitativeValueType.Float => "1.5",
        QualitativeValueType.Date => "2021-05-01",
        QualitativeValueType.DateTime => "2021-05-01T10:00:00",
        _ => variable.Name,
    };

    private static Gen<QualitativeCase> Case(QualitativeCode[] codes, QualitativeVariable[] variables, QualitativeSource[] sources) =>
        from guid in Guid
        from name in Name
        from some in Gen.SubListOf(sources)
        from values in Gen.SubListOf(variables)
        from given in Gen.SubListOf(codes)
        select new QualitativeCase(guid, name)
        {
            Sources = [.. some.Select(source => source.Guid)],
            Codes = [.. given.Select(code => code.Guid)],
            Values = [.. values.Select(variable => new QualitativeValue(variable.Guid, Value(variable)))],
        };
}
