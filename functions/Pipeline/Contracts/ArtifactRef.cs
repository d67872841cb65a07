namespace ServerlessMlops.Pipeline.Contracts;

/// <summary>A content-addressed blob: what crosses a durable history in place of the document itself.</summary>
/// <param name="Digest">SHA-256 of the content, 64 lower-case hexadecimal digits; the blob lies at <c>artifacts/sha256/{digest}</c>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="MediaType">IANA media type.</param>
public sealed record ArtifactRef(string Digest, long Length, string MediaType);
