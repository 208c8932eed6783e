using System.Text;

namespace CoProduction.Cli;

/// <summary>A secret typed without being shown, or piped in; never an argument, which every user of the machine can see.</summary>
internal static class Secret
{
    /// <summary>The secret; asked for twice at a terminal.</summary>
    /// <exception cref="UsageException">The two differ.</exception>
    public static string Read()
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine() ?? "";
        string first = Ask("Password: "), second = Ask("Once more: ");
        return first == second ? first : throw new UsageException(new Fault("The two passwords differ", "", "a password is typed twice so that a slip shows", "Try again"));
    }

    private static string Ask(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key != ConsoleKey.Backspace) typed.Append(key.KeyChar);
            else if (typed.Length > 0) typed.Length--;
        }
        Console.Error.Write('\n');
        return typed.ToString();
    }
}
