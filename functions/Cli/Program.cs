using ServerlessMlops.Cli;
using ServerlessMlops.Cli.Output;

return await Mlops.RunAsync(args, Screen.OfProcess(), TimeProvider.System, CancellationToken.None);
