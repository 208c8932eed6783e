using CoProduction.Tests;

namespace CoProduction.Ingest.Tests;

/// <summary>LimeSurvey structures.</summary>
public class LimeStructureTests
{
    [Fact]
    public void ARealStructureInTwoLanguages()
    {
        var form = Asked.Form(RealFiles.Path("instruments/survey-one-question-two-languages.lss"));
        var item = Assert.Single(form.Items);
        Assert.Equal(("435933", "q1", FormKind.Text), (form.Id, item.Name, item.Kind));
    }

    /// <summary>The TSV was made of the XLSForm by xlsform2lstsv: codes without '_' and cut to 20 letters (5 for answers), the first note as the welcome text.</summary>
    [Fact]
    public void TheRealXlsFormAndItsLimeSurveyStructureAreTheSameQuestionnaire()
    {
        var xls = Asked.Form(RealFiles.Path("instruments/mitwirken_umfrage.xlsx")).Items.Where(item => item.Name != "welcome").ToArray();
        var lime = Asked.Form(RealFiles.Path("instruments/mitwirken_umfrage_limesurvey.tsv")).Items;
        Assert.Equal(41, lime.Length);
        Assert.Equal(xls.Length, lime.Length);
        Assert.Equal((75, 28), (lime.Where(item => item.Kind == FormKind.Many).Sum(item => item.Options.Length), lime.Where(item => item.Kind == FormKind.One).Sum(item => item.Options.Length)));
        foreach (var (mine, other) in xls.Zip(lime))
        {
            Assert.Equal(mine.Kind, other.Kind);
            Assert.Equal(Flat(mine.Wording.En), Flat(other.Wording.En));
            Assert.Equal(mine.Options.Select(option => Flat(option.Label.En)), other.Options.Select(option => Flat(option.Label.En)));
            Assert.Equal(mine.Options.Select(option => option.Code), other.Options.Select(option => option.Code));
            Assert.Equal(mine.Required.Length > 0, other.Required.Length > 0);
            Assert.Equal(mine.Relevant.Length > 0, other.Relevant.Length > 0);
            Assert.StartsWith(other.Name[..Math.Min(other.Name.Length - 1, 18)], mine.Name.Replace("_", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><document><questions>&x;</questions></document>")]
    [InlineData("<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><document>&b;</document>")]
    [InlineData("<html></html>")]
    [InlineData("<document><LimeSurveyDocType>Question</LimeSurveyDocType></document>")]
    [InlineData("<document>")]
    [InlineData("not xml")]
    public void EntitiesAndOtherXmlAreRefused(string xml) => Assert.NotEmpty(Assert.Throws<StudyException>(() => Asked.Form("s.lss", xml)).Fault.Mend);

    [Fact]
    public void ArraysScalesAndAssessmentValues()
    {
        var form = Asked.Form("s.lss", """
            <?xml version="1.0" encoding="UTF-8"?>
            <document><LimeSurveyDocType>Survey</LimeSurveyDocType>
             <answers><rows>
              <row><aid>1</aid><qid>1</qid><code>A1</code><sortorder>0</sortorder><assessment_value>5</assessment_value><scale_id>0</scale_id></row>
              <row><aid>2</aid><qid>1</qid><code>A2</code><sortorder>1</sortorder><assessment_value>1</assessment_value><scale_id>0</scale_id></row></rows></answers>
             <answer_l10ns><rows>
              <row><aid>1</aid><answer><![CDATA[满意]]></answer><language>zh-Hans</language></row><row><aid>2</aid><answer>不满意</answer><language>zh-Hans</language></row></rows></answer_l10ns>
             <questions><rows>
              <row><qid>1</qid><parent_qid>0</parent_qid><type>F</type><title>Sat</title><question_order>2</question_order><mandatory>Y</mandatory></row>
              <row><qid>3</qid><parent_qid>0</parent_qid><type>Y</type><title>Heard</title><question_order>1</question_order><relevance>1</relevance></row></rows></questions>
             <subquestions><rows>
              <row><qid>2</qid><parent_qid>1</parent_qid><type>T</type><title>SQ001</title><question_order>1</question_order><scale_id>0</scale_id></row></rows></subquestions>
             <question_l10ns><rows>
              <row><qid>1</qid><question>&lt;p&gt;您满意吗&lt;/p&gt;</question><language>zh-Hans</language></row><row><qid>1</qid><question>How satisfied</question><language>en</language></row>
              <row><qid>2</qid><question>环境</question><language>zh-Hans</language></row><row><qid>3</qid><question>Heard?</question><language>en</language></row></rows></question_l10ns>
            </document>
            """);
        Assert.Equal(["heard", "sat_sq001"], form.Items.Select(item => item.Name));
        var item = form.Items[1];
        Assert.Equal(("您满意吗—环境", "How satisfied—环境", 1, 5), (item.Wording.Zh, item.Wording.En, item.Minimum, item.Maximum));
        Assert.Equal([("A1", 5), ("A2", 1)], item.Options.Select(option => (option.Name, option.Code)));
    }

    /// <summary>HTML of one and Markdown of the other differ in blanks.</summary>
    private static string Flat(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
