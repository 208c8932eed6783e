namespace CoProduction.Tests;

/// <summary>interviews.csv names roles in Chinese, codings.csv by code.</summary>
internal static class Roles
{
    private static readonly (string Chinese, string English)[] Names =
    [
        ("居民议员", "deputy"), ("居民", "resident"), ("社区两委", "committee"), ("街道", "subdistrict"), ("区级部门", "district"), ("社会组织", "social_organisation"),
    ];

    public static string InEnglish(string key) => Names.Aggregate(key, (text, name) => text.Replace($"|{name.Chinese}|", $"|{name.English}|", StringComparison.Ordinal));
}
