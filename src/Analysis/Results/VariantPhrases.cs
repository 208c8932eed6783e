using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The phrases that name variants, with their Chinese. <c>{n}</c> and <c>{m}</c> stand for numbers, <c>{f}</c> for fields.</summary>
internal static class VariantPhrases
{
    private static readonly (string En, string Zh)[] Linear =
    [
        ("OLS, QR of merged community roots", "普通最小二乘（OLS），对合并的社区三角根作QR分解"),
        ("WLS, QR of merged community roots", "加权最小二乘（WLS），对合并的社区三角根作QR分解"),
        ("classical: s^2", "经典：s^2"),
        ("sandwich of u", "三明治估计，残差项u"),
        ("no factor", "不乘校正系数"),
        ("(I-H)^(-1/2) adjustment", "残差按(I-H)^(-1/2)校正"),
        ("working model of independent errors of equal variance", "工作模型为独立同方差误差"),
        ("(I-H)^-1 adjustment (leave one community out)", "残差按(I-H)^-1校正（逐一剔除社区）"),
        ("wild cluster bootstrap of the CR1 t statistic, null imposed (WCR), symmetric p value, interval by inversion; std. error CR1", "CR1 t统计量的野聚类自助法，施加零假设（WCR），对称p值，区间由检验反演；标准误为CR1"),
        ("two ways, Cameron-Gelbach-Miller (2011), G of each way its own, df of the smaller G", "双向聚类，Cameron-Gelbach-Miller（2011），各向用自己的G，自由度取较小的G"),
        ("two ways, G the smaller", "双向聚类，G取较小者"),
        ("t with G-1 df", "t分布，自由度G-1"),
        ("t with N-k df", "t分布，自由度N-k"),
        ("t with N-K df, K all terms and effects", "t分布，自由度N-K，K为全部系数与效应的个数"),
        ("t with Satterthwaite df by coefficient", "t分布，逐系数的Satterthwaite自由度"),
        ("t with Satterthwaite df", "t分布，Satterthwaite自由度"),
        ("fixed effects of {f} absorbed from cell roots", "由单元三角根吸收{f}的固定效应"),
        ("CR1 as fixest:", "CR1（同fixest）："),
        (" with K the terms and the effects not nested in a cluster", "，K为系数与未嵌套于聚类的效应的个数"),
        ("linear mixed model by REML, profiled deviance from community roots", "线性混合模型，限制性最大似然（REML），剖面偏差由社区三角根计算"),
        ("linear mixed model by ML, profiled deviance from community roots", "线性混合模型，最大似然（ML），剖面偏差由社区三角根计算"),
        ("50:50 mixture of chi2({n}) and chi2({m})", "chi2({n})与chi2({m})各半的混合分布"),
        ("p is too large, {n} variances are tested at zero", "p值偏大，有{n}个方差在零处检验"),
        ("LMG (Lindeman, Merenda and Gold 1980) by all subsets of merged roots", "LMG（Lindeman、Merenda与Gold 1980），遍历合并三角根的全部子集"),
        ("LMG (Lindeman, Merenda and Gold 1980) by all subsets of weighted merged roots", "LMG（Lindeman、Merenda与Gold 1980），遍历加权合并三角根的全部子集"),
        ("no intervals", "不给区间"),
        ("weighted", "加权"),
    ];

    private static readonly (string En, string Zh)[] Choice =
    [
        ("binary logit", "二元logit"),
        ("binary probit", "二元probit"),
        ("ordered logit (proportional odds)", "有序logit（比例优势）"),
        ("ordered logit (partial proportional odds)", "有序logit（部分比例优势）"),
        ("ordered probit (nominal effects)", "有序probit（名义效应）"),
        ("ordered probit", "有序probit"),
        ("multinomial logit", "多项logit"),
        ("Poisson regression, log link", "泊松回归，对数连接"),
        ("negative binomial regression (NB2, variance μ + μ²/θ), log link", "负二项回归（NB2，方差为μ + μ²/θ），对数连接"),
        (" by Newton's method", "，牛顿法"),
        ("{n} patterns of rows", "{n}种不同的行"),
        ("passes over the rows", "逐行遍历"),
        ("frequency weights", "频数权重"),
        ("sampling weights (pseudo-likelihood)", "抽样权重（伪似然）"),
        ("classical: inverse information", "经典：信息矩阵的逆"),
        ("sandwich of row scores", "逐行得分的三明治估计"),
        ("sandwich of cluster scores", "逐聚类得分的三明治估计"),
        ("normal statistics", "正态统计量"),
    ];

