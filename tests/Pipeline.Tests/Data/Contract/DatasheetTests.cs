using ServerlessMlops.Pipeline.Data;

namespace ServerlessMlops.Pipeline.Tests.Data;

public class DatasheetTests
{
    [Fact]
    public void What_nobody_has_answered_is_shown_as_a_gap()
    {
        var contract = Contracts.Valid(Contracts.Head + """
            description: { purpose: Rank applications, limitations: One bank only }
            customProperties: [{ property: datasheet, value: { origin: Branches, licence: '', labelling: 'TO CONFIRM: by whom' } }]
            """);
        var sheet = Datasheets.Of(contract, Csv.Spec());
        Assert.Equal(["Collector", "Selection", "Labelling", "Retention"], sheet.Gaps);
        Assert.Equal(
            ["purpose contract.yaml", "origin contract.yaml", "licence pipeline.yaml", "legalBasis pipeline.yaml",
                "knownGaps contract.yaml"],
            sheet.Entries.Where(entry => entry.Answer is not null).Select(entry => $"{entry.Field} {entry.From}"));
        Assert.Contains("Origin: Branches\nCollector: not stated\nLicence: MIT\n", Datasheets.Text(sheet), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_file_all_of_it_is_a_gap() => Assert.Equal(9, Datasheets.Of(null, null).Gaps.Count);
}
