using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>Recognises by its header a column that names, reaches or locates a person: such columns stay outside.</summary>
internal static partial class PersonalColumns
{
    /// <summary>Longest part of a header that is looked at.</summary>
    private const int Looked = 200;

    /// <summary>Longest header that is called personal for a word alone; a longer one is a question that speaks of it.</summary>
    private const int ShortHeader = 12;

    /// <summary>True for a column that is not read.</summary>
    /// <param name="header">Header or wording, without its number.</param>
    public static bool Is(string header)
    {
        string key = CellText.Key(Wordings.Plain(header.Length <= Looked ? header : header[..Looked]));
        if (key.Length == 0) return false;
        if (Latin().IsMatch(Separators().Replace(key, "_")) && key.Length <= 60) return true;
        string bare = Politeness().Replace(key, "");
        if (Opinion().IsMatch(bare)) return false;
        return Certain().IsMatch(bare) || (bare.Length <= ShortHeader && Word().IsMatch(bare));
    }

    /// <summary>Columns of the platform itself: where an answer came from.</summary>
    public static bool IsRecorded(string header) => Recorded().IsMatch(CellText.Key(header));

    [GeneratedRegex(@"请问|请您?|输入|填写|留下|您的|你的|您|你|真实|[\s*:：?？。，,!！_—\-]|[(（][^()（）]*[)）]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Politeness();

    [GeneratedRegex(@"是否|愿意|愿不愿|满意|频率|渠道|途径|通过|使用|关注|了解|支持|多久|小时|重要|方式是什么|哪种|哪些", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Opinion();

    [GeneratedRegex(@"姓名|名字是|手机号|电话号|联系电话|联系手机|联系方式|收货人|微信号|微信名|微信昵称|微信openid|身份证|证件号|护照号|邮箱|电子邮件|电邮|qq号|家庭住址|家庭地址|居住地址|详细地址|收货地址|通讯地址|通信地址|门牌号|学号|工号|银行卡号|卡号|车牌号|经纬度|地理位置|gps|openid|unionid|ip地址", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Certain();

    [GeneratedRegex(@"电话|手机|微信|住址|地址|昵称|头像|称呼|qq|定位|经度|纬度|签名|手写签名|楼栋|房号|身份信息", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:来自ip|ip|ip地址|ip归属地|来源详情|答题者|填写者|提交者|答卷人|作答者|填写人|用户|用户名|用户id|uid|用户昵称|微信.*|昵称|头像|性别\(微信\)|openid|unionid|外部联系人.*|参与者.*|sojumpparm|自定义字段|经纬度|地理位置|位置|定位|设备.*|浏览器|操作系统|终端|手机.*|电话|邮箱)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Recorded();

    [GeneratedRegex(@"(?:^|_)(?:device_?id|subscriber_?id|imei|imsi|sim_?serial|sim_?id|phone_?number|phone|mobile|cell_?phone|telephone|telefon|telefonnummer|handynummer|tel|username|user_name|submitter_?(?:id|name)|submitted_by|e_?mail|emailaddress|e_?mail_adresse|gps|geopoint|geolocation|latitude|longitude|altitude|accuracy|street_?address|home_?address|postal_?address|address|adresse|ip|ip_?addr(?:ess)?|ipaddr|refurl|referrer_?url|token|first_?name|last_?name|full_?name|sur_?name|family_?name|vorname|nachname|your_name|my_name|respondent_?s?_?name|name_of_(?:the_)?respondent|passport|id_?card|national_?id|id_?number|wechat|whatsapp|signature|photo|device_info|audit)(?:_|$)|^name$|^_?attachments?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Latin();

    [GeneratedRegex(@"[\s/:.\-\[\]()]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separators();
}

/// <summary>Withholds texts that hold a telephone number, an identity card or an e-mail address, and counts them.</summary>
internal sealed partial class PersonalValues
{
    private const int Window = 4096;
    private const int Overlap = 200;

    /// <summary>Number of texts withheld so far.</summary>
    public long Withheld { get; private set; }

    /// <summary>The text, or nothing where it holds such a value.</summary>
    public string Withhold(string text)
    {
        if (!Is(text)) return text;
        Withheld++;
        return "";
    }

    /// <summary>True when the text holds such a value.</summary>
    public static bool Is(string text)
    {
        if (!MayBe(text)) return false;
        string narrow = CellText.Narrow(text);
        for (int at = 0; at < narrow.Length; at += Window)
            if (Value().IsMatch(narrow.AsSpan()[Math.Max(0, at - Overlap)..Math.Min(narrow.Length, at + Window)])) return true;
        return false;
    }

    private static bool MayBe(string text)
    {
        if (text.Length < 6) return false;
        int digits = 0;
        foreach (char letter in text)
            if (letter is '@' or '＠') return true;
            else if (letter is >= '0' and <= '9' or >= '０' and <= '９') digits++;
        return digits >= 11;
    }

    [GeneratedRegex(@"(?<![\d.])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d.])|(?<!\d)[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx](?!\d)|[\w.+\-]{1,64}@[\w\-]{1,64}\.[\w.\-]{2,64}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Value();
}
