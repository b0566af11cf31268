using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.Json;
using Mooncake.Cli.Frame;
using Mooncake.Cli.Tests.Support;

namespace Mooncake.Cli.Tests.Decoding;

public sealed class DecodeTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SharedStore _store = null!;

    private string Shapes => _folder.PathOf("StoreShapes.txt");

    public async ValueTask InitializeAsync()
    {
        _store = await SharedStore.OpenAsync();
        await using Stream shapes = Assembly.GetExecutingAssembly().GetManifestResourceStream("StoreShapes.txt")!;
        await using FileStream file = File.Create(Shapes);
        await shapes.CopyToAsync(file);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Decode_OfAnObjectWithMostEncodings_ShowsEveryMember()
    {
        (await _store.Store.Everythings.PutAsync(Sample(), cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();

        (ExitCode code, JsonElement report, string error) = await DecodeAsync("everything/x");

        Assert.Equal((ExitCode.Done, ""), (code, error));
        Assert.Equal("Mooncake.Cli.Tests.Decoding.Everything", report.GetProperty("type").GetString());
        Assert.False(report.GetProperty("isAmbiguous").GetBoolean());
        Assert.Equal(
            """
            {"Id":"x","Flag":true,"Small":-3,"Large":18446744073709551615,"Huge":"-170141183460469231731687303715884105728","Maybe":7,
            "Nothing":null,
            "Letter":"é","Ratio":0.5,"NotANumber":"NaN","Money":"12.50","Identity":"00112233-4455-6677-8899-aabbccddeeff",
            "Time":"2026-11-30T12:00:00.0000000Z","Zoned":"2026-11-30T12:00:00.0000000+02:00","Span":"01:02:03","Date":"2026-11-30",
            "Clock":"12:30:00.0000000","Bytes":"AQID","Names":["a",null],"Counts":{"one":1},"Flags":{"5":6},"Mixed":[1,-2,3],"Pair":[4,
            "four"],
            "Item":[5,"five"],"Position":{"X":1.5,"Y":-2},"Grid":{"$dimensions":[1,2],"$elements":[8,9]},"Version":"1.2.3",
            "Big":"123456789012345678901234567890",
            "Link":"https://example.org/","Child":{"Name":"c","Number":1},"NoChild":null,"Children":[{"Name":"d","Number":2}],
            "Figure":{"$type":"Mooncake.Cli.Tests.Decoding.Square","Side":2,"Color":"red"},"Bits":null}
            """.ReplaceLineEndings(""),
            report.GetProperty("value").GetRawText());
    }

    [Fact]
    public async Task Decode_OfATolerantObject_ShowsItsSlots()
    {
        (await _store.Store.Tolerants.PutAsync(new Tolerant("x", [1, 2]),
            cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();

        (_, JsonElement report, _) = await DecodeAsync("tolerant/x");

        Assert.Equal("""{"Id":"x","Numbers":[1,2]}""", report.GetProperty("value").GetRawText());
    }

    [Fact]
    public async Task Decode_OnATerminal_ShortensBytes()
    {
        (await _store.Store.Bulks.PutAsync(new Bulk("x", new byte[4096]),
            cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();

        ToolResult run = await _store.RunAsync(new TestHost { IsTerminal = true }, "decode", "bulk/x", "--shapes", Shapes);

        Assert.Equal(ExitCode.Done, run.Code);
        Assert.Contains("trailer      intact; its checksum covers key and length, not the payload\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"Data\": \"4096 bytes: 0000", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decode_OfADamagedObject_ShowsNoMembers()
    {
        byte[] stored = await StoredBulkAsync();
        stored[^1] ^= 1;
        await _store.PutAsync("damaged", stored);

        (ExitCode code, JsonElement report, _) = await DecodeAsync("damaged");

        Assert.Equal((ExitCode.Failed, "damaged"), (code, report.GetProperty("trailer").GetString()));
        Assert.False(report.TryGetProperty("value", out _));
    }

    [Fact]
    public async Task Decode_OfAnotherKeysObject_IsDamaged()
    {
        byte[] stored = await StoredBulkAsync();
        await File.WriteAllBytesAsync(_folder.PathOf("object"), stored, TestContext.Current.CancellationToken);

        ToolResult right = await new TestHost().RunAsync("decode", "bulk/x", "--file", _folder.PathOf("object"));
        ToolResult wrong = await new TestHost().RunAsync("decode", "bulk/y", "--file", _folder.PathOf("object"));

        Assert.Equal((ExitCode.Done, ExitCode.Failed), (right.Code, wrong.Code));
    }

    [Fact]
    public async Task Decode_OfAnObjectWithoutATrailer_AsksForItsType()
    {
        await _store.PutAsync("plain", new byte[] { 2, 1, 0, 0, 0, 97, 0, 7, 0, 0, 0 });

        (ExitCode unknown, JsonElement without, _) = await DecodeAsync("plain");
        (ExitCode known, JsonElement with, _) = await DecodeAsync("plain", "--type", "Child");

        Assert.Equal((ExitCode.Failed, ExitCode.Done), (unknown, known));
        Assert.Contains("--type", without.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"Name":"a","Number":7}""", with.GetProperty("value").GetRawText());
    }

    [Theory]
    [InlineData("Stranger")]
    [InlineData("Figure")]
    [InlineData("Tolerant")]
    [InlineData("Everything")]
    [InlineData("Point")]
    public async Task Decode_OfAnyBytesAsAnyType_NeverFailsTheTool(string type)
    {
        Random random = new(7);
        for (int i = 0; i < 40; i++)
        {
            byte[] bytes = new byte[random.Next(1, 60)];
            random.NextBytes(bytes);
            bytes[0] = (byte)random.Next(0, 5);
            await File.WriteAllBytesAsync(_folder.PathOf("object"), bytes, TestContext.Current.CancellationToken);

            ToolResult run = await new TestHost().RunAsync("decode", "key", "--file", _folder.PathOf("object"), "--shapes", Shapes,
                "--type", type);

            Assert.DoesNotContain("fault of the tool", run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("one two")]
    [InlineData("A zz object")]
    [InlineData("A 868add7a617cc7dc thing Age:i4")]
    [InlineData("A 868add7a617cc7dc object Age:x9")]
    [InlineData("A 868add7a617cc7dc object Age:[i4")]
    [InlineData("A 868add7a617cc7dc union X:B")]
    [InlineData("A 0000000000000001 object Age:i4")]
    public async Task Shapes_ThatAreNone_NameTheLine(string line)
    {
        await File.WriteAllTextAsync(Shapes, $"# Shapes\n{line}\n", TestContext.Current.CancellationToken);

        ToolResult run = await _store.RunAsync("decode", "key", "--shapes", Shapes);

        Assert.Equal(ExitCode.Failed, run.Code);
        Assert.StartsWith("mooncake: Line 2 of ", run.Error, StringComparison.Ordinal);
    }

    private static Everything Sample() => new(
        "x", true, -3, ulong.MaxValue, Int128.MinValue, 7, null, 'é', 0.5f, double.NaN, 12.50m,
        new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        new DateTime(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc),
        new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.FromHours(2)),
        new TimeSpan(1, 2, 3),
        new DateOnly(2026, 11, 30),
        new TimeOnly(12, 30),
        [1, 2, 3],
        ["a", null],
        new Dictionary<string, int> { ["one"] = 1 },
        new Dictionary<int, byte> { [5] = 6 },
        (1, -2, 3),
        (4, "four"),
        Tuple.Create(5, "five"),
        new Point(1.5f, -2),
        new int[,] { { 8, 9 } },
        new Version(1, 2, 3),
        BigInteger.Parse("123456789012345678901234567890", CultureInfo.InvariantCulture),
        new Uri("https://example.org/"),
        new Child("c", 1),
        null,
        [new Child("d", 2)],
        new Square(2, "red"),
        null);

    private async Task<byte[]> StoredBulkAsync()
    {
        (await _store.Store.Bulks.PutAsync(new Bulk("x", new byte[10]),
            cancellationToken: TestContext.Current.CancellationToken)).ThrowIfFailed();
        return (await _store.Store.Raw.GetAsync("bulk/x", TestContext.Current.CancellationToken)).GetValueOrThrow();
    }

    private async Task<(ExitCode Code, JsonElement Report, string Error)> DecodeAsync(string key, params string[] options)
    {
        ToolResult run = await _store.RunAsync(["decode", key, "--json", "--shapes", Shapes, .. options]);
        return (run.Code, JsonDocument.Parse(run.Output).RootElement, run.Error);
    }
}
