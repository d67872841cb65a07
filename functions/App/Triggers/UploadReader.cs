using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Storage;

namespace ServerlessMlops.App.Triggers;

/// <summary>Asks storage what lies at a path now: the event only says where to look.</summary>
public sealed class UploadReader(Datasets datasets, Storage.Receipts receipts)
{
    public static bool IsDataset(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && path.Count(c => c == '/') == 1;

    /// <returns>Null where nothing lies there any more, or the model's name is not one: that has a receipt of its own.</returns>
    public async Task<RunRequest?> ReadAsync(string path, CancellationToken cancellation)
    {
        var model = path[..path.IndexOf('/')];
        if (ModelNames.IsValid(model))
        {
            return await datasets.DescribeAsync(path, cancellation);
        }

        await receipts.RefuseAsync(path, $"'{model}' is not a model's name; expected {ModelNames.Expected}.", cancellation);
        return null;
    }
}
