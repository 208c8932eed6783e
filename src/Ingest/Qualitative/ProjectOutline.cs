using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>What every project gets after its elements are read, whatever the format: paths of codes, pseudonyms of coders, notices of what is odd.</summary>
internal static class ProjectOutline
{
    /// <summary>The finished outline.</summary>
    /// <param name="project">As read, without paths and coders.</param>
    /// <param name="users">Users in the file's order.</param>
    /// <param name="notices">Gets what is odd.</param>
    public static QualitativeProject Finish(QualitativeProject project, IEnumerable<Guid> users, ProjectNotices notices)
    {
        Guid[] listed = [.. users];
        Guid[] coding = [.. project.Codings.Select(placed => placed.Coding.Coder).OfType<Guid>().Distinct()];
        foreach (var _ in listed) notices.Note(Oddity.CodersRenamed);
        foreach (var _ in coding.Except(listed)) notices.Note(Oddity.CoderUndeclared);
        var coders = listed.Concat(coding).Distinct().Select((guid, index) => new QualitativeCoder(guid, FormattableString.Invariant($"coder-{index + 1}")));
        var finished = project with { Coders = [.. coders], Codes = CodePaths.Of(Distinct(project.Codes, notices)) };
        finished = finished with { Sources = [.. finished.Sources.Select(source => Attributed(source, finished))] };
        Note(finished, notices);
        return finished with { Notices = notices.Labels };
    }

    /// <summary>A source whose codings of no named coder belong to the project's only one.</summary>
    public static QualitativeSource Attributed(QualitativeSource source, QualitativeProject project)
    {
        if (project.Coders is not [var only] || source.PlacedCodings.All(placed => placed.Coding.Coder is not null)) return source;
        ImmutableArray<QualitativeCoding> Own(ImmutableArray<QualitativeCoding> codings) => [.. codings.Select(coding => coding with { Coder = coding.Coder ?? only.Guid })];
        ImmutableArray<QualitativeSelection> Within(ImmutableArray<QualitativeSelection> selections) => [.. selections.Select(selection => selection with { Codings = Own(selection.Codings) })];
        return source with
        {
            Codings = Own(source.Codings),
            Selections = Within(source.Selections),
            Texts = [.. source.Texts.Select(text => text with { Codings = Own(text.Codings), Selections = Within(text.Selections) })],
        };
    }

    /// <summary>A GUID is a code's identity: of two codes that share one, a coding could not say which it means.</summary>
    private static IEnumerable<QualitativeCode> Distinct(ImmutableArray<QualitativeCode> codes, ProjectNotices notices)
    {
        var seen = new HashSet<Guid>();
        foreach (var code in codes)
            if (seen.Add(code.Guid)) yield return code;
            else notices.Note(Oddity.GuidRepeats, code.Name);
    }

    private static void Note(QualitativeProject project, ProjectNotices notices)
    {
        foreach (var group in project.Codes.GroupBy(code => (code.Parent, code.Name.Trim())).Where(group => group.Count() > 1))
            for (int i = 1; i < group.Count(); i++) notices.Note(Oddity.NamesRepeat, group.Key.Item2);
        var cases = project.Cases.Select(one => one.Guid).ToHashSet();
        foreach (var placed in project.Codings)
        {
            if (placed.Coding.Coder is null) notices.Note(Oddity.CoderUnknown);
            if (cases.Contains(placed.Coding.Code)) notices.Note(Oddity.CaseAsCode);
            if (placed.Selection?.Place is RegionPlace or TimePlace) notices.Note(Oddity.PlaceWithoutText);
        }
        foreach (var source in project.Sources) NoteTwice(source, notices);
        foreach (var set in CaseAttributes.SetsOf(project)) notices.Note(Oddity.AttributeSets, set.Name);
    }

    private static void NoteTwice(QualitativeSource source, ProjectNotices notices)
    {
        var regions = source.Selections.Where(selection => !selection.Codings.IsEmpty).Select(selection => selection.Guid).ToHashSet();
        foreach (var selection in source.Texts.SelectMany(text => text.Selections).Where(selection => regions.Contains(selection.Guid) && !selection.Codings.IsEmpty)) notices.Note(Oddity.PlaceTwice, selection.Name);
    }
}
