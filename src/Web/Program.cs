using CoProduction.Workbench;

namespace CoProduction.Web;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        await WebHost.Build(StudyFolder.Read(args[0]), WebOptions.Standard).RunAsync();
        return 0;
    }
}
