namespace ServerlessMlops.Pipeline.Data;

/// <summary>What a column's name suggests.</summary>
internal static class ColumnNames
{
    /// <summary>Names of targets, the surest first.</summary>
    private static readonly string[] Targets =
    [
        "target", "label", "class", "outcome", "y", "response", "status", "loanstatus", "default", "churn", "churned", "survived",
        "attrition", "fraud", "isfraud", "diagnosis", "species", "variety", "income", "approved", "converted", "readmitted", "result",
        "quality", "grade", "price", "saleprice", "medv", "mpg", "salary", "charges", "strength", "score",
    ];

    private static readonly string[] TargetEndings =
        ["target", "label", "class", "outcome", "status", "default", "strength", "price", "value"];

    private static readonly string[] Positives =
    [
        "yes", "true", "1", "y", "t", "bad", "default", "defaulted", "churn", "churned", "positive", "pos", "fraud", "fraudulent",
        "died", "dead", "malignant", "m", "failed", "failure", "reject", "rejected", "spam", "attrition", "left", "late", "abnormal", "disease", "sick",
    ];

    private static readonly string[] Protected =
    [
        "age", "sex", "gender", "race", "ethnicity", "ethnic", "marital", "married", "nationality", "citizenship", "religion", "disability",
        "disabled", "pregnant", "pregnancy", "orientation", "veteran",
    ];

    public static bool IsAge(string name) => Words(name).Any(word => word == "age");

    public static bool IsProtected(string name) => Words(name).Any(word => Protected.Contains(word));

    public static bool IsPositive(string label) => Positives.Contains(label.ToLowerInvariant());

    /// <returns>Smaller is surer; null where the name suggests no target.</returns>
    public static int? TargetRank(string name)
    {
        var words = Words(name);
        var exact = Array.IndexOf(Targets, string.Concat(words));
        var ending = words.Length > 1 ? Array.IndexOf(TargetEndings, words[^1]) : -1;
        return exact >= 0 ? exact : ending >= 0 ? Targets.Length + ending : null;
    }

    /// <summary>Lower-case words of <c>marital_status</c>, <c>MaritalStatus</c>, <c>Marital Status</c>.</summary>
    private static string[] Words(string name)
    {
        var spaced = new System.Text.StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            spaced.Append(i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]) ? " " : "");
            spaced.Append(char.IsLetterOrDigit(name[i]) ? char.ToLowerInvariant(name[i]) : ' ');
        }

        return spaced.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
