namespace ServerlessMlops.Pipeline.Data;

/// <summary>Something that watches one column go by: a sketch, a rule of the contract, a search for personal data.</summary>
/// <remarks>Batches come in the order of the file, from one thread at a time, so that its outcome does not depend on the machine.</remarks>
internal interface ISliceConsumer
{
    void Add(ColumnSlice slice);
}
