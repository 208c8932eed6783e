using System.Collections.Immutable;
using System.Text.Json;
using CoProduction.Ingest;

namespace CoProduction.Cli;

/// <summary>What a file holds, as JSON.</summary>
internal static class InspectJson
{
    /// <summary>A file of rows.</summary>
    public static void Write(FileInspection found, Stream stream) => JsonText.Write(stream, writer =>
    {
        writer.WriteStartObject();
        Head(writer, found.Path, found.Format);
        writer.WriteString("dialect", found.Dialect);
        writer.WriteString("encoding", found.Encoding);
        writer.WriteString("part", found.Part);
        writer.WriteNumber("rows", found.Rows);
        writer.WriteNumber("unreadable_rows", found.FaultyRows);
        Many(writer, "columns", found.Columns, column => Column(writer, column));
        Many(writer, "sets", found.Sets, set =>
        {
            writer.WriteString("name", set.Name);
            writer.WriteString("label", set.Label);
            writer.WriteString("counted", set.Counted);
            Texts(writer, "variables", set.Variables);
        });
        Notices(writer, found.Notices);
        Many(writer, "faults", found.Faults, fault => Fault(writer, fault));
        writer.WriteEndObject();
    });

    /// <summary>A qualitative project.</summary>
    public static void Write(string file, QualitativeProject project, Stream stream) => JsonText.Write(stream, writer =>
    {
        writer.WriteStartObject();
        Head(writer, Path.GetFullPath(file), "qda");
        writer.WriteString("name", project.Name);
        writer.WriteString("origin", project.Origin);
        writer.WriteString("dialect", project.Dialect.ToString());
        writer.WriteNumber("sources", project.Sources.Length);
        writer.WriteNumber("cases", project.Cases.Length);
        Texts(writer, "coders", [.. project.Coders.Select(coder => coder.Pseudonym)]);
        Many(writer, "codes", project.CodeUses(), use =>
        {
            writer.WriteString("path", use.Path);
            writer.WriteString("label", use.Label);
            writer.WriteNumber("codings", use.Codings);
            writer.WriteStartObject("by_coder");
            foreach (var (coder, codings) in use.Coders) writer.WriteNumber(coder, codings);
            writer.WriteEndObject();
        });
        Notices(writer, project.Notices);
        writer.WriteEndObject();
    });

    /// <summary>A questionnaire.</summary>
    public static void Write(string file, FormOutline form, Stream stream) => JsonText.Write(stream, writer =>
    {
        writer.WriteStartObject();
        Head(writer, Path.GetFullPath(file), form.Platform);
        writer.WriteString("id", form.Id);
        Both(writer, "title", form.Title);
        writer.WriteString("version", form.Version);
        Many(writer, "items", form.Items, item => Item(writer, item));
        Notices(writer, form.Notices);
        Many(writer, "faults", form.Faults, fault => Fault(writer, fault));
        writer.WriteEndObject();
    });

    /// <summary>A vote on projects.</summary>
    public static void Write(string file, PbSummary vote, Stream stream) => JsonText.Write(stream, writer =>
    {
        writer.WriteStartObject();
        Head(writer, Path.GetFullPath(file), "pb");
        writer.WriteNumber("ballots", vote.Ballots);
        Many(writer, "meta", vote.Meta, entry => writer.WriteString(entry.Key, entry.Value));
        Many(writer, "projects", vote.Projects, project =>
        {
            writer.WriteString("id", project.Id);
            writer.WriteString("name", project.Name);
            writer.WriteString("cost", project.Cost);
            if (project.Chosen is { } chosen) writer.WriteBoolean("chosen", chosen);
            else writer.WriteNull("chosen");
            writer.WriteNumber("votes", project.Votes);
            writer.WriteNumber("score", project.Score);
        });
        Notices(writer, vote.Notices);
        Many(writer, "findings", vote.Findings, finding => Fault(writer, finding));
        writer.WriteEndObject();
    });

    private static void Head(Utf8JsonWriter writer, string file, string format)
    {
        writer.WriteString("file", file);
        writer.WriteString("format", format);
    }

    private static void Item(Utf8JsonWriter writer, OutlinedItem item)
    {
        writer.WriteString("name", item.Name);
        writer.WriteString("type", item.Type);
        Both(writer, "wording", item.Wording);
        writer.WriteString("construct", item.Construct);
        writer.WriteBoolean("reversed", item.IsReversed);
        writer.WriteString("universe", item.Universe);
        writer.WriteBoolean("repeats", item.Repeats);
        Texts(writer, "columns", item.Columns);
        Many(writer, "options", item.Options, option =>
        {
            writer.WriteString("name", option.Name);
            writer.WriteNumber("code", option.Code);
            Both(writer, "label", option.Label);
            writer.WriteString("missing", option.Reason == MissingReason.Present ? null : MissingReasons.Name(option.Reason));
        });
    }

    private static void Both(Utf8JsonWriter writer, string name, Label label)
    {
        writer.WriteStartObject(name);
        writer.WriteString("zh", label.Zh);
        writer.WriteString("en", label.En);
        writer.WriteEndObject();
    }

    private static void Column(Utf8JsonWriter writer, InspectedColumn column)
    {
        var variable = column.Variable;
        writer.WriteString("name", variable.Name);
        writer.WriteString("label", variable.Label);
        writer.WriteString("kind", variable.Kind.ToString().ToLowerInvariant());
        writer.WriteString("level", variable.Level.ToString().ToLowerInvariant());
        writer.WriteString("display_format", variable.Format);
        writer.WriteBoolean("numeric", column.IsNumeric);
        writer.WriteBoolean("whole", column.IsWhole);
        writer.WriteNumber("present", column.Present);
        writer.WriteNumber("blank", column.Blank);
        writer.Number("minimum", column.Minimum);
        writer.Number("maximum", column.Maximum);
        Many(writer, "missing", variable.Missing, missing => Missing(writer, missing, column));
        Many(writer, "value_labels", variable.ValueLabels, label =>
        {
            writer.WriteString("value", label.Value);
            writer.WriteString("label", label.Label);
        });
        Many(writer, "values", column.Values, value =>
        {
            writer.WriteString("value", value.Value);
            writer.WriteNumber("count", value.Count);
        });
    }

    private static void Missing(Utf8JsonWriter writer, MissingValues missing, InspectedColumn column)
    {
        writer.WriteString(missing.High is null ? "value" : "low", missing.Low);
        if (missing.High is not null) writer.WriteString("high", missing.High);
        writer.WriteString("reason", MissingReasons.Name(missing.Reason));
        writer.WriteString("label", missing.Label);
        writer.WriteNumber("count", column.Missing.Where(found => found.Code == missing).Sum(found => found.Count));
    }

    private static void Fault(Utf8JsonWriter writer, Rejection fault)
    {
        writer.WriteNumber("row", fault.Row);
        writer.WriteString("column", fault.Column);
        writer.WriteString("value", fault.Value);
        writer.WriteString("rule", fault.Rule);
        writer.WriteString("mend", fault.Mend);
    }

    private static void Notices(Utf8JsonWriter writer, ImmutableArray<Label> notices) => Many(writer, "notices", notices, notice =>
    {
        writer.WriteString("zh", notice.Zh);
        writer.WriteString("en", notice.En);
    });

    private static void Texts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void Many<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> members)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            members(item);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
