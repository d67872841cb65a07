namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>Carries a closed record across a durable history. Both hosts write a result by its runtime type, which
/// loses the case's name; a member declared by its family keeps it.</summary>
public sealed record Carried<TFamily>(TFamily Value);