    private static readonly (string En, string Zh)[] Survey =
    [
        ("svyglm gaussian", "抽样设计下的线性回归（svyglm）"),
        ("svyglm logit", "抽样设计下的logit回归（svyglm）"),
        ("weighted means and shares", "加权均值与占比"),
        ("weighted totals", "加权总量"),
        ("weighted shares", "加权占比"),
        ("ratio of weighted totals", "加权总量之比"),
        ("weighted quantiles", "加权分位数"),
        ("weighted table", "加权列联表"),
        ("weighted least squares by QR of merged unit roots", "加权最小二乘，对合并的抽样单位三角根作QR分解"),
        ("weighted least squares by QR of rows", "加权最小二乘，对各行作QR分解"),
        ("quasibinomial logit by iteratively reweighted least squares", "拟二项logit，迭代重加权最小二乘"),
        ("Rao-Scott second-order F", "Rao-Scott二阶校正F检验"),
        ("quantiles by rule 'math', Woodruff interval on the mean scale", "分位数按math规则，Woodruff区间（均值尺度）"),
        ("Taylor linearisation over primary sampling units", "按初级抽样单位的泰勒线性化"),
        ("with replacement", "视作放回抽样"),
        ("finite population correction of the first stage", "第一阶段有限总体校正"),
        ("jackknife JK1 over primary sampling units", "按初级抽样单位的JK1刀切法"),
        ("stratified jackknife JKn over primary sampling units", "按初级抽样单位的分层JKn刀切法"),
        ("rescaled bootstrap (Rao and Wu), n-1 units a stratum", "重标度自助法（Rao与Wu），每层n-1个单位"),
        ("balanced repeated replication (Sylvester's Hadamard matrix)", "平衡重复复制（Sylvester的Hadamard矩阵）"),
        ("t with design df + 1 - k df", "t分布，自由度为设计自由度 + 1 - k"),
        ("t with design df", "t分布，自由度为设计自由度"),
        ("interval of shares", "占比的区间"),
        ("raking (iterative proportional fitting)", "迭代比例拟合（raking）"),
        ("post-stratification", "事后分层"),
        ("calibration, linear distance (GREG)", "校准，线性距离（GREG）"),
        ("strict trimming", "严格截尾"),
    ];

    private static readonly (string En, string Zh)[] Mediation =
    [
        ("mediation", "中介分析"),
        ("OLS path equations from merged community roots", "由合并的社区三角根以普通最小二乘（OLS）估计路径方程"),
        ("WLS path equations from merged community roots", "由合并的社区三角根以加权最小二乘（WLS）估计路径方程"),
        ("random-intercept path equations by REML from community roots", "由社区三角根以限制性最大似然（REML）估计随机截距路径方程"),
        ("1-1-1 by within/between decomposition (CWC(M)): rows about their community's means, and the means", "1-1-1模型，按组内与组间分解（CWC(M)）：各行对本社区均值的离差，以及社区均值"),
        ("2-1-1 by within/between decomposition (CWC(M)): the indirect effect runs between communities", "2-1-1模型，按组内与组间分解（CWC(M)）：间接效应在社区之间"),
        ("the means weighted by their rows", "均值按行数加权"),
        ("Monte Carlo intervals (Preacher and Selig 2012) from the joint covariance of the paths", "蒙特卡罗区间（Preacher与Selig 2012），取自各路径的联合协方差"),
        ("Monte Carlo", "蒙特卡罗法"),
        ("BCa intervals (Efron 1987)", "BCa区间（Efron 1987）"),
        ("acceleration by the jackknife", "加速系数由刀切法求得"),
        ("percentile intervals (Davison and Hinkley 1997, eq. 5.8)", "百分位法区间（Davison与Hinkley 1997，式5.8）"),
        ("percentile", "百分位法"),
        ("cluster bootstrap", "聚类自助法"),
        ("case bootstrap", "个案自助法"),
        ("paths: CR1 over all equations together", "路径系数：CR1，各方程合并计算"),
        ("paths: covariance of the mixed models", "路径系数：混合模型的协方差"),
        ("paths: classical, with the covariance of the residuals of parallel mediators", "路径系数：经典协方差，计入并行中介残差的协方差"),
    ];

