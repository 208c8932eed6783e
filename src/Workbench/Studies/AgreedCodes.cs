using CoProduction.Analysis;

namespace CoProduction.Workbench;

/// <summary>Agreement between the coders of a study's interviews.</summary>
internal static class AgreedCodes
{
    public static async Task<StudyTable> OfAsync(LoadedStudy study, AgreementSpec spec)
    {
        if (!study.Evidence.Has("codings") || !study.Evidence.Has("codes") || !study.Evidence.Has("interviews")) throw StudiesFaults.NoEvidence("Agreement");
        var store = study.Evidence.Store;
        var codings = await store.FrameAsync(CodesSpec.Codings).ConfigureAwait(false);
        var codes = await store.FrameAsync(CodesSpec.Codes).ConfigureAwait(false);
        return new StudyTable(CodeAgreement.Table(spec, codings, codes, await store.FrameAsync(CodesSpec.Interviews).ConfigureAwait(false)), study.Privacy);
    }
}
