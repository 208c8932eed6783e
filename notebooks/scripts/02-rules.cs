#:project ../../src/Workbench/Workbench.csproj
#:project ../../examples/district-x/generator/DistrictX.csproj
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
// %% [markdown]
// # 02 规则执行了吗？ · Were the rules kept?
// 本笔记本回答：各项上限（运行经费、委员会经费）是否遵守；项目是否走完规定的九个步骤、卡在哪一步；知晓率、参与率、满意率如何变化。
//
// This notebook answers: whether the caps (operating costs, committee money) were kept; whether projects went through the nine prescribed steps, and where they wait; how awareness, participation and satisfaction developed.
// %%
using CoProduction;
using CoProduction.Analysis;
using CoProduction.DistrictX;
using CoProduction.Reports;
using CoProduction.Workbench;

DemoStudy.Write("district-x");
var study = Study.Open("district-x");

var rules = study.Rules();
foreach (var finding in rules.Findings) Console.WriteLine(finding.In(ReaderLanguage.Current));
// %% [markdown]
// 结论分为符合、违反、无法判定：缺失的记录无论如何取值结论都不变时才作判定。
//
// A verdict is pass, breach or undetermined: it is given only when it stands however the missing records fall.
// %%
rules["rules"].Print();
// %% [markdown]
// ## 九个步骤 · The nine steps
// %%
rules["steps-by-year"].Print();
// %%
rules["steps-by-step"].Print();
// %% [markdown]
// ## 三个率 · The three rates
// 率的分子、分母与口径（住户或居民、普查或抽样）并列；抽样的率附区间。
//
// Rates stand with numerator, denominator and base (households or residents, census or sample); sampled rates have an interval.
// %%
rules["rates-by-year"].Print();
// %% [markdown]
// ## 如何引用 · How to cite
// 规则的条文与生效期在规则文件中，判定的版本随结果给出。
//
// The text of a rule and its time in force stand in the rule file; the result names the version judged by.
// %%
Console.WriteLine($"{rules["rules"].Note.In(ReaderLanguage.Current)} {rules["rules"].Provenance.Method}. CoProduction Research {Release.Version}.");
