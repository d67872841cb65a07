namespace ServerlessMlops.Pipeline.Data;

/// <summary>How large an automaton a pattern makes: its characters, each as often as the counts around it say.</summary>
/// <remarks>
/// Patterns run without backtracking, in time linear in the text; what is left to bound is the automaton, which <c>((a{999}){999}){999}</c>
/// would make a billion states large. An upper estimate, made without a parser of patterns: a count multiplies what stands before it.
/// </remarks>
internal static class PatternCost
{
    public static long Of(string pattern)
    {
        var groups = new Stack<(long Sum, long Last)>();
        long sum = 0, last = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '(':
                    groups.Push((sum, last));
                    (sum, last) = (0, 0);
                    break;
                case ')' when groups.TryPop(out var outer):
                    (sum, last) = (Add(outer.Sum, outer.Last), Add(sum, last));
                    break;
                case '{' when Count(pattern, ref i) is { } times:
                    last = Math.Min(last * Math.Max(times, 1), int.MaxValue);
                    break;
                case '[':
                    i = EndOfClass(pattern, i);
                    (sum, last) = (Add(sum, last), 1);
                    break;
                case '\\':
                    i++;
                    (sum, last) = (Add(sum, last), 1);
                    break;
                default:
                    (sum, last) = (Add(sum, last), 1);
                    break;
            }
        }

        return groups.Aggregate(Add(sum, last), (total, outer) => Add(total, Add(outer.Sum, outer.Last)));
    }

    /// <summary>
    /// The larger number of <c>{2}</c>, <c>{2,}</c> or <c>{2,5}</c>, and moves to its end; null where no count begins here.
    /// </summary>
    private static long? Count(string pattern, ref int i)
    {
        var end = pattern.IndexOf('}', i);
        if (end < 0)
        {
            return null;
        }

        long largest = 0;
        foreach (var number in pattern[(i + 1)..end].Split(','))
        {
            if (number.Length > 0 && !number.All(char.IsAsciiDigit))
            {
                return null;
            }

            largest = Math.Max(largest, number.Length is 0 ? 0 : number.Length > 6 ? int.MaxValue
                : int.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
        }

        i = end;
        return largest;
    }

    private static int EndOfClass(string pattern, int start)
    {
        for (var i = start + 1; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                i++;
            }
            else if (pattern[i] == ']' && i > start + 1)
            {
                return i;
            }
        }

        return pattern.Length;
    }

    private static long Add(long one, long other) => Math.Min(one + other, int.MaxValue);
}
