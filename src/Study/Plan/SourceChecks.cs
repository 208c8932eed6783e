using System.Collections.Immutable;

namespace CoProduction;

/// <summary>Checks of a source that need its instrument, with the places in the study file.</summary>
public static class SourceChecks
{
    /// <summary>Refuses field names that the schema does not have; for surveys the schema is that of <see cref="DataSchema.Responses"/>.</summary>
    /// <exception cref="StudyFileException">At least one name is unknown; each with its line and column.</exception>
    public static void CheckFields(this SourcePlan source, TableSchema schema)
    {
        var known = schema.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<Fault> faults = [.. source.FieldPlaces.Where(place => !known.Contains(place.Field)).Select(place =>
            At(source, place.Line, place.Column, PlanFaults.UnknownField(place.Field, schema)))];
        if (!faults.IsEmpty) throw new StudyFileException(source.StudyFile, faults);
    }

    /// <summary>Refuses an instrument that the study's instruments and questions do not describe.</summary>
    /// <param name="source">A survey.</param>
    /// <param name="known">Ids of the instruments described.</param>
    /// <exception cref="StudyFileException">The instrument is unknown; names the nearest.</exception>
    public static void CheckInstrument(this SourcePlan source, IReadOnlyCollection<string> known)
    {
        if (source.Instrument is not { } instrument || known.Contains(instrument)) return;
        var (line, column) = source.InstrumentPlace;
        throw new StudyFileException(source.StudyFile, [At(source, line, column, PlanFaults.UnknownInstrument(instrument, known))]);
    }

    private static Fault At(SourcePlan source, int line, int column, PlanFault fault) =>
        new(fault.What, $"{source.StudyFile}, line {line}, column {column}", fault.Why, fault.Mend);
}
