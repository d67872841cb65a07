namespace ServerlessMlops.Pipeline.Tests.Data;

/// <summary>Tests that measure what the whole process allocates: no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
