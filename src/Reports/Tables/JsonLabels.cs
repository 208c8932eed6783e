using System.Text.Json;

namespace CoProduction.Reports;

/// <summary>A label in JSON for programs: an object of both languages, wherever it stands.</summary>
public static class JsonLabels
{
    /// <summary>Writes a label as a property, <c>"name": { "zh": …, "en": … }</c>.</summary>
    /// <param name="json">JSON under way, in an object.</param>
    /// <param name="name">Name of the property.</param>
    /// <param name="label">The label.</param>
    public static void WriteLabel(this Utf8JsonWriter json, string name, Label label)
    {
        json.WritePropertyName(name);
        json.WriteLabelValue(label);
    }

    /// <summary>Writes a label as a value, <c>{ "zh": …, "en": … }</c>.</summary>
    /// <param name="json">JSON under way, in an array or after a property's name.</param>
    /// <param name="label">The label.</param>
    public static void WriteLabelValue(this Utf8JsonWriter json, Label label)
    {
        json.WriteStartObject();
        json.WriteString("zh", label.Zh);
        json.WriteString("en", label.En);
        json.WriteEndObject();
    }
}