    private static readonly (string En, string Zh)[] Structural =
    [
        ("Full information maximum likelihood", "全信息最大似然（FIML）"),
        ("Maximum likelihood", "最大似然"),
        (" (normal, divisor n)", "（正态，除数n）"),
        (" (normal, divisor n, weights of mean 1)", "（正态，除数n，权重均值为1）"),
        ("errors: robust.cluster", "标准误：聚类稳健（robust.cluster）"),
        ("errors: robust.huber.white", "标准误：Huber-White稳健（robust.huber.white）"),
        ("errors: robust.sem", "标准误：Satorra-Bentler稳健（robust.sem）"),
        ("errors: standard, observed information", "标准误：常规，观测信息矩阵"),
        ("errors: standard, expected information", "标准误：常规，期望信息矩阵"),
        ("test: normal-theory χ²", "检验：正态理论χ²"),
        ("test: Satorra-Bentler scaled χ²", "检验：Satorra-Bentler缩放χ²"),
        ("test: Yuan-Bentler scaled χ² (Mplus variant)", "检验：Yuan-Bentler缩放χ²（Mplus算法）"),
        ("intervals: percentile of {n} draws of communities", "区间：社区自助抽样{n}次的百分位法"),
        ("percentile of {n} draws of communities", "社区自助抽样{n}次的百分位法"),
    ];

    private static readonly (string En, string Zh)[] Measurement =
    [
        ("Reliability from covariances of complete rows", "信度由完整行的协方差计算"),
        ("Reliability from weighted covariances of complete rows", "信度由完整行的加权协方差计算"),
        ("Feldt's F interval of alpha", "α的Feldt F区间"),
        ("t intervals of ln(1 - coefficient), {n} df, from {m} draws of communities", "ln(1 - 系数)的t区间，自由度{n}，社区自助抽样{m}次"),
        ("t intervals of ln(1 - coefficient), {n} df, from {m} draws of rows", "ln(1 - 系数)的t区间，自由度{n}，逐行自助抽样{m}次"),
        ("percentile intervals from {n} draws of communities", "社区自助抽样{n}次的百分位法区间"),
        ("percentile intervals from {n} draws of rows", "逐行自助抽样{n}次的百分位法区间"),
        ("Cronbach (1951), covariances", "Cronbach（1951），协方差"),
        ("alpha of the correlations", "由相关系数计算的α"),
        ("McDonald (1999): one factor, maximum likelihood, covariances", "McDonald（1999）：单因子，最大似然，协方差"),
        ("Revelle: {n} minimum-residual factors, oblimin, Schmid-Leiman, correlations", "Revelle：{n}个最小残差因子，oblimin旋转，Schmid-Leiman变换，相关系数"),
        ("Zinbarg et al. (2005): general factor of {n}, oblimin, Schmid-Leiman, correlations", "Zinbarg等（2005）：{n}个因子的一般因子，oblimin旋转，Schmid-Leiman变换，相关系数"),
        ("Guttman (1945): largest of {n} sampled splits", "Guttman（1945）：抽取的{n}种折半中的最大值"),
        ("Guttman (1945): largest of all {n} splits", "Guttman（1945）：全部{n}种折半中的最大值"),
        ("Guttman (1945): squared multiple correlations", "Guttman（1945）：复相关系数的平方"),
        ("{n} factors by maximum likelihood of ", "{n}个因子，最大似然，"),
        ("{n} factors by principal axes to their fixed point (minimum residual) of ", "{n}个因子，主轴法迭代至不动点（最小残差），"),
        ("{n} factors by principal components of ", "{n}个因子，主成分，"),
        ("two-step polychoric correlations", "两步法多分格相关"),
        ("weighted two-step polychoric correlations", "加权的两步法多分格相关"),
        ("Pearson correlations", "Pearson相关"),
        ("weighted Pearson correlations", "加权Pearson相关"),
        ("rotation none", "不旋转"),
        ("rotation oblimin (γ = 0)", "oblimin旋转（γ = 0）"),
        ("rotation promax (power 4)", "promax旋转（幂4）"),
        ("rotation normal varimax", "正规化varimax旋转"),
        ("scores by Bartlett", "Bartlett法因子得分"),
        ("scores by regression", "回归法因子得分"),
    ];

