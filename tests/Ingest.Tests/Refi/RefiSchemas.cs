using System.Xml;
using System.Xml.Schema;
using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>The published schemas of REFI-QDA 1.0.</summary>
internal static class RefiSchemas
{
    /// <summary>What the schema finds wrong with a project or code book; empty for nothing.</summary>
    public static List<string> Faults(Stream xml, bool codebook)
    {
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        settings.Schemas.Add(null, RealFiles.Path(codebook ? "qda/schema/Codebook.xsd" : "qda/schema/Project.xsd"));
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        var faults = new List<string>();
        settings.ValidationEventHandler += (_, fault) => faults.Add(fault.Message);
        using var reader = XmlReader.Create(xml, settings);
        while (reader.Read())
        {
            // The handler is told.
        }
        return faults;
    }
}
