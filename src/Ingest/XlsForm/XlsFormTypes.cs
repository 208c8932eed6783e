using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>A question type as its cell says it.</summary>
/// <param name="Kind">What the answer is.</param>
/// <param name="List">Name of the list of choices; empty for none.</param>
/// <param name="Other">True when «other» is offered besides, with a text.</param>
/// <param name="Source">Where the list stands.</param>
internal sealed record XlsFormType(FormKind Kind, string List = "", bool Other = false, ListSource Source = ListSource.Choices);

/// <summary>Where a list of choices stands.</summary>
internal enum ListSource
{
    /// <summary>In the sheet choices.</summary>
    Choices,

    /// <summary>In the sheet external_choices.</summary>
    External,

    /// <summary>In a file of its own.</summary>
    File,

    /// <summary>Among earlier answers.</summary>
    Answers,
}

/// <summary>The question types of XLSForm, in the spellings that pyxform takes.</summary>
internal static partial class XlsFormTypes
{
    private const int Longest = 500;

    private static readonly Dictionary<string, FormKind> _simple = new(StringComparer.Ordinal)
    {
        ["integer"] = FormKind.Whole,
        ["int"] = FormKind.Whole,
        ["add integer prompt"] = FormKind.Whole,
        ["range"] = FormKind.Whole,
        ["acknowledge"] = FormKind.Text,
        ["trigger"] = FormKind.Text,
        ["add acknowledge prompt"] = FormKind.Text,
        ["decimal"] = FormKind.Number,
        ["add decimal prompt"] = FormKind.Number,
        ["percentage"] = FormKind.Number,
        ["text"] = FormKind.Text,
        ["string"] = FormKind.Text,
        ["add text prompt"] = FormKind.Text,
        ["barcode"] = FormKind.Text,
        ["add barcode prompt"] = FormKind.Text,
        ["osm"] = FormKind.Place,
        ["date"] = FormKind.Time,
        ["add date prompt"] = FormKind.Time,
        ["time"] = FormKind.Time,
        ["add time prompt"] = FormKind.Time,
        ["datetime"] = FormKind.Time,
        ["add date time prompt"] = FormKind.Time,
        ["add datetime prompt"] = FormKind.Time,
        ["dateandtime"] = FormKind.Time,
        ["geopoint"] = FormKind.Place,
        ["location"] = FormKind.Place,
        ["add location prompt"] = FormKind.Place,
        ["gps"] = FormKind.Place,
        ["add gps prompt"] = FormKind.Place,
        ["q location"] = FormKind.Place,
        ["geotrace"] = FormKind.Place,
        ["geoshape"] = FormKind.Place,
        ["start-geopoint"] = FormKind.Place,
        ["background-geopoint"] = FormKind.Place,
        ["image"] = FormKind.Media,
        ["photo"] = FormKind.Media,
        ["add image prompt"] = FormKind.Media,
        ["add photo prompt"] = FormKind.Media,
        ["q picture"] = FormKind.Media,
        ["audio"] = FormKind.Media,
        ["add audio prompt"] = FormKind.Media,
        ["background-audio"] = FormKind.Media,
        ["video"] = FormKind.Media,
        ["add video prompt"] = FormKind.Media,
        ["q video"] = FormKind.Media,
        ["file"] = FormKind.Media,
        ["add file prompt"] = FormKind.Media,
        ["note"] = FormKind.Note,
        ["add note prompt"] = FormKind.Note,
        ["q note"] = FormKind.Note,
        ["calculate"] = FormKind.Computed,
        ["add calculate prompt"] = FormKind.Computed,
        ["hidden"] = FormKind.Computed,
        ["q calculate"] = FormKind.Computed,
        ["xml-external"] = FormKind.Recorded,
        ["csv-external"] = FormKind.Recorded,
        ["audit"] = FormKind.Recorded,
        ["start"] = FormKind.Recorded,
        ["start time"] = FormKind.Recorded,
        ["get start time"] = FormKind.Recorded,
        ["end"] = FormKind.Recorded,
        ["end time"] = FormKind.Recorded,
        ["get end time"] = FormKind.Recorded,
        ["today"] = FormKind.Recorded,
        ["get today"] = FormKind.Recorded,
        ["deviceid"] = FormKind.Recorded,
        ["device id"] = FormKind.Recorded,
        ["imei"] = FormKind.Recorded,
        ["get device id"] = FormKind.Recorded,
        ["subscriberid"] = FormKind.Recorded,
        ["subscriber id"] = FormKind.Recorded,
        ["get subscriber id"] = FormKind.Recorded,
        ["simserial"] = FormKind.Recorded,
        ["sim id"] = FormKind.Recorded,
        ["sim serial"] = FormKind.Recorded,
        ["get sim id"] = FormKind.Recorded,
        ["phonenumber"] = FormKind.Recorded,
        ["phone number"] = FormKind.Recorded,
        ["get phone number"] = FormKind.Recorded,
        ["username"] = FormKind.Recorded,
        ["email"] = FormKind.Recorded,
        ["uri:deviceid"] = FormKind.Recorded,
        ["uri:phonenumber"] = FormKind.Recorded,
        ["uri:username"] = FormKind.Recorded,
        ["uri:email"] = FormKind.Recorded,
        ["uri:subscriberid"] = FormKind.Recorded,
        ["uri:simserial"] = FormKind.Recorded,
        ["instanceid"] = FormKind.Recorded,
    };

