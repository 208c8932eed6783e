using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Reads the sources of a REFI-QDA project with their selections and codings.</summary>
internal sealed class RefiSources(RefiXml xml, RefiTexts texts)
{
    /// <summary>Reads the current element; null when it is no source.</summary>
    public QualitativeSource? Read(string element) => element switch
    {
        "TextSource" => ReadTextSource(),
        "PictureSource" => ReadMedium(QualitativeMedium.Picture),
        "PDFSource" => ReadMedium(QualitativeMedium.Pdf),
        "AudioSource" => ReadMedium(QualitativeMedium.Audio),
        "VideoSource" => ReadMedium(QualitativeMedium.Video),
        _ => null,
    };

    /// <summary>Reads a note, which is a text without codings.</summary>
    public QualitativeNote ReadNote()
    {
        var note = new QualitativeNote(xml.Identity(), xml.Attribute("name")) { Coder = xml.Guid("creatingUser"), Created = xml.Attribute("creationDateTime") };
        string path = xml.Attribute("plainTextPath");
        foreach (string element in xml.Children())
            switch (element)
            {
                case "Description": note = note with { Description = xml.Text() }; break;
                case "PlainTextContent": note = note with { Text = xml.Text() }; break;
                case "PlainTextSelection" or "NoteRef" or "Coding" or "VariableValue": break;
                default: xml.LeaveOut(); break;
            }
        return note.Text is null && path.Length > 0 ? note with { Text = texts.Note(xml, path, note.Name) } : note;
    }

    /// <summary>Adds the target of a reference, where it has one.</summary>
    public static void AddTarget(RefiXml xml, ImmutableArray<Guid>.Builder targets)
    {
        if (xml.Guid("targetGUID") is { } target) targets.Add(target);
    }

    /// <summary>Reads the value of a variable.</summary>
    public void AddValue(ImmutableArray<QualitativeValue>.Builder values)
    {
        Guid? variable = null;
        string text = "";
        foreach (string element in xml.Children())
            if (element == "VariableRef") variable = xml.Guid("targetGUID");
            else if (element.EndsWith("Value", StringComparison.Ordinal)) text = xml.Text();
            else xml.LeaveOut();
        if (variable is { } known) values.Add(new QualitativeValue(known, text));
    }

    private QualitativeSource ReadTextSource()
    {
        var content = new TextParts(xml, texts);
        foreach (string element in xml.Children()) content.Read(element);
        var text = content.Text(withCodings: false);
        return new QualitativeSource(text.Guid, text.Name.Length > 0 ? text.Name : FileName(text.PlainPath, text.RichPath), QualitativeMedium.Text)
        {
            Description = content.Description,
            Texts = [text with { Name = "" }],
            Codings = content.Codings.ToImmutable(),
            Values = content.Values.ToImmutable(),
            Notes = content.Notes.ToImmutable(),
        };
    }

    private QualitativeSource ReadMedium(QualitativeMedium medium)
    {
        string path = xml.Attribute("path");
        var source = new QualitativeSource(xml.Identity(), xml.Attribute("name") is { Length: > 0 } name ? name : FileName(path), medium) { Path = path };
        if (RefiArchive.IsOutside(path)) xml.Notices.Note(Oddity.FileOutside, source.Name);
        var all = ImmutableArray.CreateBuilder<QualitativeText>();
        var selections = ImmutableArray.CreateBuilder<QualitativeSelection>();
        var codings = ImmutableArray.CreateBuilder<QualitativeCoding>();
        var values = ImmutableArray.CreateBuilder<QualitativeValue>();
        var notes = ImmutableArray.CreateBuilder<Guid>();
        foreach (string element in xml.Children())
            switch (element)
            {
                case "Description": source = source with { Description = xml.Text() }; break;
                case "TextDescription" or "Representation" or "Transcript": all.Add(ReadText()); break;
                case "PictureSelection" or "PDFSelection" or "AudioSelection" or "VideoSelection": selections.Add(new SelectionParts(xml).Read()); break;
                case "Coding": codings.Add(SelectionParts.Coding(xml)); break;
                case "VariableValue": AddValue(values); break;
                case "NoteRef": AddTarget(xml, notes); break;
                default: xml.LeaveOut(); break;
            }
        return source with { Texts = all.ToImmutable(), Selections = selections.ToImmutable(), Codings = codings.ToImmutable(), Values = values.ToImmutable(), Notes = notes.ToImmutable() };
    }

    private QualitativeText ReadText()
    {
        var content = new TextParts(xml, texts);
        foreach (string element in xml.Children()) content.Read(element);
        return content.Text(withCodings: true);
    }

    /// <summary>The file's name in the first of the paths that has one.</summary>
    private static string FileName(params ReadOnlySpan<string> paths)
    {
        foreach (string path in paths)
            if (path.Split('/', '\\')[^1] is { Length: > 0 } name) return name;
        return "";
    }

    /// <summary>What a text element holds, gathered child by child.</summary>
    private sealed class TextParts(RefiXml xml, RefiTexts texts)
    {
        private readonly Guid _guid = xml.Identity();
        private readonly string _name = xml.Attribute("name"), _plain = xml.Attribute("plainTextPath"), _rich = xml.Attribute("richTextPath");
        private readonly ImmutableArray<QualitativeSelection>.Builder _selections = ImmutableArray.CreateBuilder<QualitativeSelection>();
        private readonly ImmutableArray<SyncPoint>.Builder _points = ImmutableArray.CreateBuilder<SyncPoint>();
        private string? _content;
        private bool _inline;

        public ImmutableArray<QualitativeCoding>.Builder Codings { get; } = ImmutableArray.CreateBuilder<QualitativeCoding>();

        public ImmutableArray<QualitativeValue>.Builder Values { get; } = ImmutableArray.CreateBuilder<QualitativeValue>();

        public ImmutableArray<Guid>.Builder Notes { get; } = ImmutableArray.CreateBuilder<Guid>();

        public string Description { get; private set; } = "";

        public void Read(string element)
        {
            switch (element)
            {
                case "Description": Description = xml.Text(); break;
                case "PlainTextContent": (_inline, _content) = (true, texts.Inline(xml, _name)); break;
                case "PlainTextSelection" or "TranscriptSelection": _selections.Add(new SelectionParts(xml).Read()); break;
                case "SyncPoint": _points.Add(new SyncPoint(xml.Identity(), xml.Number("timeStamp"), xml.Number("position"))); break;
                case "Coding": Codings.Add(SelectionParts.Coding(xml)); break;
                case "NoteRef": AddTarget(xml, Notes); break;
                case "VariableValue": new RefiSources(xml, texts).AddValue(Values); break;
                default: xml.LeaveOut(); break;
            }
        }

        public QualitativeText Text(bool withCodings)
        {
            if (!_inline) _content = texts.File(xml, _plain, _name);
            var points = _points.ToImmutable();
            return new QualitativeText(_guid, _name)
            {
                Content = _content,
                PlainPath = _plain,
                RichPath = _rich,
                Selections = [.. _selections.Select(selection => SelectionParts.Placed(selection, points))],
                Codings = withCodings ? Codings.ToImmutable() : [],
                SyncPoints = points,
            };
        }
    }
}
