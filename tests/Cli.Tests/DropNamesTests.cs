using ServerlessMlops.Cli.Local;
using ServerlessMlops.Pipeline.Contracts;

namespace ServerlessMlops.Cli.Tests;

public sealed class DropNamesTests
{
    [Theory]
    [InlineData("credit_data.csv", "credit_data.csv", "credit-data")]
    [InlineData("Loan Data (2024).TXT", "loan-data-2024.csv", "loan-data-2024")]
    [InlineData("Crédit  à la  consommation.csv", "cr-dit-la-consommation.csv", "cr-dit-la-consommation")]
    [InlineData("Loans.Parquet", "loans.parquet", "loans")]
    [InlineData("loans 2024.csv.gz", "loans-2024.csv.gz", "loans-2024")]
    [InlineData("loans.ndjson", "loans.ndjson", "loans")]
    [InlineData("loans.json", "loans.jsonl", "loans")]
    [InlineData("data.v2.final.data", "data.v2.final.csv", "data-v2-final")]
    [InlineData("noending", "noending.csv", "noending")]
    [InlineData("数据.csv", "data.csv", "model")]
    [InlineData("../../etc/passwd", "passwd.csv", "passwd")]
    [InlineData(".csv", "csv.csv", "csv")]
    public void Names_on_disk_become_names_in_storage(string onDisk, string file, string model)
    {
        Assert.Equal(file, DropNames.FileOf(onDisk));
        Assert.Equal(model, DropNames.ModelOf(onDisk));
    }

    [Fact]
    public void A_thousand_characters_still_make_a_legal_model_name() => Assert.True(ModelNames.IsValid(DropNames.ModelOf(new string('x', 1_000) + ".csv")));

    [Fact]
    public void A_model_name_that_is_not_one_is_refused_with_one_that_is()
    {
        var fault = Assert.Throws<CommandFault>(() => DropNames.Checked("Credit Risk"));
        Assert.Equal(ExitCodes.Usage, fault.ExitCode);
        Assert.Contains("credit-risk", fault.Hint);
    }
}
