#:project ../../src/Workbench/Workbench.csproj
#:project ../../examples/district-x/generator/DistrictX.csproj
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
// %% [markdown]
// # 06 人们说了什么？ · What did people say?
// 本笔记本回答：访谈中各类编码出现在多少位发言人、哪些角色、哪些社区；与问卷结果并列是否一致。发言人以化名出现，人数不足者不予公布。
//
// This notebook answers: in how many speakers, roles and communities each code occurs; whether it agrees with the survey, side by side. Speakers are pseudonyms; codes of too few speakers are withheld.
// %%
using CoProduction;
using CoProduction.Analysis;
using CoProduction.DistrictX;
using CoProduction.Reports;
using CoProduction.Workbench;

DemoStudy.Write("district-x");
var study = Study.Open("district-x");

var codes = study.Codes();
foreach (var finding in codes.Findings) Console.WriteLine(finding.In(ReaderLanguage.Current));
// %%
codes["codes"].Print();
// %%
codes["stages-by-role"].Print();
// %% [markdown]
// ## 两位编码者是否一致？ · Do the two coders agree?
// α为0表示与随机一致相同，1为完全一致；低于0.667的编码不宜单独使用（Krippendorff 2004）。
//
// Alpha is 0 where agreement is that of chance and 1 where it is complete; codes below 0.667 should not be relied on alone (Krippendorff 2004).
// %%
study.Agreement().Print();
// %% [markdown]
// ## 访谈与问卷并列 · Interviews beside the survey
// 左列为提到该主题的发言人比例，右列为问卷中相应量表的加权均值。
//
// The share of speakers who bring a theme up, beside the weighted mean of the scale for it.
// %%
study.JointDisplay().Print();
// %% [markdown]
// ## 如何引用 · How to cite
// %%
Console.WriteLine($"{codes["codes"].Note.In(ReaderLanguage.Current)} {codes["codes"].Provenance.Method}. CoProduction Research {Release.Version}.");
