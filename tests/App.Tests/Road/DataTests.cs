using System.Globalization;
using System.Net.Http.Json;
using ServerlessMlops.Pipeline.Contracts;
using ServerlessMlops.Pipeline.Ledger;

namespace ServerlessMlops.App.Tests.Road;

/// <summary>What is found of data before anything learns from them, seen from outside.</summary>
public sealed class DataTests(RunningApp app)
{
    private const string Loans = """
        apiVersion: v3.1.0
        kind: DataContract
        id: loans
        version: 1.0.0
        status: active
        schema:
          - name: loans
            customProperties: [{ property: rejectLimit, value: LIMIT }]
            properties:
              - { name: id, logicalType: integer, primaryKey: true }
              - { name: age, logicalType: integer, required: true, logicalTypeOptions: { minimum: 18, maximum: 120 } }
              - { name: income, logicalType: number, logicalTypeOptions: { exclusiveMinimum: 0 } }
              - { name: opened, logicalType: date }
              - name: home
                logicalType: string
                quality: [{ metric: invalidValues, mustBe: 0, arguments: { validValues: [rent, own] } }]
              - { name: good, logicalType: boolean, required: true }
        """;

    private static readonly string[] Wrong = ["17", "-5", "31.05.2024", "igloo", "perhaps"];

    private AppClient Client => app.Client;

    [Fact]
    public async Task A_file_with_twenty_faults_has_twenty_entries_in_its_receipt_each_with_row_column_code_seen_and_expected()
    {
        var rows = Rows(200);
        for (var fault = 0; fault < 20; fault++)
        {
            var cells = rows[fault].Split(',');
            cells[1 + (fault % 5)] = Wrong[fault % 5];
            rows[fault] = string.Join(',', cells);
        }

        using var dana = await Client.AsAsync(AppClient.Dana);
        var runId = await Client.DropAsync("data-faults", "loans.csv", Csv(rows), null, LoansUpTo("0"));
        await Client.UntilAsync(dana, runId, RunState.Rejected);

        var receipt = await Client.ReceiptAsync("data-faults", "loans.csv", RunState.Rejected);
        var entries = receipt.Problems.Where(problem => problem.Row is not null && problem.Severity == Severity.Error).ToList();
        Assert.Equal(Enumerable.Range(1, 20).Select(row => (long?)row), entries.Select(problem => problem.Row));
        Assert.Equal(
            [
                "age OUT_OF_RANGE 17", "income OUT_OF_RANGE -5", "opened NOT_A_DATE 31.05.2024", "home UNEXPECTED_VALUE igloo",
                "good NOT_A_BOOLEAN perhaps",
            ],
            entries.Take(5).Select(problem => $"{problem.Column} {problem.Code} {problem.Seen}"));
        Assert.All(entries, problem => Assert.NotEmpty(problem.Expected!));
    }

    [Fact]
    public async Task Rows_within_the_limit_are_set_aside_and_the_contract_stands_in_the_evidence()
    {
        const string Model = "data-aside";
        var rows = Rows(300);
        rows[6] = "7,17,-1,2024-01-07,igloo,true";
        rows[9] = "10,40,1000";
        using var dana = await Client.AsAsync(AppClient.Dana);
        var runId = await Client.DropAsync(Model, "loans.csv", Csv(rows), Pipeline(Model), LoansUpTo("1%"));
        var run = await Client.UntilAsync(dana, runId, RunState.AwaitingClaim, RunState.GateFailed);

        var receipt = (await dana.GetFromJsonAsync<Receipt>($"runs/{runId}/receipt", MlopsJson.Options))!;
        Assert.Equal(
            ["7 OUT_OF_RANGE UNEXPECTED_VALUE", "10 RAGGED_ROW"], receipt.SetAside.Select(row => $"{row.Row} {string.Join(' ', row.Codes)}"));
        Assert.Equal(298, run.Data!.Rows);
        Assert.Equal([7L, 10L], receipt.Schema!.SetAside!);
        Assert.NotNull(run.Data.Contract);
        var facts = (await dana.GetFromJsonAsync<List<AuditEntry>>($"runs/{runId}/audit", MlopsJson.Options))!
            .Single(entry => entry.Event.Action == "data.ingested").Event.Facts;
        Assert.Equal(
            (run.Data.Contract.Digest, run.Data.Judgement!.Digest, "2"), (facts["contract"], facts["judgement"], facts["rowsSetAside"]));
    }

