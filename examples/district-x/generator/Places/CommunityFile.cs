namespace CoProduction.DistrictX;

/// <summary>communities.csv: UTF-8 with a byte order mark, Chinese headers and labels, as a district office would send it.</summary>
internal static class CommunityFile
{
    public const string Path = "communities.csv";

    public static DemoFile Write(District district)
    {
        var csv = new CsvText("社区", "社区名称", "街道", "社区类型", "户数", "居民数", "试点年份");
        foreach (var community in district.Communities)
        {
            csv.Row(community.Id, community.Name, community.Subdistrict, KindInChinese(community.Kind), Print.Whole(community.Households),
                Print.Whole(community.Residents), Print.Whole(community.PilotYear));
        }
        return csv.Utf8(Path, mark: true);
    }

    private static string KindInChinese(string kind) => kind switch
    {
        "old_estate" => "老旧小区",
        "commodity" => "商品房小区",
        _ => "混合",
    };
}