    /// <summary>Names of the types, for the nearest to a misspelt one.</summary>
    public static IEnumerable<string> Names => _simple.Keys.Concat(["select_one LIST", "select_multiple LIST", "rank LIST", "begin group", "begin repeat"]);

    /// <summary>Reads a type; null for an unknown one.</summary>
    public static XlsFormType? Read(string cell)
    {
        if (cell.Length > Longest) return null;
        string text = Spaces().Replace(CellText.Trim(cell), " ");
        if (_simple.TryGetValue(text.ToLowerInvariant(), out var kind)) return new XlsFormType(kind);
        if (text.StartsWith("osm ", StringComparison.OrdinalIgnoreCase)) return new XlsFormType(FormKind.Place);
        if (Select().Match(text) is not { Success: true } match) return null;
        string word = match.Groups["word"].Value.ToLowerInvariant(), list = match.Groups["list"].Value;
        var source = match.Groups["external"].Success ? ListSource.External : match.Groups["file"].Success || FileName().IsMatch(list) ? ListSource.File : list.StartsWith("${", StringComparison.Ordinal) ? ListSource.Answers : ListSource.Choices;
        return new XlsFormType(word.StartsWith("rank", StringComparison.Ordinal) ? FormKind.Order : word.Contains("one", StringComparison.Ordinal) || word.Contains('1', StringComparison.Ordinal) ? FormKind.One : FormKind.Many, list, match.Groups["other"].Success, source);
    }

    /// <summary>Reads <c>begin group</c>, <c>end repeat</c>, <c>begin loop over list</c>; null for other types.</summary>
    public static (bool Begins, string What, string List)? Control(string cell)
    {
        if (cell.Length > Longest) return null;
        var match = Bracket().Match(Spaces().Replace(CellText.Trim(cell), " "));
        if (!match.Success) return null;
        string what = match.Groups["what"].Value.ToLowerInvariant();
        return (match.Groups["begin"].Value.Equals("begin", StringComparison.OrdinalIgnoreCase), what.EndsWith("group", StringComparison.Ordinal) ? "group" : what, match.Groups["list"].Value);
    }

    [GeneratedRegex(@"^(?:add )?(?<word>select[_ ]?one|select1|select one|select[_ ]multiple|select all that apply|select all|rank|q select1|q select)(?: prompt)?(?<external>_external)?(?<file>[_ ]from[_ ]file)?(?: from| using)? (?<list>\S.*?)(?<other> or[_ ](?:specify[_ ])?other)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Select();

    [GeneratedRegex(@"^(?<begin>begin|end)[ _](?<what>group|lgroup|repeat|looped group|loop|score|rank|kobomatrix)(?: over (?<list>\S.*))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bracket();

    [GeneratedRegex(@"\.(?:csv|xml|geojson)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
