namespace CoProduction.Web;

/// <summary>The errors of this room.</summary>
internal static class WebFaults
{
    public static UsageException NoSignIn(string url) => new(new Fault(
        $"The address '{url}' can be reached by other machines, and no sign-in is configured", "--urls", "anybody who reaches it would see what a researcher sees",
        "Add an account with 'copro user add STUDY NAME --role ROLE', or set COPRO_OIDC_AUTHORITY and COPRO_OIDC_CLIENT_ID, or listen at http://127.0.0.1:5080"));

    public static UsageException NotEncrypted(string url) => new(new Fault(
        $"The address '{url}' can be reached by other machines, and what is sent there is not encrypted", "--urls", "passwords would cross the network for anybody to read, and browsers send the session's cookie over https alone",
        "Listen at an https address with --certificate, or name the reverse proxy that speaks https with --proxy, or listen at http://127.0.0.1:5080"));

    public static UsageException Url(string url) => new(new Fault(
        $"'{url}' is not an address to listen at", "--urls", "an address is http:// or https://, a host and a port, without a path", "Write it as http://127.0.0.1:5080"));

    public static UsageException NoCertificate(string url) => new(new Fault(
        $"The address '{url}' needs a certificate", "--urls", "https needs the server's certificate", "Name it with --certificate FILE, and its key with --key FILE where it is in PEM form"));

    public static UsageException Certificate(string file, Exception wrong) => new(new Fault(
        $"The certificate '{file}' cannot be used", "--certificate", wrong.Message, "Give a PEM file with --key, or a PFX file whose password is in COPRO_CERTIFICATE_PASSWORD"));

    public static UsageException OidcHalf(string missing) => new(new Fault(
        $"{missing} is not set", "environment", "OpenID Connect needs the provider's address and this server's id there", "Set COPRO_OIDC_AUTHORITY and COPRO_OIDC_CLIENT_ID, or neither"));

    public static UsageException OidcAddress(string authority) => new(new Fault(
        $"'{authority}' is not the address of a provider", "COPRO_OIDC_AUTHORITY", "tokens may travel over https only, except on this machine itself", "Write it as https://login.example.org/realm"));

    public static StudyException AccountsUnreadable(string path, Exception wrong) => new(
        new Fault("The accounts cannot be read", path, wrong.Message, "Restore the file from a backup, or remove it and add the accounts again with 'copro user add'"), wrong);

    public static UsageException Password(int least, int most) => new(new Fault(
        "The password cannot be used", "", $"a password has {least} to {most} characters", "Choose another; a few words in a row are good"));

    public static UsageException Scope(string role) => new(new Fault(
        $"The scope does not fit the role '{role}'", "--subdistrict, --community", "a community's account needs its community, a district's may have a sub-district, other roles see everything of their role",
        "Give --community CODE with --role community, --subdistrict CODE with --role district, and neither with the others"));

    public static UsageException AccountName(string name) => new(new Fault(
        $"'{name}' cannot be a name", "NAME", "a name has 1 to 200 characters, none of them a control character", "Choose another name"));

    public static UsageException NoAccount(string name, IEnumerable<string> names) => new(new Fault(
        $"There is no account '{name}'", "NAME", "only an account that is there can be removed", Nearest.Suggest(name, names)));

    public static UsageException UnknownFilter(string name, IEnumerable<string> known) => new(new Fault(
        $"'{Shown(name)}' is not a filter of this page", "", "a filter that is not known would be left out in silence", known.Any() ? Nearest.Suggest(Shown(name), known) : "Remove it from the address"));

    public static UsageException FilterValue(string name) => new(new Fault(
        $"The value of '{name}' cannot be used", "", $"a filter has one value of at most {Serving.PageQuery.Longest} characters, none of them a control character", "Choose it on the page"));

    public static UsageException Nothing(string id) => new(new Fault(
        $"'{Shown(id)}' has nothing of this kind to hand out", "", "not every part of a page has a table or a figure, for every viewer and filter", "Open the page: it says what it shows, and what it cannot and why"));

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
