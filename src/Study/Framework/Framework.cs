using System.Collections.Immutable;

namespace CoProduction;

/// <summary>The framework drivers → process → outcomes: the constructs and what measures each.</summary>
/// <param name="Version">Version of framework.yaml.</param>
/// <param name="Constructs">Constructs in the order of the framework.</param>
public sealed record Framework(string Version, ImmutableArray<Construct> Constructs)
{
    /// <summary>Where the framework comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>The fund, process and network indicators that constructs name.</summary>
    public ImmutableArray<Indicator> Indicators { get; init; } = [];

    /// <summary>Conditions of success, kept as a checklist in reports.</summary>
    public ImmutableArray<Level> Conditions { get; init; } = [];

    /// <summary>The construct of an id.</summary>
    /// <exception cref="StudyException">No such construct; names the nearest.</exception>
    public Construct this[string id] => Constructs.FirstOrDefault(construct => construct.Id == id)
        ?? throw new StudyException(new Fault($"The framework has no construct '{id}'", "data-schema/framework.yaml", "constructs are declared in the framework",
            Nearest.Suggest(id, Constructs.Select(construct => construct.Id))));
}

/// <summary>One construct of the framework.</summary>
/// <param name="Id">Id, such as <c>community_trust</c>.</param>
/// <param name="Stage">Stage in drivers → process → outcomes.</param>
/// <param name="Direction">For drivers <c>top_down</c> or <c>bottom_up</c>; empty otherwise.</param>
/// <param name="Label">Label for people.</param>
/// <param name="Items">Survey items that measure it; empty where none does.</param>
/// <param name="Codes">Interview codes that show it.</param>
/// <param name="Indicators">Fund and process indicators that show it.</param>
public sealed record Construct(
    string Id, Stage Stage, string Direction, Label Label, ImmutableArray<string> Items, ImmutableArray<string> Codes, ImmutableArray<string> Indicators);

/// <summary>What a fund, process or network record says about a construct.</summary>
/// <param name="Id">Id, such as <c>money_per_household</c>.</param>
/// <param name="Label">Label for people.</param>
/// <param name="Unit">Unit of its values, such as <c>CNY</c>.</param>
/// <param name="Fields">Fields it is computed from, as <c>table.field</c>.</param>
public sealed record Indicator(string Id, Label Label, string Unit, ImmutableArray<string> Fields);

/// <summary>Stage of a construct.</summary>
public enum Stage
{
    /// <summary>动力: what moves people to take part.</summary>
    Driver,

    /// <summary>过程: how they take part.</summary>
    Process,

    /// <summary>结果: what comes of it.</summary>
    Outcome,

    /// <summary>副作用: what it costs.</summary>
    SideEffect,
}