    [Fact]
    public async Task Personal_data_that_nobody_agreed_on_are_kept_nowhere_and_a_contract_that_masks_them_is_proposed()
    {
        var text = string.Concat(Enumerable.Range(1, 100).Select(i => $"p{i}@example.org,{i % 7},{(i % 2 == 0 ? "yes" : "no")}\n"));
        using var dana = await Client.AsAsync(AppClient.Dana);
        var runId = await Client.DropAsync("data-personal", "people.csv", BinaryData.FromString("contact,n,y\n" + text), null);
        await Client.UntilAsync(dana, runId, RunState.Rejected);

        var receipt = await Client.ReceiptAsync("data-personal", "people.csv", RunState.Rejected);
        Assert.Contains(receipt.Problems, problem => problem is { Code: "PERSONAL_DATA_NOT_AGREED", Column: "contact" });
        Assert.Contains("personalData, value: mask", receipt.ProposedContract, StringComparison.Ordinal);
        var html = (await Beside("data-personal", "people.csv.receipt.html").DownloadContentAsync()).Value.Content.ToString();
        Assert.DoesNotContain("p1@example.org", html, StringComparison.Ordinal);
        Assert.DoesNotContain("p1@example.org", MlopsJson.Write(receipt), StringComparison.Ordinal);
        var digest = Digests.Sha256Hex("contact,n,y\n" + text);
        Assert.False(await Client.Blobs.GetBlobContainerClient("artifacts").GetBlobClient($"sha256/{digest}").ExistsAsync());
    }

