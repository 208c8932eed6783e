namespace CoProduction.DistrictX;

/// <summary>The codebook: the constructs of the framework under their stages, and the four rights under empowerment. All sentences are ours.</summary>
internal static partial class Codebook
{
    public static IReadOnlyList<Code> Codes { get; } =
    [
        Stage("driver", "动力", "Drivers", "推动居民和政府参与的因素"), .. Drivers(),
        Stage("process", "过程", "Process", "参与如何组织和进行"), .. Processes(),
        Stage("outcome", "结果", "Outcomes", "参与带来的结果"), .. Outcomes(),
        Stage("side_effect", "副作用", "Side effects", "参与带来的代价"), .. SideEffects(),
    ];

    private static Code Stage(string path, string chinese, string english, string definition) => new(path, chinese, english, definition, "", []);

    private static IEnumerable<Code> Drivers() =>
    [
        new("driver/policy_mandate", "国家创制·政策驱动", "State design and policy", "上级文件和制度要求推动参与", "街道给的具体帮助归入地方政府扶持",
            ["居:区里发了文件，我们才晓得每个社区每年都有一笔专项的钱。", "先是几个街道试点，后来全区都照着办了。", "官:上面每年都要检查这笔钱怎么用，社区不敢不重视。"]),
        new("driver/local_support", "地方政府扶持", "Local government support", "街道和区级部门的经费、人员和指导", "只说有文件的归入政策驱动",
            ["居:街道派了人来教我们填申请表，一步一步讲得很细。", "居:缺的那部分钱是街道帮忙联系补上的。", "居:科里每个月到社区来一次，专门听项目上的困难。"]),
        new("driver/interest_relevance", "利益相关程度", "Relevance to one's interests", "事情与自己生活的关系", "单纯的热心归入参与意愿",
            ["居:我家住顶楼，一下雨就漏，这件事我当然要去说。", "居:跟自己院子有关的会，来的人就多。", "路灯坏了大家晚上都不方便，所以家家都签了字。"]),
        new("driver/participation_willingness", "参与意愿", "Willingness to take part", "愿意出时间出力", "因切身利益而来的归入利益相关",
            ["居:退休以后有时间，我愿意为院子里做点事。", "居:只要喊到我，我都去。", "官:年轻人上班忙，不过周末的活动还是肯来的。"]),
        new("driver/deliberation_capability", "协商议事能力", "Capability to deliberate", "表达、倾听和形成共识的能力", "对自己作用的信心归入自我效能",
            ["居:参加过培训以后，我们学会了先说理由再举手。", "刚开始开会就是吵，现在会一条一条地讨论了。", "官:有的老人不大会讲，我们就让他先写下来。"]),
        new("driver/self_efficacy", "自我效能", "Self-efficacy", "相信自己的参与有用", "会不会议事归入协商能力",
            ["居:我提的意见后来真的写进了方案，我觉得说话还是有用的。", "居:一个人说不上话，几家人一起说就管用了。", "居:以前觉得自己说了不算，现在敢提了。"]),
        new("driver/community_trust", "社区信任", "Trust in the community", "对两委、议员和邻居的信任", "对结果的满意归入满意度",
            ["居:书记说到做到，我们信得过。", "居:议员是我们自己选的，他去开会我放心。", "账目贴在墙上，邻居们慢慢就不怀疑了。"]),
    ];

    private static IEnumerable<Code> Processes() =>
    [
        new("process/coordination", "协同联动机制", "Coordination", "部门、街道和社区之间的配合", "花费过多精力的归入协调成本",
            ["官:民政牵头，财政和审计也一起来开会，事情就好办了。", "官:管道的事要几个部门一起到现场才定得下来。", "官:社区、物业和业委会坐到一张桌子上商量。"]),
        new("process/mobilisation", "宣传动员机制", "Mobilisation", "告知和发动居民的做法", "参与所用的渠道归入参与渠道",
            ["官:我们在微信群里发通知，群里好多人点👍，第二天就有人报名。", "官:楼栋长一家一家敲门，把单子送到手上。", "官:社区拍了短视频，讲清楚这笔钱能做什么。"]),
        new("process/rule_constraint", "规则约束机制", "Constraint by rules", "步骤、比例和公示等规则", "手续带来的麻烦归入报销难",
            ["哪些能做哪些不能做，单子上写得清清楚楚。", "九个步骤少一步都不行，我们就照着走。", "官:运行的钱不能超过一成，年底都要对账。"]),
        new("process/platform", "参与平台", "Platform", "议事会、联席会等场合", "具体的提议决策归入赋权各项",
            ["议事会每个季度开一次，院子里的事都拿到会上说。", "小区先议一轮，定不下来再到社区议。", "居民小组有自己的会场，随时可以坐下来谈。"]),
        new("process/channels", "参与渠道", "Channels", "线上线下提意见和投票的途径", "宣传内容归入宣传动员",
            ["不会用手机的就到活动室投票，会用的在网上投。", "意见箱没什么人用，大家都在群里说。", "在外地的业主用小程序也投了票。"]),
        new("process/empowerment", "赋权", "Empowerment", "居民得到的权利，未指明哪一项", "指明哪一项的归入下级",
            ["居:社区把事情交给我们自己拿主意，他们只管把关。", "居:以前是替我们做，现在是跟我们一起做。"]),
        new("process/empowerment/proposing", "提议权", "Right to propose", "居民提出项目", "",
            ["今年的项目有一大半是居民自己提的。", "谁都可以写提案，只要有十户人附议。"]),
        new("process/empowerment/deciding", "决策权", "Right to decide", "居民决定项目", "",
            ["最后做哪一个，是议员们投票定的。", "票数当场点，当场宣布，谁也改不了。"]),
        new("process/empowerment/executing", "执行权", "Right to carry out", "居民参加实施", "",
            ["刷墙的那两天，院子里来了二十多个人一起干。", "材料是居民自己去比的价，便宜了不少。"]),
        new("process/empowerment/supervising", "监督权", "Right to supervise", "居民监督过程和花费", "",
            ["施工的时候几个老师傅天天去看，水泥标号都要问。", "居:验收要我们签字，不合格就不签。"]),
        new("process/participation_depth", "参与深度", "Depth of participation", "从知情到监督走到了哪一步", "",
            ["居:一开始只是看看公告，后来我也去投票，今年还当了监督员。", "多数人就是投个票，真正跟到底的只有十来个。", "居:从提意见到验收，我全程都在。"]),
    ];
}
