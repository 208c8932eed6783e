using System.Text.Json;
using CoProduction.Store;
using CoProduction.Workbench;

namespace CoProduction.Cli;

/// <summary>What a load read, as JSON.</summary>
internal static class LoadJson
{
    /// <summary>Writes the load.</summary>
    public static void Write(LoadReport load, string? rejections, Stream stream) => JsonText.Write(stream, writer =>
    {
        writer.WriteStartObject();
        Members(writer, load, rejections);
        writer.WriteEndObject();
    });

    /// <summary>The members of a load, for an object that is open.</summary>
    public static void Members(Utf8JsonWriter writer, LoadReport load, string? rejections)
    {
        writer.WriteNumber("rows_read", load.Accepted + load.Rejected);
        writer.WriteNumber("accepted", load.Accepted);
        writer.WriteNumber("rejected", load.Rejected);
        writer.WriteNumber("faults", load.Faults);
        writer.WriteString("rejections_file", rejections);
        writer.WriteStartArray("sources");
        foreach (var receipt in load.Receipts) Source(writer, receipt);
        writer.WriteEndArray();
        writer.WriteStartArray("unmapped");
        foreach (var found in load.Unmapped) Category(writer, found);
        writer.WriteEndArray();
        writer.WriteStartArray("first_rejections");
        foreach (var fault in load.FirstRejections) Fault(writer, fault);
        writer.WriteEndArray();
    }

    private static void Source(Utf8JsonWriter writer, LoadReceipt receipt)
    {
        writer.WriteStartObject();
        writer.WriteString("source", receipt.Loaded.Source);
        writer.WriteString("table", receipt.Loaded.Table);
        writer.Write(receipt.Loaded.Stamp);
        writer.WriteBoolean("skipped", receipt.Skipped);
        writer.WriteEndObject();
    }

    private static void Category(Utf8JsonWriter writer, Unmapped found)
    {
        writer.WriteStartObject();
        writer.WriteString("source", found.Source);
        writer.WriteString("crosswalk", found.Crosswalk);
        writer.WriteString("category", found.Category);
        writer.WriteNumber("rows", found.Rows);
        writer.WriteString("suggestion", found.Suggestion);
        writer.WriteEndObject();
    }

    private static void Fault(Utf8JsonWriter writer, Rejection fault)
    {
        writer.WriteStartObject();
        writer.WriteString("source", fault.Source);
        writer.WriteString("file", fault.File);
        writer.WriteNumber("row", fault.Row);
        writer.WriteString("column", fault.Column);
        writer.WriteString("value", fault.Value);
        writer.WriteString("rule", fault.Rule);
        writer.WriteString("mend", fault.Mend);
        writer.WriteEndObject();
    }
}
