namespace Embedded.DurableTask.Entities;

/// <summary>The one answer to every use of an entity.</summary>
internal static class EntitiesLeftOut
{
    public static NotSupportedException Error() =>
        new("Durable entities are left out of the embedded engine: keep the state in an orchestration or in storage, or run on Microsoft's engine.");
}
