namespace CoProduction.DistrictX;

/// <summary>A class of the district's own list of uses, district-x-uses 2018-1.</summary>
/// <param name="Code">Code in the files.</param>
/// <param name="Chinese">Label in Chinese ledgers.</param>
/// <param name="Coarse">Class of five-uses 2022-1 it belongs to.</param>
/// <param name="OldEstate">Relative frequency in old estates.</param>
/// <param name="Elsewhere">Relative frequency in other communities.</param>
/// <param name="Titles">What projects of the class are called.</param>
internal sealed record UseClass(string Code, string Chinese, string Coarse, double OldEstate, double Elsewhere, IReadOnlyList<string> Titles)
{
    public const string Maintenance = "facility_maintenance";

    public bool IsMaintenance => Coarse == Maintenance;

    public static UseClass OperatingCosts { get; } = new("operating_costs", "运行经费", "democratic_management", 0, 0, ["运行经费"]);

    public static UseClass NewPublicToilets { get; } = new("new_public_toilets", "新建公共厕所", Maintenance, 0, 0, ["新建公厕", "加建无障碍公厕"]);

    /// <summary>Classes that projects are drawn from by frequency; new toilets are placed by hand, operating costs are no projects.</summary>
    public static IReadOnlyList<UseClass> Drawn { get; } =
    [
        new("roof_and_sewage", "屋面与排污管道维修", Maintenance, 30, 12, ["屋面补漏", "排污管道疏通更换"]),
        new("gates_and_walls", "大门与围墙维修", Maintenance, 22, 15, ["大门更换", "围墙加固"]),
        new("lighting", "楼道与公共照明维修", Maintenance, 14, 14, ["楼道灯更换", "路灯维修"]),
        new("paths_and_parking", "道路与停车位修补", Maintenance, 18, 24, ["破损路面修补", "停车位翻新"]),
        new("access_and_cameras", "门禁与监控维护", Maintenance, 10, 25, ["门禁维护", "监控探头更换"]),
        new("deputy_training", "居民议员赋能培训", "democratic_management", 6, 6, ["议员培训班", "议事规则学习"]),
        new("deliberation_meetings", "协商议事活动", "democratic_management", 6, 6, ["院落议事会", "楼栋恳谈会"]),
        new("festivals_and_culture", "节庆与文化活动", "culture_sport_welfare", 20, 24, ["邻里文化节", "重阳联欢会"]),
        new("sport_activities", "群众体育活动", "culture_sport_welfare", 10, 16, ["趣味运动会", "健身操队"]),
        new("care_services", "为老助幼公益服务", "culture_sport_welfare", 22, 16, ["老人助餐", "儿童假期托管"]),
        new("greening", "绿化美化", "environment", 12, 18, ["花坛补种", "屋顶花园"]),
        new("waste_sorting", "垃圾分类与清运", "environment", 16, 12, ["垃圾分类点", "大件垃圾清运"]),
        new("volunteer_teams", "志愿者队伍建设", "volunteering", 12, 12, ["志愿巡逻队", "邻里互助队"]),
    ];

    public static IReadOnlyList<UseClass> All { get; } = [.. Drawn, NewPublicToilets, OperatingCosts];

    public double Frequency(string kind) => kind == "old_estate" ? OldEstate : Elsewhere;
}
