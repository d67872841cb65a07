namespace ServerlessMlops.Pipeline.Card;

/// <summary>The renderings of a card, as they lie in a release and are asked for.</summary>
/// <param name="Format">As in <c>?format=</c> and <c>mlops card --format</c>.</param>
/// <param name="Name">Of the file in the bundle.</param>
public sealed record CardFile(string Format, string Name, string MediaType)
{
    public static readonly CardFile Html = new("html", "card.html", "text/html");
    public static readonly CardFile Markdown = new("md", "card.md", "text/markdown");
    public static readonly CardFile Json = new("json", "card.json", "application/json");
    public static readonly CardFile CycloneDx = new("cyclonedx", "bom.cdx.json", "application/vnd.cyclonedx+json");

    public static readonly IReadOnlyList<CardFile> All = [Html, Markdown, Json, CycloneDx];
}
