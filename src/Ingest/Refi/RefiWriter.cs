using System.Globalization;
using System.Text;
using System.Xml;

namespace CoProduction.Ingest;

/// <summary>Writes REFI-QDA Project 1.0 and CodeBook 1.0 in the order that the schemas ask for. Users are written by their pseudonyms.</summary>
internal sealed partial class RefiWriter
{
    private const string ProjectSpace = "urn:QDA-XML:project:1.0", CodeBookSpace = "urn:QDA-XML:codebook:1.0", Origin = "copro";

    private readonly XmlWriter _xml;
    private readonly Func<QualitativeText, string>? _pathOf;

    private readonly Dictionary<Guid, QualitativeVariable> _variables;

    private RefiWriter(XmlWriter xml, QualitativeProject project, Func<QualitativeText, string>? pathOf)
    {
        (_xml, _pathOf) = (xml, pathOf);
        _variables = project.Variables.GroupBy(variable => variable.Guid).ToDictionary(group => group.Key, group => group.First());
    }

    /// <summary>Writes a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="shown">Name of the file in errors.</param>
    /// <param name="pathOf">Path of a text's own file; null to write texts within the project's file.</param>
    /// <exception cref="StudyException">A selection has no place, or a source more texts than its kind may have.</exception>
    public static void WriteProject(QualitativeProject project, Stream stream, string shown, Func<QualitativeText, string>? pathOf)
    {
        foreach (var source in project.Sources) Check(source, shown);
        Written(stream, shown, xml => new RefiWriter(xml, project, pathOf).Project(project));
    }

    /// <summary>Writes a code book.</summary>
    /// <exception cref="StudyException">There are no codes, which the schema does not allow.</exception>
    public static void WriteCodeBook(QualitativeProject project, Stream stream, string shown)
    {
        if (project.Codes.IsEmpty) throw IngestFaults.CannotHold("A code book without codes", shown, "its schema asks for one code or more");
        Written(stream, shown, xml => new RefiWriter(xml, project, null).CodeBook(project));
    }

    private static void Check(QualitativeSource source, string shown)
    {
        if (source.Texts.SelectMany(text => text.Selections).Concat(source.Selections).FirstOrDefault(selection => selection.Place is null) is { } unplaced)
            throw IngestFaults.CannotHold($"The selection {unplaced.Guid} of '{CellText.Quote(source.Name)}'", shown, "it has no place, which the schema asks for");
        if (source.Texts.Length > 1 && source.Medium is not (QualitativeMedium.Audio or QualitativeMedium.Video))
            throw IngestFaults.CannotHold($"The source '{CellText.Quote(source.Name)}'", shown, "it has several texts, and only recordings may");
    }

