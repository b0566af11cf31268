using Mooncake.Durable;
using Mooncake.Server.Sessions;
using Mooncake.Server.Tests.Support;

namespace Mooncake.Server.Tests.Batches;

/// <summary>Commands on the durable engine, after a restart: its memory tier is empty, so nothing can be read in place.</summary>
public sealed class DurableTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mooncake-server-tests-");

    // The generator does not run in this project.
    static DurableTests() => StoreEngines.Register(new DurableStoreEngine());

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("GET", "$5\r\nvalue\r\n")]
    [InlineData("GETRANGE", "$3\r\nalu\r\n")]
    public async Task Object_OnDisk_IsReadWhole(string command, string expected)
    {
        // A key that is no text reaches the engine through the commands themselves.
        const string Key = "\u00ff";
        Assert.Equal("+OK\r\n", await SendAsync("SET", Key, "value"));
        Assert.Equal(expected, await SendAsync(command == "GET" ? [command, Key] : [command, Key, "1", "3"]));
    }

    [Fact]
    public async Task Object_ThatIsMissing_IsNull() => Assert.Equal("$-1\r\n", await SendAsync("GET", "\u00ff"));

    // Opens the store for one command.
    private async Task<string> SendAsync(params string[] arguments)
    {
        await using MooncakeStore store = await MooncakeStore.OpenAsync($"durable://{_folder.FullName}");
        using SessionHost client = new(new ServerState(store, new RespServerOptions()));
        return client.Command(arguments);
    }
}
