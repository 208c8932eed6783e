namespace CoProduction.DistrictX;

internal static partial class Questionnaire
{
    private static IEnumerable<Item> Processes() =>
    [
        .. Ask("mobilisation", "mob",
            ("我常在微信群里看到基金项目的消息", "I often see news of fund projects in WeChat groups"),
            ("我常在公示栏看到基金项目的消息", "I often see news of fund projects on the notice board"),
            ("有人当面或开会向我介绍过基金项目", "Someone told me about fund projects in person or at a meeting"),
            ("我看过介绍基金项目的短视频或推文", "I have seen short videos or posts about fund projects")),
        .. Ask("rule_constraint", "rul",
            ("申请和使用这笔钱的规则很清楚", "The rules for applying for and using the money are clear"),
            ("项目是按规定的步骤办的", "Projects follow the prescribed steps"),
            ("不按规则办事会有人管", "If rules are not kept, someone steps in")),
        .. Ask("platform", "pla",
            ("我知道本社区有居民议事会", "I know that our community has a residents' council"),
            ("议事会开会时居民可以旁听", "Residents may sit in on council meetings"),
            ("有事可以找议事会反映", "One can take a matter to the council")),
        .. Ask("channels", "cha",
            ("我用网上渠道提过意见或投过票", "I have used online channels to suggest or vote"),
            ("我用线下渠道提过意见或投过票", "I have used offline channels to suggest or vote"),
            ("提意见的渠道方便好用", "The channels for suggestions are easy to use")),
        .. Ask("empowerment", "emp",
            ("居民提出的项目能够进入讨论", "Projects proposed by residents do get discussed"),
            ("做哪个项目由居民决定", "Residents decide which project is done"),
            ("居民可以参加项目的实施", "Residents can take part in carrying projects out"),
            ("居民能够监督钱怎么花", "Residents can supervise how money is spent")),
        .. Ask("participation_depth", "dep",
            ("我了解过本社区项目的情况", "I have informed myself about our community's projects"),
            ("我提出过项目或建议", "I have proposed a project or made a suggestion"),
            ("我参加过项目的讨论", "I have taken part in discussing projects"),
            ("我参加过项目的表决", "I have voted on projects"),
            ("我参加过项目的实施或监督", "I have helped to carry out or supervise projects")),
    ];
}
