using System.Collections.Immutable;

namespace CoProduction;

/// <summary>Someone who codes.</summary>
/// <param name="Guid">Identity in the file.</param>
/// <param name="Pseudonym"><c>coder-1</c> and so on in the file's order of users.</param>
public sealed record QualitativeCoder(Guid Guid, string Pseudonym)
{
    /// <summary>Stands for the coder of a coding whose coder the file does not say.</summary>
    public const string Unknown = "coder-unknown";
}

/// <summary>A code.</summary>
/// <param name="Guid">Identity.</param>
/// <param name="Name">Name as it stands in the file; may repeat.</param>
/// <param name="Path">Names from the root, unique; see <see cref="CodePaths"/>.</param>
/// <param name="Parent">The code above; null for a root.</param>
public sealed record QualitativeCode(Guid Guid, string Name, string Path, Guid? Parent)
{
    /// <summary>Definition; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>False for a category that only holds other codes.</summary>
    public bool IsCodable { get; init; } = true;

    /// <summary>Colour as <c>#RRGGBB</c> or <c>#RGB</c>; empty for none.</summary>
    public string Color { get; init; } = "";

    /// <summary>Notes on the code.</summary>
    public ImmutableArray<Guid> Notes { get; init; } = [];
}

/// <summary>A code given to a passage, a text or a source.</summary>
/// <param name="Guid">Identity.</param>
/// <param name="Code">The code.</param>
public sealed record QualitativeCoding(Guid Guid, Guid Code)
{
    /// <summary>Who gave it; null when the file does not say.</summary>
    public Guid? Coder { get; init; }

    /// <summary>When, as the file writes it; empty for unknown.</summary>
    public string Created { get; init; } = "";

    /// <summary>Notes on the coding.</summary>
    public ImmutableArray<Guid> Notes { get; init; } = [];
}

/// <summary>A variable of cases and sources.</summary>
/// <param name="Guid">Identity.</param>
/// <param name="Name">Name.</param>
/// <param name="Type">Type of its values.</param>
public sealed record QualitativeVariable(Guid Guid, string Name, QualitativeValueType Type)
{
    /// <summary>Description; empty for none.</summary>
    public string Description { get; init; } = "";
}

/// <summary>Type of a variable's values.</summary>
public enum QualitativeValueType
{
    /// <summary>Texts.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Decimal numbers.</summary>
    Float,

    /// <summary>Days.</summary>
    Date,

    /// <summary>Days with a time.</summary>
    DateTime,
}

/// <summary>The value of a variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Text">The value as the file writes it; empty for none.</param>
public sealed record QualitativeValue(Guid Variable, string Text);

/// <summary>A case: mostly a person, who may speak in several sources or in parts of one.</summary>
/// <param name="Guid">Identity.</param>
/// <param name="Name">Name; a pseudonym, as whoever made the project must see to.</param>
public sealed record QualitativeCase(Guid Guid, string Name)
{
    /// <summary>Description; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Values of variables.</summary>
    public ImmutableArray<QualitativeValue> Values { get; init; } = [];

    /// <summary>Codes of the whole case.</summary>
    public ImmutableArray<Guid> Codes { get; init; } = [];

    /// <summary>Sources that belong to the case as a whole.</summary>
    public ImmutableArray<Guid> Sources { get; init; } = [];

    /// <summary>Selections that belong to the case.</summary>
    public ImmutableArray<Guid> Selections { get; init; } = [];
}

/// <summary>A note, also called memo.</summary>
/// <param name="Guid">Identity.</param>
/// <param name="Name">Title; empty for none.</param>
public sealed record QualitativeNote(Guid Guid, string Name)
{
    /// <summary>Its text; null when the file does not hold it.</summary>
    public string? Text { get; init; }

    /// <summary>Description; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who wrote it; null when the file does not say.</summary>
    public Guid? Coder { get; init; }

    /// <summary>When, as the file writes it; empty for unknown.</summary>
    public string Created { get; init; } = "";
}

/// <summary>A link between two things.</summary>
/// <param name="Guid">Identity.</param>
/// <param name="Name">Name; empty for none.</param>
public sealed record QualitativeLink(Guid Guid, string Name)
{
    /// <summary>Where it starts; null when the file does not say.</summary>
    public Guid? Origin { get; init; }

    /// <summary>Where it ends; null when the file does not say.</summary>
    public Guid? Target { get; init; }

    /// <summary><c>Associative</c>, <c>OneWay</c> or <c>Bidirectional</c>; empty for none.</summary>
    public string Direction { get; init; } = "";

    /// <summary>Notes on the link.</summary>
    public ImmutableArray<Guid> Notes { get; init; } = [];
}

/// <summary>A set of codes, sources or notes.</summary>
/// <param name="Guid">Identity.</param>
/// <param name="Name">Name.</param>
public sealed record QualitativeSet(Guid Guid, string Name)
{
    /// <summary>Description; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Its codes.</summary>
    public ImmutableArray<Guid> Codes { get; init; } = [];

    /// <summary>Its sources.</summary>
    public ImmutableArray<Guid> Sources { get; init; } = [];

    /// <summary>Its notes.</summary>
    public ImmutableArray<Guid> Notes { get; init; } = [];
}
