using System.Net;
using Microsoft.AspNetCore.Http;
using ServerlessMlops.App.Identity;

namespace ServerlessMlops.App.Tests.Identity;

public sealed class LoopbackTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:7071")]
    [InlineData("127.0.0.1", "LOCALHOST")]
    [InlineData("127.0.0.1", "127.0.0.1:80")]
    [InlineData("::1", "[::1]:7071")]
    [InlineData("::ffff:127.0.0.1", "localhost")]
    public void This_machine_by_its_own_names_is_answered(string address, string host) => Assert.Null(Loopback.Refusal(Request(address, host)));

    [Theory]
    [InlineData("192.168.1.10")]
    [InlineData("10.0.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("fe80::1")]
    [InlineData(null)]
    public void Another_machine_is_not(string? address) => Assert.NotNull(Loopback.Refusal(Request(address, "localhost")));

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.")]
    [InlineData("192.168.1.10")]
    [InlineData("")]
    public void A_name_that_was_made_to_point_here_is_not(string host) => Assert.NotNull(Loopback.Refusal(Request("127.0.0.1", host)));

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9", false)]
    [InlineData("X-Forwarded-For", "127.0.0.1, 203.0.113.9", false)]
    [InlineData("X-Forwarded-For", "unknown", false)]
    [InlineData("X-Forwarded-For", "127.0.0.1, ::1", true)]
    [InlineData("X-Forwarded-For", "127.0.0.1:50001", true)]
    [InlineData("X-Forwarded-Host", "mlops.example.org", false)]
    [InlineData("X-Forwarded-Host", "localhost:7071", true)]
    public void A_proxy_brings_only_this_machines_requests(string header, string value, bool answered)
    {
        var http = Request("127.0.0.1", "localhost");
        http.Request.Headers[header] = value;
        Assert.Equal(answered, Loopback.Refusal(http) is null);
    }

    [Theory]
    [InlineData("/api/approvals/abc", true)]
    [InlineData("/api/runs", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("https://evil.example/api/", false)]
    [InlineData("//evil.example/api/", false)]
    [InlineData("/api//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("/api/\\evil.example", false)]
    [InlineData("/api/\t/evil.example", false)]
    [InlineData("/api/../../elsewhere", false)]
    [InlineData("javascript:alert(1)", false)]
    public void After_signing_in_one_stays_on_this_site(string? path, bool kept) =>
        Assert.Equal(kept ? path : ReturnPath.Default, ReturnPath.OrDefault(path));

    private static DefaultHttpContext Request(string? address, string host) => new()
    {
        Connection = { RemoteIpAddress = address is null ? null : IPAddress.Parse(address) },
        Request = { Host = new HostString(host) },
    };
}
