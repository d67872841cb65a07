using Microsoft.Extensions.Configuration;
using ServerlessMlops.App.Receipts;

namespace ServerlessMlops.App.Tests.Drops;

public class PublicAddressTests
{
    [Theory]
    [InlineData("Mlops:PublicUrl", "https://mlops.example.org", "https://mlops.example.org/api/runs/42")]
    [InlineData("Mlops:PublicUrl", "http://127.0.0.1:8080/", "http://127.0.0.1:8080/api/runs/42")]
    [InlineData("WEBSITE_HOSTNAME", "mlops.azurewebsites.net", "https://mlops.azurewebsites.net/api/runs/42")]
    [InlineData("WEBSITE_HOSTNAME", "localhost:7071", "http://localhost:7071/api/runs/42")]
    [InlineData("Mlops:Url", "http://127.0.0.1:7071", "http://127.0.0.1:7071/api/runs/42")]
    [InlineData("Mlops:Url", "http://127.0.0.1:0", "/api/runs/42")]
    [InlineData("Mlops:Other", "x", "/api/runs/42")]
    public void A_receipt_names_the_host_where_a_setting_does(string setting, string value, string page) =>
        Assert.Equal(page, PublicAddress.Of(With((setting, value))).OfRun("42"));

    [Fact]
    public void What_is_set_for_people_goes_before_what_the_host_says_of_itself() => Assert.Equal(
        "https://a.example.org/api/runs/42",
        PublicAddress.Of(With(("WEBSITE_HOSTNAME", "b.example.org"), ("Mlops:PublicUrl", "https://a.example.org"))).OfRun("42"));

    [Theory]
    [InlineData("mlops.example.org")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/here")]
    public void A_setting_that_is_no_address_stops_the_start(string value) =>
        Assert.Equal(value, Assert.Throws<PublicAddressException>(() => PublicAddress.Of(With(("Mlops:PublicUrl", value)))).Seen);

    private static IConfiguration With(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
}
