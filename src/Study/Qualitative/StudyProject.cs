using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction;

/// <summary>
/// A study's code book, interviews and codings as a project that programs for qualitative analysis open. Read again, it gives the same codes, codings, speakers and positions.
/// It holds what people said: it is a researcher's own file, and none that leaves a study.
/// </summary>
public static class StudyProject
{
    private static readonly ImmutableArray<string> OfSpeakers = ["role", "community"], OfSources = ["interview", "date", "source_kind", "consent"];

    /// <summary>The project.</summary>
    /// <param name="name">Name of the project.</param>
    /// <param name="codes">Rows of the table codes: code, parent, label_zh, label_en, definition.</param>
    /// <param name="codings">Rows of codings: coding, interview, speaker, role, community, code, coder, start, end.</param>
    /// <param name="interviews">Rows of interviews: interview, speaker, role, community, and as far as they are there text, date, source_kind, consent.</param>
    /// <param name="labels">Language whose labels name the codes; null for the last part of each code's path, by which the study knows its codes again when the project comes back.</param>
    /// <exception cref="StudyException">A column is absent.</exception>
    public static QualitativeProject Of(string name, Frame codes, Frame codings, Frame interviews, Language? labels = null)
    {
        var speakers = Homes([.. Rows(interviews).Select(row => new Speaker(interviews, row))]);
        var coded = Rows(codings).Select(row => new Coded(codings, row)).ToLookup(coding => Home(coding, speakers));
        string[] fields = [.. OfSpeakers.Concat(OfSources).Where(interviews.Has)];
        return new QualitativeProject(name, "copro", QualitativeDialect.Other)
        {
            Coders = [.. Rows(codings).Select(row => codings["coder"].Text(row)).Distinct(StringComparer.Ordinal).OrderBy(coder => coder.Length).ThenBy(coder => coder, StringComparer.Ordinal).Select(coder => new QualitativeCoder(Coder(coder), coder))],
            Codes = CodePaths.Of(Nested([.. Rows(codes).Select(row => Code(codes, row, labels))])),
            Variables = [.. fields.Select(field => new QualitativeVariable(Variable(field), field, field == "date" ? QualitativeValueType.Date : QualitativeValueType.Text))],
            Sources = [.. speakers.GroupBy(speaker => speaker.Source).Select(group => Source(interviews, [.. group], [.. coded[group.Key]]))],
            Cases = [.. speakers.GroupBy(speaker => (speaker.Name, speaker.Role, speaker.Community)).Select(group => Case([.. group], speakers, coded))],
        };
    }

