using Mooncake.Capabilities;

namespace Mooncake.Drafts;

/// <summary>An object that was put by a draft has the bytes of one that was put as a value.</summary>
public sealed class DraftBytesTests
{
    public static TheoryData<StorePath> Paths => CapabilityStore.Paths;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Put_RandomTensors_HasTheBytesOfAPut(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        Random random = new(20_260_401);
        for (int round = 0; round < 200; round++)
        {
            float[] data = Numbers(random, round);
            Tensor tensor = new(
                Text(random, 300) ?? "unnamed",
                random.Next(4) == 0 ? null : [.. Enumerable.Range(0, random.Next(40))],
                random.Next(3) == 0 ? null : new Queue<string>(Enumerable.Repeat("step", random.Next(30))),
                default,
                Text(random, 2000),
                Guid.NewGuid());
            (await store.Tensors.ReplaceAsync(tensor with { Data = data }, ReplaceOptions.Forced, Stop)).ThrowIfFailed();
            string key = TensorKey.Of(tensor).ToString();
            byte[] expected = await TakeAsync(store, key);

            using StoreDraft<Tensor, float> draft = (await store.Tensors.CreateDraftAsync(tensor, data.Length, Stop)).GetValueOrThrow();
            data.CopyTo(draft.Payload);
            (await draft.PutAsync(cancellationToken: Stop)).ThrowIfFailed();

            Assert.Equal(expected, await TakeAsync(store, key));
        }

        CapabilityStore.AssertNothingRented(store);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Put_RandomPagesWithSlots_HasTheBytesOfAPut(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        Random random = new(4);
        for (int round = 0; round < 200; round++)
        {
            // Slots of 127, 128, 32,767 and 32,768 bytes have lengths of different sizes.
            byte[] content = new byte[(round % 8) switch { 0 => 0, 1 => 123, 2 => 124, 3 => 32_763, 4 => 32_764, _ => random.Next(70_000) }];
            random.NextBytes(content);
            Page page = new() { Id = $"p{round}", Title = Text(random, 200), Tags = random.Next(2) == 0 ? null : [.. Enumerable.Repeat("tag", random.Next(50))] };
            Page whole = new() { Id = page.Id, Title = page.Title, Tags = page.Tags, Content = content };
            (await store.Pages.PutAsync(whole, cancellationToken: Stop)).ThrowIfFailed();
            byte[] expected = await TakeAsync(store, PageKey.Of(page).ToString());

            using StoreDraft<Page, byte> draft = (await store.Pages.CreateDraftAsync(page, content.Length, Stop)).GetValueOrThrow();
            content.CopyTo(draft.Payload);
            (await draft.PutAsync(cancellationToken: Stop)).ThrowIfFailed();

            Assert.Equal(expected, await TakeAsync(store, PageKey.Of(page).ToString()));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task Put_ArrayInAClass_HasTheBytesOfAPut(int length)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.Pipeline);
        short[] samples = [.. Enumerable.Range(0, length).Select(static i => (short)i)];
        (await store.Tracks.PutAsync(new Track { Id = 1, Title = "t", Rate = 3, Samples = samples }, cancellationToken: Stop)).ThrowIfFailed();
        byte[] expected = await TakeAsync(store, "draft-track/1");

        using StoreDraft<Track, short> draft = (await store.Tracks.CreateDraftAsync(new Track { Id = 1 }, length, Stop)).GetValueOrThrow();
        samples.CopyTo(draft.Payload);
        draft.Value.Title = "t";
        draft.Value.Rate = 3;
        (await draft.PutAsync(cancellationToken: Stop)).ThrowIfFailed();

        Assert.Equal(expected, await TakeAsync(store, "draft-track/1"));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Put_WithIdentityOrWithoutTrailer_HasTheBytesOfAPut(StorePath path)
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(path);
        byte[] bytes = [1, 2, 3, 4, 5];
        (await store.Frames.PutAsync(new Frame("c", 7, bytes), cancellationToken: Stop)).ThrowIfFailed();
        (await store.Bares.PutAsync(new Bare(7, bytes), cancellationToken: Stop)).ThrowIfFailed();
        byte[] frame = await TakeAsync(store, "draft-frame/c/7");
        byte[] bare = await TakeAsync(store, "draft-bare/7");

        using StoreDraft<Frame, byte> frameDraft = (await store.Frames.CreateDraftAsync("c", 7, bytes.Length, Stop)).GetValueOrThrow();
        using StoreDraft<Bare, byte> bareDraft = (await store.Bares.CreateDraftAsync(new BareKey(7), bytes.Length, Stop)).GetValueOrThrow();
        bytes.CopyTo(frameDraft.Payload);
        bytes.CopyTo(bareDraft.Payload);
        (await frameDraft.PutAsync(cancellationToken: Stop)).ThrowIfFailed();
        (await bareDraft.PutAsync(cancellationToken: Stop)).ThrowIfFailed();

        Assert.Equal(frame, await TakeAsync(store, "draft-frame/c/7"));
        Assert.Equal(bare, await TakeAsync(store, "draft-bare/7"));
    }

    [Fact]
    public async Task Put_MembersOfTypesWithDrafts_AreWrittenWithTheirOwnPayload()
    {
        await using MooncakeStore store = await CapabilityStore.OpenAsync(StorePath.Buffers);
        Envelope value = new("e", new Bare(1, new byte[] { 1, 2 }), default, [new Bare(2, default), new Bare(3, new byte[] { 3 })]);
        (await store.Envelopes.PutAsync(value with { Content = new byte[] { 9, 9 } }, cancellationToken: Stop)).ThrowIfFailed();
        byte[] expected = await TakeAsync(store, "draft-envelope/e");

        using StoreDraft<Envelope, byte> draft = (await store.Envelopes.CreateDraftAsync(value, 2, Stop)).GetValueOrThrow();
        draft.Payload.Span.Fill(9);
        (await draft.PutAsync(cancellationToken: Stop)).ThrowIfFailed();

        Assert.Equal(expected, await TakeAsync(store, "draft-envelope/e"));
    }

    private static async Task<byte[]> TakeAsync(MooncakeStore store, string key)
    {
        byte[] bytes = (await store.Raw.GetAsync(key, Stop)).GetValueOrThrow();
        (await store.Raw.RemoveAsync(key, RemoveOptions.Forced, Stop)).ThrowIfFailed();
        return bytes;
    }

    private static float[] Numbers(Random random, int round)
    {
        float[] numbers = new float[round % 7 == 0 ? 0 : random.Next(20_000)];
        foreach (ref float number in numbers.AsSpan())
        {
            number = random.NextSingle();
        }

        return numbers;
    }

    private static string? Text(Random random, int maxLength) => random.Next(4) switch
    {
        0 => null,
        1 => new string('x', random.Next(1, maxLength)),
        2 => new string('ü', random.Next(1, maxLength / 3)),
        _ => "short",
    };
}
