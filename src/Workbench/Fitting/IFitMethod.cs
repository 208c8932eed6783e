using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>A method as a person asks for it: turns a request and rows into a fit. One file a method in <c>Fitting/Methods</c>; listed in <see cref="FitMethods"/>.</summary>
public interface IFitMethod
{
    /// <summary>Name that <c>--method</c> and study files give.</summary>
    string Name { get; }

    /// <summary>What it is, in one line of the help text.</summary>
    string Summary { get; }

    /// <summary>The options it takes besides formula and level; others are refused.</summary>
    FitOptions Takes { get; }

    /// <summary>Its own settings (<c>--set name=value</c>); empty for none.</summary>
    ImmutableArray<FitSetting> Settings { get; }

    /// <summary>True when it may be estimated on completed data sets (<c>--impute</c>) and pooled: its rows have standard errors.</summary>
    bool Pools => true;

    /// <summary>Reads what it needs and estimates.</summary>
    /// <param name="request">What is asked; its options and settings are among those that the method takes.</param>
    /// <param name="rows">The rows, as statistics of waist 1.</param>
    /// <param name="progress">Told how far long work after reading has come (draws, communities); null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="StudyException">The request cannot be met; says what to use instead.</exception>
    Task<IModelFit> FitAsync(ModelRequest request, IModelRows rows, IProgress<long>? progress, CancellationToken cancellationToken);
}

/// <summary>Options of <c>copro fit</c> that a method may take.</summary>
[Flags]
public enum FitOptions
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>--weights</c>.</summary>
    Weights = 1,

    /// <summary><c>--cluster</c> with one field.</summary>
    Cluster = 2,

    /// <summary><c>--cluster</c> with two fields.</summary>
    TwoClusters = 4,

    /// <summary><c>--strata</c>.</summary>
    Strata = 8,

    /// <summary><c>--fpc</c>.</summary>
    Fpc = 16,

    /// <summary><c>--vcov</c>.</summary>
    Vcov = 32,

    /// <summary><c>--bootstrap</c>.</summary>
    Bootstrap = 64,

    /// <summary><c>--seed</c>.</summary>
    Seed = 128,
}

/// <summary>A setting of one method.</summary>
/// <param name="Name">Name before the equals sign.</param>
/// <param name="Meaning">What it decides, its default included, in one line of the help text.</param>
/// <param name="Allowed">The values it may take; empty for any text.</param>
public sealed record FitSetting(string Name, string Meaning, params ImmutableArray<string> Allowed);
