using System.Reflection;
using System.Runtime.CompilerServices;

namespace Embedded.Functions.Worker.Builder;

/// <summary>Where a function app's <c>Program.cs</c> begins.</summary>
public class FunctionsApplication
{
    /// <summary>
    /// A builder for the functions of the calling assembly, with the app's settings loaded: command line over environment over
    /// <c>local.settings.json</c> over <c>local.settings.sample.json</c>.
    /// </summary>
    /// <param name="args">Settings as <c>--Section:Name=value</c>.</param>
    /// <exception cref="InvalidOperationException">In Azure, where this host must not run.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args, Assembly.GetCallingAssembly());
}
