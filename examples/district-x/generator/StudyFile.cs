using System.Text;

namespace CoProduction.DistrictX;

/// <summary>study.yaml of the demo.</summary>
internal static class StudyFile
{
    public const string Path = "study.yaml";

    public static DemoFile Write() => new(Path, Encoding.UTF8.GetBytes(Text()));

    private static string Text() => $$"""
        # The demo study. SYNTHETIC: every record was made up by examples/district-x/generator (seed {{Print.Number(DemoStudy.Seed, "0")}}). 合成数据，不涉及任何真实的人和社区。
        study: district-x
        title: { zh: C市X区共同生产研究（合成数据）, en: Co-production in District X (synthetic) }
        synthetic: true
        place: district-x
        data_date: {{Print.Day(Programme.DataDate)}}
        currency: CNY
        store: store
        classification: district-x-uses@2018-1
        sources:
          communities:
            file: {{CommunityFile.Path}}
            columns: { 社区: community, 社区名称: name, 街道: subdistrict, 社区类型: kind, 户数: households, 居民数: residents, 试点年份: pilot_year }
          projects: { file: {{ProjectFiles.ProjectsPath}} }
          fund:
            - file: {{LedgerFiles.WorkbookPath}}
              sheet: {{LedgerFiles.Sheet}}
              columns: { {{LedgerColumns("金额")}} }
              recodes:
                use_class: { {{UseRecodes()}} }
            - file: {{LedgerFiles.PlainPath}}
            - file: {{LedgerFiles.CofinancingPath}}
              columns: { {{LedgerColumns(LedgerFiles.TenThousandHeader)}} }
              units: { amount: 万元 }
              recodes:
                use_class: { {{UseRecodes()}} }
          steps: { file: {{ProjectFiles.StepsPath}} }
          proposals: { file: {{ProjectFiles.ProposalsPath}} }
          rates:
            file: {{RateFile.Path}}
            columns: { 社区: community, 年度: year, 指标: rate, 分子: numerator, 分母: denominator, 口径: base_population, 调查方式: design }
            recodes:
              design: { 普查: census, 抽样: sample }
          instruments: { file: {{QuestionnaireFiles.InstrumentsPath}} }
          questions: { file: {{QuestionnaireFiles.QuestionsPath}} }
          surveys:
        {{Surveys()}}
          interviews:
            file: {{InterviewFiles.InterviewsPath}}
            columns: { 访谈编号: interview, 受访者: speaker, 身份: role, 社区: community, 日期: date, 资料类型: source_kind, 文本: text, 知情同意: consent }
          codes: { file: {{InterviewFiles.CodesPath}} }
          codings: { file: {{InterviewFiles.CodingsPath}} }
          network: { file: {{NetworkFile.Path}} }
        models:
          - { id: drivers, title: { zh: 满意度的动力, en: Drivers of satisfaction }, method: ols, survey: satisfaction-2019, formula: "{{Formula}}", cluster: community, vcov: CR1 }
          - { id: drivers-weighted, title: { zh: 满意度动力的加权对照, en: Weighted check of the drivers of satisfaction }, method: ols, survey: satisfaction-2019, formula: "{{Formula}}", weights: weight, cluster: community, vcov: CR1 }
          - { id: depth, title: { zh: 参与深度的动力, en: Drivers of depth of participation }, method: ols, survey: satisfaction-2019, formula: "participation_depth ~ interest_relevance + self_efficacy + community_trust + participation_willingness + deliberation_capability + local_support", cluster: community, vcov: CR1 }
          - { id: drivers-within, title: { zh: 同一社区之内满意度的动力, en: Drivers of satisfaction within a community }, method: fe, survey: satisfaction-2019, formula: "{{Formula}} | community", cluster: community }
          - { id: drivers-mixed, title: { zh: 满意度的动力与社区差异, en: Drivers of satisfaction and differences between communities }, method: lmm, survey: satisfaction-2019, formula: "{{Formula}} + (1 | community)" }
          - { id: drivers-survey, title: { zh: 全体居民满意度的动力, en: Drivers of satisfaction in the population }, method: svy, survey: satisfaction-2019, formula: "{{Formula}}", weights: weight, strata: stratum, cluster: community }
          - { id: pathway, title: { zh: 从利益相关经参与到满意的路径, en: Pathway from interest through participation to satisfaction }, method: mediation, survey: satisfaction-2019, formula: "interest_relevance -> participation_depth -> satisfaction | self_efficacy + community_trust + local_support", cluster: community, bootstrap: 5000, seed: 20220931 }
          - { id: answer-ordered, title: { zh: 总体满意的有序logit模型, en: Ordered logit of overall satisfaction }, method: ologit, survey: satisfaction-2019, formula: "sat1 ~ {{Drivers}}", cluster: community, vcov: CR1, settings: { predict: "community_trust, participation_depth" } }
          - { id: answer-probit, title: { zh: 总体满意的有序probit模型, en: Ordered probit of overall satisfaction }, method: oprobit, survey: satisfaction-2019, formula: "sat1 ~ {{Drivers}}", cluster: community, vcov: CR1 }
          - { id: satisfaction-scale, title: { zh: 满意度量表的信度, en: Reliability of the satisfaction scale }, method: alpha, survey: satisfaction-2019, formula: "satisfaction =~ sat1 + sat2 + sat3 + sat4 - sat5", settings: { range: 1..5 } }
          - { id: profile, title: { zh: 受访者概况, en: Profile of the respondents }, method: describe, survey: satisfaction-2019, formula: "age_group + gender + tenure + housing; satisfaction + community_trust + participation_depth ~ housing" }
          - { id: drivers-importance, title: { zh: 各动力的相对重要性, en: Relative importance of the drivers }, method: lmg, survey: satisfaction-2019, formula: "{{Formula}}", cluster: community, seed: 20220931 }
          - { id: missing-answers, title: { zh: 满意度各题的缺失答案, en: Missing answers on satisfaction }, method: missing, survey: satisfaction-2019, formula: "sat1 + sat2 + sat3 + sat4 + sat5" }
          - { id: items-imputed, title: { zh: 插补缺失答案后的总体满意, en: Overall satisfaction with missing answers imputed }, method: ols, survey: satisfaction-2019, formula: "sat1 ~ rel1 + eff1 + tru1 + sup1 + dep1", cluster: community, vcov: CR1, impute: 20, seed: 20220931 }
          - { id: drivers-screened, title: { zh: 剔除草率答卷后满意度的动力, en: Drivers of satisfaction without careless answers }, method: ols, survey: satisfaction-2019, formula: "{{Formula}}", cluster: community, vcov: CR1, exclude: [ "longstring(sat1..sat5) > 4: 反向题也选同一答案 straight-lining over an item that is turned round", "duplicate(respondent): 重复录入 entered twice" ] }
          - { id: drivers-sem, title: { zh: 参与深度与满意度的结构方程, en: Structural model of participation and satisfaction }, method: sem, survey: satisfaction-2019, formula: "interest_relevance =~ rel1 + rel2 + rel3 + rel4; self_efficacy =~ eff1 + eff2 + eff3 + eff4; community_trust =~ tru1 + tru2 + tru3 + tru4; participation_depth =~ dep1 + dep2 + dep3 + dep4 + dep5; satisfaction =~ sat1 + sat2 + sat3 + sat4 + sat5; participation_depth ~ a*interest_relevance + self_efficacy + community_trust; satisfaction ~ b*participation_depth + c*interest_relevance + self_efficacy + community_trust; indirect := a*b", cluster: community }
          - { id: invariance, title: { zh: 业主与租户的测量不变性, en: Measurement invariance of owners and renters }, method: cfa, survey: satisfaction-2019, formula: "participation_depth =~ dep1 + dep2 + dep3 + dep4 + dep5; satisfaction =~ sat1 + sat2 + sat3 + sat4 + sat5", cluster: community, settings: { group: tenure, invariance: true } }
        figures: [ spending-shares, "coefficients:drivers", "coefficients:pathway", "paths:drivers-sem", "measurement:drivers-sem", "probabilities:answer-ordered", "likert:satisfaction" ]
        rules: [ operating-cap, committee-cap, nine-steps ]
        privacy: { minimum_cell: 5 }

        """;

    /// <summary>The model of the report's main table.</summary>
    public const string Formula = $"satisfaction ~ {Drivers}";

    /// <summary>The drivers of its models.</summary>
    public const string Drivers = "interest_relevance + self_efficacy + community_trust + local_support + participation_depth";

    private static string LedgerColumns(string amount) =>
        $"流水号: entry, 社区: community, 年度: year, 阶段: phase, {amount}: amount, 类别: use_class, 资金池: pool, 资金来源: money_source, 项目编号: project, 日期: date";

    private static string UseRecodes() => string.Join(", ", UseClass.All.Select(use => $"{use.Chinese}: {use.Code}"));

    private static string Surveys() => string.Join("\n", SurveyWave.All.Select(wave =>
        $"    - {{ id: {wave.Id}, file: {SurveyFiles.PathOf(wave)}, instrument: {wave.Id}, design: {{ weight: weight, strata: stratum, cluster: community }} }}"));
}
