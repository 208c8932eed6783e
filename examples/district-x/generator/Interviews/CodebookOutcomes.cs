namespace CoProduction.DistrictX;

internal static partial class Codebook
{
    private static IEnumerable<Code> Outcomes() =>
    [
        new("outcome/effective_supply", "有效供给", "Effective supply", "需要得到满足，项目真正有用", "对服务的评价归入满意度",
            ["屋面补好以后，今年下雨没有一家漏的。", "做的都是大家天天要用的东西。", "公厕建起来，来办事的老人方便多了。"]),
        new("outcome/satisfaction", "满意度", "Satisfaction", "对服务和项目的总体评价", "问题是否解决归入有效供给",
            ["居:验收那天打分，我们院子打了九十多分。", "总的说来大家是满意的。", "居:质量可以，就是颜色我不太喜欢。"]),
        new("outcome/responsiveness", "回应力", "Responsiveness", "意见得到答复的快慢", "工程拖延归入执行效率不高",
            ["居:上午反映的，下午社区就来人看了。", "居:提上去的意见都有回话，行不行给个说法。"]),
        new("outcome/transparency", "透明度", "Transparency", "过程和花费公开", "监督的行动归入监督权",
            ["花了多少钱，剩多少，门口的栏里都贴着。", "每一笔都能在公众号上查到。"]),
        new("outcome/belonging", "归属感", "Belonging", "把社区当成自己的", "邻里往来归入社会资本",
            ["居:现在觉得这个院子是自己的，看到有人乱扔东西会去说。", "搬走的人过节还回来一起吃饭。"]),
        new("outcome/social_capital", "社会资本", "Social capital", "邻里相识、互助和合作", "对社区的感情归入归属感",
            ["居:开了几次会，楼上楼下都认得了，有事互相搭把手。", "谁家老人一个人在家，邻居会去看一眼。"]),
        new("outcome/grassroots_democracy", "基层民主", "Grassroots democracy", "知情、提议、议事、监督的权利落到实处", "单项权利归入赋权",
            ["议员一户一票选出来，三年换一次。", "少数人的意见也记在纪要里，不是举完手就算了。"]),
        new("outcome/self_organisation", "自组织成长", "Growth of self-organisation", "居民自己的组织", "",
            ["做完项目，几个热心人成立了自管小组，一直做到现在。", "巡逻队是居民自己排的班。"]),
    ];

    private static IEnumerable<Code> SideEffects() =>
    [
        new("side_effect/coordination_cost", "协调成本", "Cost of coordination", "开会、沟通、劝说花费的精力", "工期拖延归入执行效率不高",
            ["一部电梯的事开了十几次会，一楼就是不同意。", "为了一个停车位的画线，两边吵了半年。"]),
        new("side_effect/reimbursement_difficulty", "报销难", "Difficulty of reimbursement", "票据和手续的困难", "",
            ["官:请居民帮忙开不出发票，钱就报不了。", "居:我先垫了两千块，过了四个月才拿到。"]),
        new("side_effect/slow_execution", "执行效率不高", "Slow execution", "从决定到完成时间长", "协调花的精力归入协调成本",
            ["三月定下来的事，十一月才开工。", "官:走完招标，雨季都过去了。"]),
        new("side_effect/unfairness", "普惠性公正性不足", "Lack of fairness", "受益不均", "",
            ["会说话的院子年年有项目，老实的院子排不上。", "租房的人也住在这里，可是开会没人通知他们。"]),
    ];
}