    /// <summary>A source for each text of an interview: its speakers share one, or have their own.</summary>
    private static ImmutableArray<Speaker> Homes(ImmutableArray<Speaker> speakers)
    {
        var texts = speakers.GroupBy(speaker => speaker.Interview, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Select(speaker => speaker.Text).Distinct(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
        return [.. speakers.Select(speaker => speaker with { Source = StableGuid.Of("interview", speaker.Interview, Number(texts[speaker.Interview].IndexOf(speaker.Text))), Title = texts[speaker.Interview].IndexOf(speaker.Text) == 0 ? speaker.Interview : $"{speaker.Interview} {speaker.Name}" })];
    }

    private static Guid Home(Coded coding, ImmutableArray<Speaker> speakers) =>
        (speakers.FirstOrDefault(speaker => speaker.Interview == coding.Interview && speaker.Fits(coding)) ?? throw StudyFaults.CodingOfNobody(coding.Key, coding.Interview)).Source;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<int> Rows(Frame frame) => Enumerable.Range(0, frame.Rows);

    private static QualitativeCode Code(Frame codes, int row, Language? labels)
    {
        string path = codes["code"].Text(row), parent = codes["parent"].Text(row);
        string label = labels is { } language ? codes[language == Language.Zh ? "label_zh" : "label_en"].Text(row) : "";
        string own = parent.Length > 0 && path.StartsWith(parent + "/", StringComparison.Ordinal) ? path[(parent.Length + 1)..] : path;
        return new QualitativeCode(CodeGuid(path), label.Length > 0 ? label : own, "", parent.Length > 0 ? CodeGuid(parent) : null) { Description = codes["definition"].Text(row) };
    }

    /// <summary>Every code behind its parent; one whose parent is not in the book, or is below it, is a root.</summary>
    private static List<QualitativeCode> Nested(QualitativeCode[] codes)
    {
        var children = codes.ToLookup(code => code.Parent ?? Guid.Empty);
        var known = codes.Select(code => code.Guid).ToHashSet();
        var ordered = new List<QualitativeCode>(codes.Length);
        var done = new HashSet<Guid>();
        void From(QualitativeCode root)
        {
            for (var open = new Stack<QualitativeCode>([root]); open.TryPop(out var code);)
            {
                if (!done.Add(code.Guid)) continue;
                ordered.Add(code);
                foreach (var child in children[code.Guid].Reverse()) open.Push(child);
            }
        }
        foreach (var root in codes.Where(code => code.Parent is not { } parent || !known.Contains(parent))) From(root with { Parent = null });
        foreach (var rest in codes.Where(code => !done.Contains(code.Guid))) From(rest with { Parent = null });
        return ordered;
    }

    private static QualitativeSource Source(Frame interviews, Speaker[] speakers, Coded[] codings)
    {
        var first = speakers[0];
        var passages = codings.Where(coding => coding.Span is not null).GroupBy(coding => coding.Selection);
        return new QualitativeSource(first.Source, first.Title, QualitativeMedium.Text)
        {
            Texts = [new QualitativeText(first.Source, "") { Content = first.Text.Length > 0 ? first.Text : null, Selections = [.. passages.Select(passage => Selection(passage.Key, [.. passage]))] }],
            Codings = [.. codings.Where(coding => coding.Span is null).Select(Coding)],
            Values = [.. OfSources.Where(interviews.Has).Select(field => new QualitativeValue(Variable(field), field == "interview" && first.Title == first.Interview ? "" : interviews[field].Text(first.Row))).Where(value => value.Text.Length > 0)],
        };
    }

    private static QualitativeSelection Selection(Guid guid, Coded[] codings) => new(guid, "", new TextPlace(codings[0].Span!.Value)) { Codings = [.. codings.Select(Coding)] };

    private static QualitativeCoding Coding(Coded coding) => new(coding.Guid, CodeGuid(coding.Code)) { Coder = Coder(coding.Coder) };

    /// <summary>A speaker who is alone in a source has all of it; one of several has the passages coded as theirs.</summary>
    private static QualitativeCase Case(Speaker[] rows, ImmutableArray<Speaker> speakers, ILookup<Guid, Coded> coded)
    {
        var shared = speakers.CountBy(speaker => speaker.Source).Where(count => count.Value > 1).Select(count => count.Key).ToHashSet();
        var own = rows.Where(row => shared.Contains(row.Source)).SelectMany(row => coded[row.Source].Where(coding => coding.Span is not null && row.Fits(coding)).Select(coding => (row.Source, coding.Selection))).ToList();
        return new QualitativeCase(StableGuid.Of("case", rows[0].Name, rows[0].Role, rows[0].Community), rows[0].Name)
        {
            Sources = [.. rows.Where(row => own.All(part => part.Source != row.Source)).Select(row => row.Source).Distinct()],
            Selections = [.. own.Select(part => part.Selection).Distinct()],
            Values = [new QualitativeValue(Variable("role"), rows[0].Role), new QualitativeValue(Variable("community"), rows[0].Community)],
        };
    }

    private static Guid CodeGuid(string path) => StableGuid.Of("code", path);

    private static Guid Variable(string field) => StableGuid.Of("variable", field);

    private static Guid Coder(string name) => StableGuid.Of("coder", name);

    private sealed record Speaker(string Interview, string Name, string Role, string Community, string Text, int Row)
    {
        public Speaker(Frame rows, int row) : this(rows["interview"].Text(row), rows["speaker"].Text(row), rows["role"].Text(row), rows["community"].Text(row), rows.Has("text") ? rows["text"].Text(row) : "", row)
        {
        }

        public Guid Source { get; init; }

        public string Title { get; init; } = "";

        public bool Fits(Coded coding) => (coding.Speaker.Length == 0 || coding.Speaker == Name) && (coding.Role.Length == 0 || coding.Role == Role) && (coding.Community.Length == 0 || coding.Community == Community);
    }

    private sealed record Coded(string Key, string Interview, string Speaker, string Role, string Community, string Code, string Coder, TextSpan? Span)
    {
        public Coded(Frame rows, int row) : this(
            rows["coding"].Text(row), rows["interview"].Text(row), rows["speaker"].Text(row), rows["role"].Text(row), rows["community"].Text(row), rows["code"].Text(row), rows["coder"].Text(row), SpanOf(rows["start"].Text(row), rows["end"].Text(row)))
        {
        }

        /// <summary>A coding that came from a project keeps its GUID.</summary>
        public Guid Guid => System.Guid.TryParse(Key, out var guid) ? guid : StableGuid.Of("coding", Key);

        /// <summary>One selection for all codings of a passage and speaker.</summary>
        public Guid Selection => StableGuid.Of("selection", Interview, Speaker, Role, Community, Span?.ToString() ?? "");

        private static TextSpan? SpanOf(string start, string end) => int.TryParse(start, CultureInfo.InvariantCulture, out int first) && int.TryParse(end, CultureInfo.InvariantCulture, out int last) && first >= 0 && last >= first ? new TextSpan(first, last) : null;
    }
}
