using System.CommandLine;
using System.CommandLine.Parsing;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Arguments that name a thing. The parser takes a misspelt option for one; no name begins with two hyphens.</summary>
internal static class Named
{
    public static Argument<string> Argument(string name, string description) => Checked(new Argument<string>(name) { Description = description });

    public static Argument<string?> Optional(string name, string description) =>
        Checked(new Argument<string?>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne });

    private static Argument<T> Checked<T>(Argument<T> argument)
    {
        argument.Validators.Add(Refuse);
        return argument;
    }

    private static void Refuse(ArgumentResult given)
    {
        foreach (var token in given.Tokens.Where(token => token.Value.StartsWith("--", StringComparison.Ordinal)))
        {
            given.AddError($"There is no option {token.Value}.");
        }
    }
}
