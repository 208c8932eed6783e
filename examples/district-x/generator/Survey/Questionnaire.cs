namespace CoProduction.DistrictX;

/// <summary>The questionnaire: 25 constructs of the framework, 89 items, all written for this demo.</summary>
internal static partial class Questionnaire
{
    public const string MissingCodes = "7=not_asked;8=refused;9=dont_know";

    /// <summary>The items in the order of the questionnaire.</summary>
    public static IReadOnlyList<Item> Items { get; } = [.. Drivers(), .. Processes(), .. Outcomes(), .. SideEffects()];

    /// <summary>The constructs in the order of the questionnaire.</summary>
    public static IReadOnlyList<string> Constructs { get; } = [.. Items.Select(item => item.Construct).Distinct()];

    /// <summary>Position of a construct in <see cref="Constructs"/>.</summary>
    public static int IndexOf(string construct)
    {
        for (int i = 0; i < Constructs.Count; i++)
        {
            if (Constructs[i] == construct) return i;
        }
        throw new ArgumentOutOfRangeException(nameof(construct), construct, "The questionnaire does not measure this construct.");
    }

    /// <summary>The items of one construct; a wording that begins with "R:" speaks against it.</summary>
    private static IEnumerable<Item> Ask(string construct, string prefix, params (string Chinese, string English)[] wordings) =>
        wordings.Select((wording, i) => new Item(
            $"{prefix}{i + 1}", construct, i + 1, wording.English.StartsWith("R:", StringComparison.Ordinal), wording.Chinese, wording.English.Replace("R:", "", StringComparison.Ordinal)));
}
