using ServerlessMlops.Pipeline.Card;

namespace ServerlessMlops.Pages;

/// <param name="Card">All that the page shows.</param>
/// <param name="Viewer">Who looks at it; null where it is kept as a file.</param>
/// <param name="Formats">Where the same card lies in other formats, without <c>?format=</c>; null where it is kept as a file.</param>
public sealed record CardPageModel(ModelCard Card, string? Viewer = null, string? Formats = null);
