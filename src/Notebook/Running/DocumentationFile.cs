using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace CoProduction.Notebook.Running;

/// <summary>The documentation that lies beside an assembly, read when it is first asked for.</summary>
internal sealed class DocumentationFile : DocumentationProvider
{
    private readonly string _path;
    private readonly Lazy<ImmutableDictionary<string, string>> _members;

    private DocumentationFile(string path)
    {
        _path = path;
        _members = new(() => Read(path));
    }

    /// <summary>The documentation of an assembly; null when none lies there.</summary>
    public static DocumentationProvider? Beside(string assembly) => Path.ChangeExtension(assembly, ".xml") is var path && File.Exists(path) ? new DocumentationFile(path) : null;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DocumentationFile other && other._path == _path;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_path);

    /// <inheritdoc/>
    protected override string GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default) =>
        _members.Value.GetValueOrDefault(documentationMemberID, "");

    private static ImmutableDictionary<string, string> Read(string path)
    {
        try
        {
            return XDocument.Load(path).Descendants("member").Where(member => member.Attribute("name") is not null)
                .DistinctBy(member => member.Attribute("name")!.Value).ToImmutableDictionary(member => member.Attribute("name")!.Value, member => member.ToString(), StringComparer.Ordinal);
        }
        catch (XmlException)
        {
            return ImmutableDictionary<string, string>.Empty;
        }
    }
}
