using System.Text.Json;
using ServerlessMlops.App.Triggers;

namespace ServerlessMlops.App.Tests.Drops;

public class StorageEventsTests
{
    private const string Subject = "/blobServices/default/containers/datasets/blobs/credit-risk/train.csv";

    [Theory]
    [InlineData("""{"topic":"t","subject":"%","eventType":"Microsoft.Storage.BlobCreated","data":{"api":"PutBlob"},"dataVersion":""}""")]
    [InlineData("""{"specversion":"1.0","source":"s","subject":"%","type":"Microsoft.Storage.BlobCreated","data":{}}""")]
    public void Both_schemas_name_the_blob(string message) =>
        Assert.Equal("credit-risk/train.csv", StorageEvents.PathIn("datasets", message.Replace("%", Subject, StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"subject":"/blobServices/default/containers/datasets2/blobs/credit-risk/train.csv"}""")]
    [InlineData("""{"subject":"/blobServices/default/containers/datasets/blobs/"}""")]
    [InlineData("""{"subject":7}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    public void An_event_about_something_else_names_none(string message) => Assert.Null(StorageEvents.PathIn("datasets", message));

    [Fact]
    public void What_is_no_event_is_for_the_poison_queue() =>
        Assert.ThrowsAny<JsonException>(() => StorageEvents.PathIn("datasets", "credit-risk/train.csv"));
}
