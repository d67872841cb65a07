namespace ServerlessMlops.Learning;

/// <summary>The bytes are not a model file that this version reads, or the file contradicts itself.</summary>
/// <param name="seen">What was found wrong, with what was expected.</param>
/// <param name="inner">The parser's own error, where one stopped.</param>
public sealed class InvalidModelFileException(string seen, Exception? inner = null) : Exception($"Not a usable model file: {seen}", inner);
