namespace CoProduction.Ingest;

/// <summary>A row of a part: its cells in the order of the header, or why it is none.</summary>
/// <param name="Cells">The cells; null is an empty one.</param>
/// <param name="Fault">Why the row cannot be; null when it can.</param>
internal sealed record PartRow(string?[] Cells, RowFault? Fault = null);

/// <summary>A part of a project as a table.</summary>
/// <param name="Name">Its name, as <c>sheet:</c> writes it.</param>
/// <param name="Header">Headers.</param>
/// <param name="Rows">Rows, read once.</param>
internal sealed record ProjectPart(string Name, string[] Header, IEnumerable<PartRow> Rows);
