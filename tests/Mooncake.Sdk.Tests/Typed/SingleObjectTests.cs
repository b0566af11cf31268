namespace Mooncake.Typed;

/// <summary>A type whose template names no member: there is one object of it.</summary>
public sealed class SingleObjectTests : StoreTest
{
    [Fact]
    public async Task Object_WithoutParts_IsPutReadReplacedAndRemoved()
    {
        Assert.True((await Store.Motds.GetAsync(Stop)).IsMissing);
        Assert.Equal(StoreResult.Done, await Store.Motds.PutAsync(new Motd("first"), cancellationToken: Stop));
        Assert.Equal(StoreResult.Done, await Store.Motds.PutAsync(new Motd("second"), cancellationToken: Stop));
        Assert.Equal(new Motd("first"), (await Store.Motds.GetAsync(Stop)).GetValueOrThrow());
        Assert.Equal(StoreResult.Done, await Store.Motds.ReplaceAsync(new Motd("third"), ReplaceOptions.Forced, Stop));
        Assert.Equal(new Motd("third"), (await Store.Motds.GetAsync(default(MotdKey), Stop)).GetValueOrThrow());
        Assert.True((await Store.Raw.ExistsAsync("message/of.the-day", Stop)).IsFound);
        Assert.Equal(StoreResult.Done, await Store.Motds.RemoveAsync(new RemoveOptions { Force = true }, Stop));
        Assert.True((await Store.Motds.ExistsAsync(Stop)).IsMissing);
    }

    [Fact]
    public async Task Keys_OfOneObject_AreAllTheSame()
    {
        Assert.Equal("message/of.the-day", default(MotdKey).ToString());
        Assert.Equal(default, MotdKey.Parse("message/of.the-day").GetValueOrThrow());
        Assert.True(MotdKey.Parse("message/of.the-days").IsFailed);
        Assert.True((await Store.Motds.PutManyAsync([new Motd("first"), new Motd("second")], cancellationToken: Stop)).IsSuccess);
        StoreBatch<Motd> many = await Store.Motds.GetManyAsync([default, default], Stop);
        Assert.Equal([new Motd("first"), new Motd("first")], many.Select(static result => result.GetValueOrThrow()));
    }
}
