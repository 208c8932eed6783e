using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Reads a REFI-QDA project or code book (Project 1.0, CodeBook 1.0) element by element. Elements may come in any order.</summary>
internal sealed class RefiReader
{
    private readonly RefiXml _xml;
    private readonly RefiSources _sources;
    private readonly Dictionary<Guid, string> _users = [];
    private readonly ImmutableArray<QualitativeCode>.Builder _codes = ImmutableArray.CreateBuilder<QualitativeCode>();
    private ImmutableArray<QualitativeVariable> _variables = [];
    private ImmutableArray<QualitativeCase> _cases = [];
    private ImmutableArray<QualitativeSource> _read = [];
    private ImmutableArray<QualitativeNote> _notes = [];
    private ImmutableArray<QualitativeLink> _links = [];
    private ImmutableArray<QualitativeSet> _sets = [];
    private string _description = "";

    private RefiReader(RefiXml xml, RefiTexts texts) => (_xml, _sources) = (xml, new RefiSources(xml, texts));

    /// <summary>The project without the texts of its sources.</summary>
    public static QualitativeProject Outline(RefiXml xml, RefiTexts texts, string shown)
    {
        string root = xml.Root();
        if (root is not ("Project" or "CodeBook")) throw IngestFaults.NotAProject(shown, $"begins with the element '{CellText.Quote(root)}'");
        string name = xml.Attribute("name"), origin = xml.Attribute("origin");
        texts.StartAt(xml);
        var reader = new RefiReader(xml, texts);
        if (root == "CodeBook") reader.ReadCodeBook();
        else
            foreach (string part in xml.Children()) reader.ReadPart(part);
        return reader.Finished(name, origin);
    }

    /// <summary>The sources once more, one at a time, with their texts.</summary>
    public static IEnumerable<QualitativeSource> Sources(RefiXml xml, RefiTexts texts)
    {
        if (xml.Root() != "Project") yield break;
        texts.StartAt(xml);
        var sources = new RefiSources(xml, texts);
        foreach (string part in xml.Children())
        {
            if (part != "Sources") continue;
            foreach (string source in xml.Children())
                if (sources.Read(source) is { } read) yield return read;
        }
    }

    /// <summary>The program behind an origin, in whatever version and spelling.</summary>
    public static QualitativeDialect DialectOf(string origin) => origin.Trim().ToUpperInvariant() switch
    {
        var name when name.StartsWith("ATLAS", StringComparison.Ordinal) => QualitativeDialect.AtlasTi,
        var name when name.StartsWith("NVIVO", StringComparison.Ordinal) => QualitativeDialect.NVivo,
        var name when name.StartsWith("MAXQDA", StringComparison.Ordinal) => QualitativeDialect.Maxqda,
        var name when name.StartsWith("QUALCODER", StringComparison.Ordinal) => QualitativeDialect.QualCoder,
        var name when name.StartsWith("TAGUETTE", StringComparison.Ordinal) => QualitativeDialect.Taguette,
        var name when name.StartsWith("QC ", StringComparison.Ordinal) => QualitativeDialect.Qc,
        _ => QualitativeDialect.Other,
    };

    private void ReadPart(string part)
    {
        switch (part)
        {
            case "Users": ReadUsers(); break;
            case "CodeBook": ReadCodeBook(); break;
            case "Variables": _variables = All("Variable", ReadVariable); break;
            case "Cases": _cases = All("Case", ReadCase); break;
            case "Sources": ReadSources(); break;
            case "Notes": _notes = All("Note", _sources.ReadNote); break;
            case "Links": _links = All("Link", ReadLink); break;
            case "Sets": _sets = All("Set", ReadSet); break;
            case "Description": _description = _xml.Text(); break;
            case "Graphs": CountGraphs(); break;
            case "NoteRef": break;
            default: _xml.LeaveOut(); break;
        }
    }

    private void ReadUsers()
    {
        foreach (string element in _xml.Children())
            if (element == "User" && _xml.Guid("guid") is { } guid) _users.TryAdd(guid, "");
            else _xml.LeaveOut();
    }

    private void ReadCodeBook()
    {
        foreach (string element in _xml.Children())
            if (element == "Codes") ReadCodes(null);
            else if (element == "Sets") _sets = All("Set", ReadSet);
            else _xml.LeaveOut();
    }

    private void ReadCodes(Guid? parent)
    {
        foreach (string element in _xml.Children())
            if (element == "Code") ReadCode(parent);
            else _xml.LeaveOut();
    }

