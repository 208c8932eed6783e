using System.Collections;
using System.Collections.Immutable;
using CoProduction.Reports;

namespace CoProduction.Workbench;

/// <summary>Named things of a study in their order: an unknown name is answered with the nearest.</summary>
/// <typeparam name="T">What is listed.</typeparam>
[TypeFormatterSource(typeof(InteractiveFormatting))]
public sealed class StudyList<T> : IReadOnlyList<T>, IShown
{
    private readonly ImmutableArray<T> _all;
    private readonly Func<T, string> _name;
    private readonly string _kind;

    internal StudyList(ImmutableArray<T> all, Func<T, string> name, string kind) => (_all, _name, _kind) = (all, name, kind);

    /// <summary>Names in order.</summary>
    public ImmutableArray<string> Names => [.. _all.Select(_name)];

    /// <inheritdoc/>
    public int Count => _all.Length;

    /// <inheritdoc/>
    public T this[int index] => _all[index];

    /// <summary>The one of a name.</summary>
    /// <exception cref="UsageException">No such name; names the nearest.</exception>
    public T this[string name] => _all[StudiesFaults.Found(name, Names, "the study", _kind)];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_all).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public MimeBundle Show(Language language) => _all.Any(one => one is IShown) ? Shown.All(_all.OfType<IShown>().Select(one => one.Show(language))) : MimeBundle.Of(ToString());

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Names);
}