    private static void Written(Stream stream, string shown, Action<XmlWriter> write)
    {
        try
        {
            // Line feeds and returns of a text are kept as they are: positions count them.
            using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize, CloseOutput = false });
            write(xml);
        }
        catch (ArgumentException failure)
        {
            throw IngestFaults.CannotHold("A text of the project", shown, failure.Message);
        }
    }

    private void Project(QualitativeProject project)
    {
        _xml.WriteStartElement("Project", ProjectSpace);
        _xml.WriteAttributeString("name", project.Name);
        _xml.WriteAttributeString("origin", Origin);
        All("Users", project.Coders, User);
        if (!project.Codes.IsEmpty) In("CodeBook", () => Codes(project, withNotes: true));
        All("Variables", project.Variables, Variable);
        All("Cases", project.Cases, Case);
        All("Sources", project.Sources, Source, source => ElementOf(source.Medium) + "Source");
        All("Notes", project.Notes, Note);
        All("Links", project.Links, Link);
        All("Sets", project.Sets, Set);
        Optional("Description", project.Description);
        _xml.WriteEndElement();
    }

    private void CodeBook(QualitativeProject project)
    {
        _xml.WriteStartElement("CodeBook", CodeBookSpace);
        _xml.WriteAttributeString("origin", Origin);
        Codes(project, withNotes: false);
        var sets = project.Sets.Where(set => !set.Codes.IsEmpty).ToList();
        All("Sets", sets, set =>
        {
            Named(set.Guid, set.Name, always: true);
            Optional("Description", set.Description);
            foreach (var code in set.Codes) In("MemberCode", () => Guid("guid", code));
        });
        _xml.WriteEndElement();
    }

    private void User(QualitativeCoder coder) => Named(coder.Guid, coder.Pseudonym, always: true);

    /// <summary>Each code stands behind its parent, so an open element is closed when a code comes that is not below it.</summary>
    private void Codes(QualitativeProject project, bool withNotes)
    {
        var children = project.Codes.Where(code => code.Parent is not null).ToLookup(code => code.Parent!.Value);
        var open = new Stack<(QualitativeCode? Code, bool Ends)>(project.Codes.Where(code => code.Parent is null).Reverse().Select(code => ((QualitativeCode?)code, false)));
        _xml.WriteStartElement("Codes");
        while (open.TryPop(out var next))
        {
            if (next.Ends) _xml.WriteEndElement();
            else
            {
                Code(next.Code!, withNotes);
                open.Push((null, true));
                foreach (var child in children[next.Code!.Guid].Reverse()) open.Push((child, false));
            }
        }
        _xml.WriteEndElement();
    }

    private void Code(QualitativeCode code, bool withNotes)
    {
        _xml.WriteStartElement("Code");
        Named(code.Guid, code.Name, always: true);
        _xml.WriteAttributeString("isCodable", code.IsCodable ? "true" : "false");
        if (IsColor(code.Color)) _xml.WriteAttributeString("color", code.Color);
        Optional("Description", code.Description);
        if (withNotes) References("NoteRef", code.Notes);
    }

    private static bool IsColor(string color) => color.Length is 4 or 7 && color[0] == '#' && color.Skip(1).All(char.IsAsciiHexDigit);

    private void Variable(QualitativeVariable variable)
    {
        Named(variable.Guid, variable.Name, always: true);
        _xml.WriteAttributeString("typeOfVariable", variable.Type.ToString());
        Optional("Description", variable.Description);
    }

    private void Case(QualitativeCase one)
    {
        Named(one.Guid, one.Name);
        Optional("Description", one.Description);
        References("CodeRef", one.Codes);
        Values(one.Values);
        References("SourceRef", one.Sources);
        References("SelectionRef", one.Selections);
    }

    private void Note(QualitativeNote note)
    {
        Named(note.Guid, note.Name);
        Made(note.Coder, note.Created);
        Optional("Description", note.Description);
        if (note.Text is { } text) _xml.WriteElementString("PlainTextContent", text);
    }

    private void Link(QualitativeLink link)
    {
        Named(link.Guid, link.Name);
        if (link.Direction is "Associative" or "OneWay" or "Bidirectional") _xml.WriteAttributeString("direction", link.Direction);
        if (link.Origin is { } origin) Guid("originGUID", origin);
        if (link.Target is { } target) Guid("targetGUID", target);
        References("NoteRef", link.Notes);
    }

    private void Set(QualitativeSet set)
    {
        Named(set.Guid, set.Name, always: true);
        Optional("Description", set.Description);
        References("MemberCode", set.Codes);
        References("MemberSource", set.Sources);
        References("MemberNote", set.Notes);
    }

    /// <summary>A list and its elements, which are called as the list without its s unless something else is said; no list when there are none.</summary>
    private void All<T>(string list, IReadOnlyCollection<T> all, Action<T> write, Func<T, string>? element = null)
    {
        if (all.Count == 0) return;
        In(list, () =>
        {
            foreach (var one in all) In(element?.Invoke(one) ?? list[..^1], () => write(one));
        });
    }

    private void In(string element, Action write)
    {
        _xml.WriteStartElement(element);
        write();
        _xml.WriteEndElement();
    }

    private void Named(Guid guid, string name, bool always = false)
    {
        Guid("guid", guid);
        if (always || name.Length > 0) _xml.WriteAttributeString("name", name);
    }

    private void Guid(string attribute, Guid guid) => _xml.WriteAttributeString(attribute, guid.ToString());

    /// <summary>Who made something and when; a moment that is none in XML is left out.</summary>
    private void Made(Guid? coder, string created)
    {
        if (coder is { } guid) Guid("creatingUser", guid);
        if (IsMoment(created)) _xml.WriteAttributeString("creationDateTime", created);
    }

    private static bool IsMoment(string text) => DateTimeOffset.TryParseExact(text, ["yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private void Optional(string element, string text)
    {
        if (text.Length > 0) _xml.WriteElementString(element, text);
    }

    private void References(string element, IEnumerable<Guid> targets)
    {
        foreach (var target in targets) In(element, () => Guid("targetGUID", target));
    }
}
