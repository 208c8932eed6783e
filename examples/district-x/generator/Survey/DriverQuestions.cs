namespace CoProduction.DistrictX;

internal static partial class Questionnaire
{
    private static IEnumerable<Item> Drivers() =>
    [
        .. Ask("policy_mandate", "pol",
            ("我知道本区有社区公共服务专项基金", "I know that the district has a special fund for community services"),
            ("我了解这笔钱可以用在哪些方面", "I know what this money may be used for"),
            ("我听说过区里关于居民议事的规定", "I have heard of the district's rules on residents' deliberation")),
        .. Ask("local_support", "sup",
            ("街道愿意支持居民提出的事情", "The sub-district is willing to support what residents propose"),
            ("社区工作人员会手把手教我们怎么申请", "Community staff show us step by step how to apply"),
            ("遇到困难时政府部门会来协调", "When there is a difficulty, government offices come and help settle it"),
            ("政府给的经费能满足小区的基本需要", "The money from government covers the basic needs of our estate")),
        .. Ask("interest_relevance", "rel",
            ("基金做的项目和我的生活关系密切", "The fund's projects matter to my daily life"),
            ("这些项目解决的是我家也遇到的问题", "The projects solve problems my household has too"),
            ("项目做得好不好会影响我的居住感受", "How well projects are done affects how I feel about living here"),
            ("这些项目和我没有多大关系", "R:These projects have little to do with me")),
        .. Ask("participation_willingness", "wil",
            ("有空的话我愿意参加社区议事", "If I have time I am willing to join community deliberation"),
            ("我愿意为小区的事出一份力", "I am willing to do my share for the estate"),
            ("下一轮征集意见时我会提建议", "I will make a suggestion when opinions are next collected")),
        .. Ask("deliberation_capability", "cap",
            ("我能在会上把自己的意见讲清楚", "I can state my opinion clearly in a meeting"),
            ("我能听取不同意见并一起找办法", "I can listen to other views and look for a way together"),
            ("讨论公共事务时我不知道怎么开口", "R:When public matters are discussed I do not know how to speak up")),
        .. Ask("self_efficacy", "eff",
            ("像我这样的居民能够改变小区", "Residents like me can change the estate"),
            ("我有能力参与社区项目", "I am able to take part in a community project"),
            ("我提的意见会起作用", "What I suggest has an effect"),
            ("我参加不参加结果都一样", "R:Whether I take part makes no difference")),
        .. Ask("community_trust", "tru",
            ("我信任社区两委", "I trust the community's two committees"),
            ("我信任我们选出来的居民议员", "I trust the deputies we elected"),
            ("我相信邻居们会为大家着想", "I believe my neighbours think of everyone's good"),
            ("我担心这笔钱没有用在该用的地方", "R:I worry that the money does not go where it should")),
    ];
}
