using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Data;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Activities;

/// <summary>Replaces what the contract has masked before anything of the file is kept: what follows knows tokens only.</summary>
public sealed class SnapshotMasking(MaskingKey key)
{
    /// <returns>The file as it is kept, and the table of it; the same where nothing is masked. Dispose what is another file.</returns>
    public (Spool Content, ReadOutcome Read) Apply(RunRequest request, Spool dropped, ReadOutcome read)
    {
        if (read is not ReadOutcome.Clean clean || read.PersonalVerdict is not { Masked: { Count: > 0 } columns })
        {
            return (dropped, read);
        }

        var masks = columns.Where(column => clean.Schema.Columns.Any(known => known.Name == column))
            .ToDictionary(column => column, column => key.For(request.Model, column), StringComparer.Ordinal);
        try
        {
            MaskedCopy? copy = null;
            dropped.Content.Position = 0;
            var content = Spool.Write(target => copy = MaskedCopy.Write(dropped.Content, target, clean.Schema, masks));
            return (content, clean with { Table = Dataset.ReadAs(content.Content, copy!.Schema), Schema = copy.Schema });
        }
        finally
        {
            foreach (var mask in masks.Values)
            {
                mask.Dispose();
            }
        }
    }
}
