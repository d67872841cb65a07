namespace ServerlessMlops.Pipeline.Data;

/// <param name="Path">As problems name it.</param>
public sealed record SpecificationFile(string Path, string Text);
