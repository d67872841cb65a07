using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Pages.Text;

/// <summary>What things are called on the pages.</summary>
public static class Words
{
    public static string Of(RunState state) => state switch
    {
        RunState.AwaitingClaim => "Waiting for a claim",
        RunState.AwaitingApproval => "Waiting for approval",
        RunState.GateFailed => "A gate did not pass",
        RunState.Evaluated => "Evaluated, not confirmed",
        _ => state.ToString(),
    };

    /// <summary>good, bad or wait: how a state is marked beside its words.</summary>
    public static string Mark(RunState state) => state switch
    {
        RunState.Deployed => "good",
        RunState.Rejected or RunState.GateFailed or RunState.Declined or RunState.Expired or RunState.Failed => "bad",
        _ => "wait",
    };

    public static string Of(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Pass => "passed",
        GateOutcome.Fail => "did not pass",
        GateOutcome.NotEnoughEvidence => "not enough evidence",
        _ => "not measured",
    };

    public static string Of(ApprovalState state) => state switch
    {
        ApprovalState.Open => "open",
        ApprovalState.Approved => "approved",
        ApprovalState.Rejected => "rejected",
        ApprovalState.Voided => "voided",
        _ => "expired",
    };

    public static string Of(ModelTask task) => task switch
    {
        ModelTask.Binary => "binary classification",
        ModelTask.Multiclass => "multiclass classification",
        _ => "regression",
    };

    /// <summary>A measure's name for people: <c>demographic_parity_difference</c> is "demographic parity difference".</summary>
    public static string Measure(string name) => name switch
    {
        "auc" => "AUC",
        "pr_auc" => "area under precision and recall",
        "ece" => "expected calibration error",
        "mcc" => "Matthews correlation",
        "brier" => "Brier score",
        "f1" => "F1",
        "fpr" => "false positive rate",
        "macro_f1" => "macro F1",
        "rmse" => "RMSE",
        "mae" => "MAE",
        "r2" => "R²",
        _ => name.Replace('_', ' '),
    };

    public static string Of(PersonalDataKind kind) => kind switch
    {
        PersonalDataKind.Email => "e-mail address",
        PersonalDataKind.Iban => "account number (IBAN)",
        PersonalDataKind.IpAddress => "IP address",
        PersonalDataKind.UsSocialSecurityNumber => "US social security number",
        PersonalDataKind.UkNationalInsuranceNumber => "UK national insurance number",
        _ => string.Concat(kind.ToString().Select((unit, i) => char.IsUpper(unit) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(unit) : $"{unit}")),
    };

    /// <summary>r, η² or V with its value; a dash where there is none.</summary>
    public static string Association(Association? association) => association switch
    {
        null => "–",
        { Value: null } => association.Reason ?? "–",
        { Measure: "correlation" } => $"r {Numbers.Of(association.Value)}",
        { Measure: "correlation_ratio" } => $"η² {Numbers.Of(association.Value)}",
        _ => $"V {Numbers.Of(association.Value)}",
    };

    public static string Place(Problem problem) => string.Join(", ", new[]
    {
        problem.File,
        problem.Row is { } row ? $"row {Numbers.Count(row)}" : null,
        problem.Line is { } line ? $"line {line}" : null,
        problem.Position is { } position ? $"character {position}" : null,
        problem.Column is { } column ? $"{(problem.Line is null ? "column" : "key")} {column}" : null,
    }.Where(p => p is not null));

    public static string Plural(long count, string one, string many) => count == 1 ? $"1 {one}" : $"{Numbers.Count(count)} {many}";
}
