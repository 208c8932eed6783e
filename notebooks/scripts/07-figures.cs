#:project ../../src/Workbench/Workbench.csproj
#:project ../../examples/district-x/generator/DistrictX.csproj
#:property RestorePackagesWithLockFile=false
#:property PublishAot=false
// %% [markdown]
// # 07 期刊的图 · Figures for a journal
// 本笔记本回答：怎样按出版社的宽度、分辨率与格式导出图和表，中文与英文各一份；导出前自动做披露审查。
//
// This notebook answers: how to export figures and tables at a publisher's width, resolution and format, in Chinese and English; everything that is exported passes the disclosure review first.
// %%
using CoProduction;
using CoProduction.Analysis;
using CoProduction.DistrictX;
using CoProduction.Reports;
using CoProduction.Workbench;

DemoStudy.Write("district-x");
var study = Study.Open("district-x");

Directory.CreateDirectory("figures");
Console.WriteLine(study.Figure("spending-shares").Save("figures/fig1.pdf", Preset.Elsevier, Language.En));
Console.WriteLine(study.Figure("spending-shares").Save("figures/fig1.png", Preset.Chinese, Language.Zh));
// %%
study.Figure("spending-shares").Print();
// %%
var drivers = study.Model("drivers");
Console.WriteLine(drivers.Figure().Save("figures/fig2.svg", Preset.Springer, Language.En));
Console.WriteLine(drivers.Table().Save("figures/table1.xlsx", Language.En));
Console.WriteLine(drivers.Table().Save("figures/table1.csv", Language.En));
// %%
drivers.Figure().Print();
// %% [markdown]
// ## 披露审查 · The disclosure review
// 导出的表隐匿人数不足的行；确需完整导出者须写明理由，理由随表保存。
//
// An exported table withholds rows of too few people; whoever needs it whole gives a reason, which stays with the table.
// %%
var few = study.Fit("mean(satisfaction) | age_group + gender + housing").Designed().Table();
Console.WriteLine($"{few.Released.Withheld} of {few.Rows.Length} rows are withheld");
Console.WriteLine(few.Unreviewed("for the co-author who holds the same data").Released.ReviewNote.En);
// %% [markdown]
// ## 如何引用 · How to cite
// %%
Console.WriteLine(drivers.Cite());