    [Fact]
    public async Task Columns_that_the_contract_masks_are_kept_as_tokens_and_the_run_goes_on()
    {
        const string Model = "data-masked";
        const string Contract = """
            apiVersion: v3.1.0
            kind: DataContract
            id: people
            version: 1.0.0
            status: active
            customProperties: [{ property: personalData, value: mask }, { property: allowNewColumns, value: true }]
            schema: [{ name: people, properties: [{ name: contact }] }]
            """;
        var text = "contact,age,home,good\n" + string.Concat(Rows(300).Select(row => row.Split(',')).Select(cells =>
            $"p{int.Parse(cells[0], CultureInfo.InvariantCulture) / 2}@example.org,{cells[1]},{cells[4]},{cells[5]}\n"));
        using var dana = await Client.AsAsync(AppClient.Dana);
        var runId = await Client.DropAsync(Model, "people.csv", BinaryData.FromString(text), Pipeline(Model), Contract);
        var run = await Client.UntilAsync(dana, runId, RunState.AwaitingClaim, RunState.GateFailed);

        var artifacts = Client.Blobs.GetBlobContainerClient("artifacts");
        Assert.False(await artifacts.GetBlobClient($"sha256/{Digests.Sha256Hex(text)}").ExistsAsync());
        var kept = (await artifacts.GetBlobClient($"sha256/{run.Data!.Snapshot.Digest}").DownloadContentAsync()).Value.Content.ToString();
        Assert.DoesNotContain("example.org", kept, StringComparison.Ordinal);
        Assert.Equal(text.Split('\n').Select(AfterComma), kept.Split('\n').Select(AfterComma));
        Assert.Equal(151, kept.Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')[0]).Distinct().Count());
        var receipt = (await dana.GetFromJsonAsync<Receipt>($"runs/{runId}/receipt", MlopsJson.Options))!;
        Assert.Contains(receipt.Problems, problem => problem is { Code: "PERSONAL_DATA_MASKED", Column: "contact", Severity: Severity.Warning });
        Assert.DoesNotContain("p1@example.org", MlopsJson.Write(receipt), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_is_the_target_in_other_words_stops_the_run_unless_the_contract_accepts_it()
    {
        const string Model = "data-leak";
        var rows = Samples.Penguins.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var leaking = BinaryData.FromString(string.Join('\n', rows.Select((row, i) => i == 0 ? row + ",code" : $"{row},{row[0]}9")));
        using var dana = await Client.AsAsync(AppClient.Dana);
        var runId = await Client.DropAsync(Model, "penguins.csv", leaking, Samples.Pipeline("penguins", Model));
        await Client.UntilAsync(dana, runId, RunState.Rejected);
        var receipt = await Client.ReceiptAsync(Model, "penguins.csv", RunState.Rejected);
        Assert.Contains(receipt.Problems, problem => problem is { Code: "LEAKS_TARGET", Column: "code" });
        Assert.Equal(LeakVerdict.Certain, receipt.Judgement!.Features.Single(feature => feature.Column == "code").Leak);

        const string Accepting = """
            apiVersion: v3.1.0
            kind: DataContract
            id: penguins
            version: 1.0.0
            status: active
            customProperties: [{ property: allowNewColumns, value: true }]
            schema:
              - name: penguins
                properties:
                  - { name: code, customProperties: [{ property: acknowledged, value: [leakage] }] }
            """;
        var again = await Client.DropAsync(Model, "penguins.csv", leaking, null, Accepting);
        await Client.UntilAsync(dana, again, RunState.AwaitingClaim);
    }

    [Fact]
    public async Task Data_unlike_those_of_the_live_version_are_said_to_have_drifted()
    {
        const string Model = "data-drift";
        using var dana = await Client.AsAsync(AppClient.Dana);
        await Client.DeployAsync(dana, await Client.DropAsync(Model, "first.csv", Samples.Penguins, Samples.Pipeline("penguins", Model)));
        var lines = Samples.Penguins.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var heavier = lines.Select((line, i) => i == 0 ? line : Heavier(line.Split(',')));
        var runId = await Client.DropAsync(Model, "second.csv", BinaryData.FromString(string.Join('\n', heavier)), null);
        await Client.UntilAsync(dana, runId, RunState.AwaitingClaim);

        var receipt = (await dana.GetFromJsonAsync<Receipt>($"runs/{runId}/receipt", MlopsJson.Options))!;
        Assert.Equal(["body_mass_g"], receipt.Judgement!.Drift!.Columns.Where(column => column.Drifted).Select(column => column.Column));
        Assert.Contains(receipt.Problems, problem => problem is { Code: "DATA_DRIFT", Column: "body_mass_g", Severity: Severity.Warning });
    }

    private static string Heavier(string[] cells)
    {
        cells[5] = double.TryParse(cells[5], NumberStyles.Float, CultureInfo.InvariantCulture, out var grams) ? $"{grams + 900}" : cells[5];
        return string.Join(',', cells);
    }

    private static string Pipeline(string model) => $"""
        model: {model}
        owner: dana@example.org
        purpose: Tests
        riskClass: minimal
        licence: MIT
        legalBasis: No personal data
        task: binary
        target: good
        positive: 'true'
        """;

    private static string AfterComma(string line) => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..];

    private static string LoansUpTo(string limit) => Loans.Replace("LIMIT", limit, StringComparison.Ordinal);

    private static List<string> Rows(int count) => [.. Enumerable.Range(1, count).Select(Row)];

    private static string Row(int i)
    {
        var home = i % 3 == 0 ? "rent" : "own";
        var good = (i * 7 % 60) + (i * 31 % 43) > 45 ? "true" : "false";
        return $"{i},{18 + (i * 7 % 60)},{1000 + (i * 37 % 900)},2024-01-{1 + (i % 28):D2},{home},{good}";
    }

    private static BinaryData Csv(IEnumerable<string> rows) =>
        BinaryData.FromString("id,age,income,opened,home,good\n" + string.Join('\n', rows) + "\n");

    private Azure.Storage.Blobs.BlobClient Beside(string model, string file) =>
        Client.Blobs.GetBlobContainerClient("datasets").GetBlobClient($"{model}/{file}");
}
