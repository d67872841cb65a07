using System.CommandLine;

namespace ServerlessMlops.Cli.Commands;

/// <summary>Options that every command has.</summary>
internal static class CommonOptions
{
    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Answer with one JSON document on standard output, and nothing else there.",
        Recursive = true,
    };

    public static readonly Option<DirectoryInfo> StateFolder = new("--state-folder")
    {
        Description = "Where `mlops up` keeps everything.",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => new DirectoryInfo(".mlops"),
    };

    public static readonly Option<string?> As = new("--as")
    {
        Description = "Who acts: a local user, by name or by what stands before its @. Default: who logged in last.",
        HelpName = "USER",
        Recursive = true,
    };

    public static void AddTo(Command root)
    {
        root.Options.Add(Json);
        root.Options.Add(StateFolder);
        root.Options.Add(As);
    }
}
