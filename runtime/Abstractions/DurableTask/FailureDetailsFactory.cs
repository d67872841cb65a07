using System.Security.Cryptography;
using System.Text;

namespace Embedded.DurableTask;

/// <summary>Turns exceptions into details of bounded size: a history never grows by a 5 MB message.</summary>
internal static class FailureDetailsFactory
{
    /// <summary>Characters of a message or stack trace that are kept; the rest is named by length and digest.</summary>
    public const int MaxTextLength = 16 * 1024;

    /// <summary>Levels of inner exceptions that are kept.</summary>
    public const int MaxDepth = 10;

    public static TaskFailureDetails From(Exception exception, Func<Exception, IDictionary<string, object?>?>? properties) => From(exception, properties, 0);

    /// <summary>The text, cut at <see cref="MaxTextLength"/> with the length and SHA-256 of the whole.</summary>
    public static string Bounded(string text)
    {
        if (text.Length <= MaxTextLength)
        {
            return text;
        }

        var keep = char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return $"{text.AsSpan(0, keep)}… ({text.Length} characters in all, sha256 {digest})";
    }

    private static TaskFailureDetails From(Exception exception, Func<Exception, IDictionary<string, object?>?>? properties, int depth)
    {
        if (exception is TaskFailedException failed)
        {
            return new TaskFailureDetails(
                typeof(TaskFailedException).FullName!, Bounded(failed.Message), BoundedOrNull(failed.StackTrace), failed.FailureDetails, FailureProperties.Normalised(properties?.Invoke(failed)));
        }

        var inner = depth + 1 < MaxDepth && exception.InnerException is { } cause ? From(cause, properties, depth + 1) : null;
        return new TaskFailureDetails(
            exception.GetType().FullName ?? exception.GetType().Name, Bounded(exception.Message), BoundedOrNull(exception.StackTrace), inner, FailureProperties.Normalised(properties?.Invoke(exception)));
    }

    private static string? BoundedOrNull(string? text) => text is null ? null : Bounded(text);
}