    private static readonly (string En, string Zh)[] Description =
    [
        ("Summaries: quantiles type 7", "描述统计：第7型分位数"),
        ("Summaries: weighted; quantiles by inverse of the weights' distribution", "描述统计：加权；分位数由权重的分布求逆"),
        ("skewness and kurtosis type {n}", "第{n}型偏度与峰度"),
        ("pairwise Pearson correlations", "成对删除的Pearson相关"),
        ("listwise Pearson correlations", "整行删除的Pearson相关"),
        ("noncentral F, λ / (λ + n) (Steiger 2004)", "非中心F，λ / (λ + n)（Steiger 2004）"),
        ("Hays (1963), not below 0", "Hays（1963），不低于0"),
        ("Kelley (1935), not below 0", "Kelley（1935），不低于0"),
        ("interval of the same share in the population", "区间针对总体中的同一比例"),
        ("ties corrected (Kelley 1935; King and Minium 2008)", "已校正同分（Kelley 1935；King与Minium 2008）"),
        ("Hedges (1981), exact J, pooled variance", "Hedges（1981），精确的J，合并方差"),
        ("noncentral t (Steiger and Fouladi 1997)", "非中心t（Steiger与Fouladi 1997）"),
        ("missing values by reason and pattern", "按原因与模式列出缺失值"),
        ("Little's (1988) test of missing completely at random, normal means and covariance by EM (divisor n)", "Little（1988）完全随机缺失检验，正态均值与协方差由EM算法估计（除数n）"),
        ("rows excluded by ", "排除的行："),
        ("Exploratory: gradient-boosted trees", "探索性：梯度提升树"),
        ("errors in communities left out", "误差取自留出的社区"),
    ];

    private static readonly (string En, string Zh)[] Imputation =
    [
        ("pooled over {n} imputations by chained equations (", "链式方程插补{n}次后合并（"),
        ("; {n} rounds) by Rubin's rules, df of Barnard and Rubin (1999)", "；迭代{n}轮），按Rubin规则，自由度依Barnard与Rubin（1999）"),
        ("an intercept for each {f}", "每个{f}各有截距"),
        ("normal random intercepts of {f} with one residual variance", "{f}的正态随机截距，残差方差相同"),
        ("predictive mean matching type 1, {n} donors", "第1型预测均值匹配，供体{n}个"),
        ("normal draws", "正态抽取"),
        ("logit with augmentation", "logit，补入低权重行"),
        ("proportional odds with augmentation", "比例优势模型，补入低权重行"),
        ("multinomial logit with augmentation", "多项logit，补入低权重行"),
        ("multinomial probit with independent errors", "误差独立的多项probit"),
        ("latent variables by Gibbs steps of Albert and Chib (1993)", "潜变量按Albert与Chib（1993）的Gibbs步骤抽取"),
    ];

    private static readonly (string En, string Zh)[] Evidence =
    [
        ("shares of amounts, exact decimals, largest remainder", "金额占比，精确小数，最大余数法"),
        ("one claim under several definitions", "同一说法在多种口径下的数值"),
        ("share rule, exact, bounds over missing fields", "占比规则，精确计算，缺失字段取上下界"),
        ("share rules, exact, bounds over missing fields", "占比规则，精确计算，缺失字段取上下界"),
        ("step conformance: presence, dates and order up to the project's status", "步骤符合：至项目现状为止的有无、日期与次序"),
        ("rates with Wilson (1927) intervals", "比率与Wilson（1927）区间"),
        ("sampled communities weighted by households, Kish effective n", "抽样社区按户数加权，Kish有效样本量"),
        ("weighted shares of answers", "各回答的加权占比"),
        ("Cronbach's alpha on complete rows, unweighted", "Cronbach α，限完整行，未加权"),
        ("weighted means, linearised standard errors over primary sampling units", "加权均值，标准误按初级抽样单位线性化"),
        ("codings and distinct speakers (interview, speaker, role, community)", "编码数与不同发言人数（访谈、发言人、身份、社区）"),
        ("nominal agreement: Krippendorff (2011) alpha by coincidences", "名义一致性：Krippendorff（2011）α，由共现矩阵计算"),
        ("Cohen (1960) kappa and Scott (1955) pi of two coders", "两位编码员的Cohen（1960）κ与Scott（1955）π"),
        ("percentile interval of alpha by units", "按单位自助的α百分位法区间"),
        ("ballots counted by group of voters", "按选民组别计票"),
        ("mean of the distinct projects on a ballot", "每张选票上不同项目数的均值"),
    ];

    /// <summary>Every phrase.</summary>
    public static ImmutableArray<(string En, string Zh)> All { get; } = [.. Linear, .. Choice, .. Survey, .. Mediation, .. Structural, .. Measurement, .. Description, .. Imputation, .. Evidence];
}
