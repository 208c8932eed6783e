using System.Globalization;
using System.Text;
using System.Xml;

namespace CoProduction.Ingest;

/// <summary>A forward look at the elements of a REFI-QDA file, within limits of depth, number and length. Nothing outside the stream is ever asked for.</summary>
internal sealed class RefiXml : IDisposable
{
    /// <summary>Deepest nesting of elements: real code books have 7 levels.</summary>
    public const int Deepest = 256;

    /// <summary>Most elements, some 100 bytes of memory each.</summary>
    public const int MostElements = 3_000_000;

    /// <summary>Most characters of names, descriptions and notes together.</summary>
    public const int MostKept = 64_000_000;

    /// <summary>Longest text of a source, in UTF-16 units.</summary>
    public const int LongestText = 32_000_000;

    private readonly XmlReader _reader;
    private readonly string _shown;
    private readonly char[] _chunk = new char[8192];
    private int _elements;
    private long _kept;

    // Old projects declare code pages.
    static RefiXml() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public RefiXml(Stream stream, string shown, ProjectNotices notices)
    {
        (_shown, Notices) = (shown, notices);
        _reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true });
    }

    public ProjectNotices Notices { get; }

    /// <summary>Goes to the root.</summary>
    /// <returns>Its name.</returns>
    public string Root()
    {
        while (_reader.NodeType != XmlNodeType.Element) Advance();
        return _reader.LocalName;
    }

    /// <summary>The names of the current element's children, one after the other; what a consumer does not read of a child is passed over.</summary>
    public IEnumerable<string> Children()
    {
        if (_reader.IsEmptyElement) yield break;
        int depth = _reader.Depth;
        for (Advance(); !IsEnd(depth); Advance())
        {
            if (_reader.NodeType != XmlNodeType.Element) continue;
            yield return _reader.LocalName;
            Finish(depth + 1);
        }
    }

    /// <summary>An attribute of the current element; empty for none.</summary>
    public string Attribute(string name) => Keep(_reader.GetAttribute(name) ?? "");

    /// <summary>Attributes of these names, of whatever element, in the file's order; they are not kept.</summary>
    public IEnumerable<(string Name, string Value)> Everywhere(params string[] names)
    {
        Root();
        bool empty = _reader.IsEmptyElement;
        for (int depth = _reader.Depth; !IsEnd(depth); Advance())
        {
            foreach (string name in _reader.NodeType == XmlNodeType.Element ? names : [])
                if (_reader.GetAttribute(name) is { } value) yield return (name, value);
            if (empty) yield break;
        }
    }

    /// <summary>The GUID in an attribute; null for none. One that cannot be read is made from its text.</summary>
    public Guid? Guid(string name)
    {
        string text = Attribute(name).Trim();
        if (text.Length == 0) return null;
        if (System.Guid.TryParse(text, out var guid)) return guid;
        Notices.Note(Oddity.GuidUnread, text);
        return StableGuid.Of("guid", text);
    }

    /// <summary>The GUID of the current element; one without is made from the element's number in the file.</summary>
    public Guid Identity()
    {
        if (Guid("guid") is { } guid) return guid;
        Notices.Note(Oddity.GuidUnread, _reader.LocalName);
        return StableGuid.Of("element", _elements.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The whole number in an attribute; null for none or another text.</summary>
    public int? Number(string name) => int.TryParse(Attribute(name), NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The flag in an attribute.</summary>
    public bool IsFalse(string name) => Attribute(name).Trim() is "false" or "0";

    /// <summary>The text within the current element, which stays in memory.</summary>
    public string Text() => Keep(Content(LongestText) ?? throw IngestFaults.TooMuchText(_shown, LongestText));

    /// <summary>The text within the current element; null when it is longer than a limit.</summary>
    public string? Content(int longest)
    {
        if (_reader.IsEmptyElement) return "";
        var text = new StringBuilder();
        int depth = _reader.Depth;
        for (Advance(); !IsEnd(depth); Advance())
            if (_reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace) Append(text, longest);
        return text.Length > longest ? null : text.ToString();
    }

    /// <summary>Notes that the current element is not read.</summary>
    public void LeaveOut() => Notices.Note(Oddity.ElementLeftOut, _reader.LocalName);

    public void Dispose() => _reader.Dispose();

    private void Append(StringBuilder text, int longest)
    {
        for (int read; (read = _reader.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0;)
            if (text.Length <= longest) text.Append(_chunk, 0, read);
    }

    /// <summary>Counts a text that stays in memory.</summary>
    public string Keep(string text) => (_kept += text.Length) <= MostKept ? text : throw IngestFaults.TooMuchText(_shown, MostKept);

    private bool IsEnd(int depth) => _reader.NodeType == XmlNodeType.EndElement && _reader.Depth == depth;

    private void Finish(int depth)
    {
        if (_reader.NodeType != XmlNodeType.Element || _reader.Depth != depth || _reader.IsEmptyElement) return;
        do Advance();
        while (!IsEnd(depth));
    }

    private void Advance()
    {
        if (!_reader.Read()) throw new XmlException("the file ends before its root element does");
        if (_reader.NodeType != XmlNodeType.Element) return;
        if (_reader.Depth > Deepest) throw IngestFaults.TooDeep(_shown, Deepest);
        if (++_elements > MostElements) throw IngestFaults.TooManyElements(_shown, MostElements);
    }
}
