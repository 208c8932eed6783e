#:project ../../src/Workbench/Workbench.csproj
#:project ../../examples/district-x/generator/DistrictX.csproj
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
// %% [markdown]
// # 04 哪些动力与满意度相关？ · Which drivers relate to satisfaction?
// 本笔记本回答：在其他条件相同时，利益相关性、自我效能、社区信任、地方支持、参与深度各与满意度有多大关联；考虑同一社区居民相似（聚类、混合模型）与抽样设计后是否仍成立。系数是关联，不是因果。
//
// This notebook answers: how interest relevance, self-efficacy, community trust, local support and depth of participation relate to satisfaction, other terms equal; and whether that holds when residents of a community are alike (clusters, mixed model) and under the sampling design. A coefficient is an association, not an effect.
// %%
using CoProduction;
using CoProduction.Analysis;
using CoProduction.DistrictX;
using CoProduction.Reports;
using CoProduction.Workbench;

DemoStudy.Write("district-x");
var study = Study.Open("district-x");

const string Drivers = "satisfaction ~ interest_relevance + self_efficacy + community_trust + local_support + participation_depth";
var ols = study.Fit(Drivers).Clustered("community").With(Vcov.CR2);
ols.Print();
// %% [markdown]
// CR2与Satterthwaite自由度在社区较少或很不均衡时仍可用。随机截距允许每个社区有自己的水平：
//
// CR2 with Satterthwaite degrees of freedom holds with few or unequal communities. A random intercept lets every community have its own level:
// %%
var mixed = study.Fit(Drivers + " + (1 | community)");
mixed.Print();
// %% [markdown]
// 抽样设计（分层、整群、权重）把对样本的说法变为对总体的说法：
//
// The sampling design (strata, clusters, weights) turns what is said of the sample into what is said of the population:
// %%
var survey = study.Fit(Drivers).Designed();
survey.Print();
// %% [markdown]
// ## 三个模型并列 · The three models side by side
// %%
Fitted.Stack(("OLS, CR2", ols), ("混合 · mixed", mixed), ("抽样设计 · design", survey)).Print();
// %%
survey.Figure().Print();
// %% [markdown]
// ## 如何引用 · How to cite
// %%
foreach (var model in new[] { ols, mixed, survey }) Console.WriteLine(model.Cite());