    private void ReadCode(Guid? parent)
    {
        var code = new QualitativeCode(_xml.Identity(), _xml.Attribute("name"), "", parent) { IsCodable = !_xml.IsFalse("isCodable"), Color = _xml.Attribute("color") };
        int place = _codes.Count;
        _codes.Add(code);
        var notes = ImmutableArray.CreateBuilder<Guid>();
        foreach (string element in _xml.Children())
            switch (element)
            {
                case "Code": ReadCode(code.Guid); break;
                case "Description": code = code with { Description = _xml.Text() }; break;
                case "NoteRef": RefiSources.AddTarget(_xml, notes); break;
                default: _xml.LeaveOut(); break;
            }
        _codes[place] = code with { Notes = notes.ToImmutable() };
    }

    private QualitativeVariable ReadVariable()
    {
        var type = Enum.TryParse<QualitativeValueType>(_xml.Attribute("typeOfVariable").Trim(), ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : QualitativeValueType.Text;
        var variable = new QualitativeVariable(_xml.Identity(), _xml.Attribute("name"), type);
        foreach (string element in _xml.Children())
            if (element == "Description") variable = variable with { Description = _xml.Text() };
            else _xml.LeaveOut();
        return variable;
    }

    private QualitativeCase ReadCase()
    {
        var one = new QualitativeCase(_xml.Identity(), _xml.Attribute("name"));
        ImmutableArray<Guid>.Builder codes = ImmutableArray.CreateBuilder<Guid>(), sources = ImmutableArray.CreateBuilder<Guid>(), selections = ImmutableArray.CreateBuilder<Guid>();
        var values = ImmutableArray.CreateBuilder<QualitativeValue>();
        foreach (string element in _xml.Children())
            switch (element)
            {
                case "Description": one = one with { Description = _xml.Text() }; break;
                case "CodeRef": RefiSources.AddTarget(_xml, codes); break;
                case "SourceRef": RefiSources.AddTarget(_xml, sources); break;
                case "SelectionRef": RefiSources.AddTarget(_xml, selections); break;
                case "VariableValue": _sources.AddValue(values); break;
                default: _xml.LeaveOut(); break;
            }
        return one with { Codes = codes.ToImmutable(), Sources = sources.ToImmutable(), Selections = selections.ToImmutable(), Values = values.ToImmutable() };
    }

    private void ReadSources()
    {
        var sources = ImmutableArray.CreateBuilder<QualitativeSource>();
        foreach (string element in _xml.Children())
            if (_sources.Read(element) is { } source) sources.Add(source);
            else _xml.LeaveOut();
        _read = sources.ToImmutable();
    }

    private QualitativeLink ReadLink()
    {
        var link = new QualitativeLink(_xml.Identity(), _xml.Attribute("name")) { Origin = _xml.Guid("originGUID"), Target = _xml.Guid("targetGUID"), Direction = _xml.Attribute("direction") };
        var notes = ImmutableArray.CreateBuilder<Guid>();
        foreach (string element in _xml.Children())
            if (element == "NoteRef") RefiSources.AddTarget(_xml, notes);
            else _xml.LeaveOut();
        return link with { Notes = notes.ToImmutable() };
    }

    private QualitativeSet ReadSet()
    {
        var set = new QualitativeSet(_xml.Identity(), _xml.Attribute("name"));
        ImmutableArray<Guid>.Builder codes = ImmutableArray.CreateBuilder<Guid>(), sources = ImmutableArray.CreateBuilder<Guid>(), notes = ImmutableArray.CreateBuilder<Guid>();
        foreach (string element in _xml.Children())
            switch (element)
            {
                case "Description": set = set with { Description = _xml.Text() }; break;
                case "MemberCode": RefiSources.AddTarget(_xml, codes); break;
                case "MemberSource": RefiSources.AddTarget(_xml, sources); break;
                case "MemberNote": RefiSources.AddTarget(_xml, notes); break;
                default: _xml.LeaveOut(); break;
            }
        return set with { Codes = codes.ToImmutable(), Sources = sources.ToImmutable(), Notes = notes.ToImmutable() };
    }

    private void CountGraphs()
    {
        foreach (string element in _xml.Children())
            if (element == "Graph") _xml.Notices.Note(Oddity.GraphsLeftOut);
    }

    private ImmutableArray<T> All<T>(string name, Func<T> read)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        foreach (string element in _xml.Children())
            if (element == name) all.Add(read());
            else _xml.LeaveOut();
        return all.ToImmutable();
    }

    private QualitativeProject Finished(string name, string origin) => ProjectOutline.Finish(new QualitativeProject(name, origin, DialectOf(origin))
    {
        Description = _description,
        Codes = _codes.ToImmutable(),
        Variables = _variables,
        Cases = _cases,
        Sources = _read,
        Notes = _notes,
        Links = _links,
        Sets = _sets,
    }, _users.Keys, _xml.Notices);
}
