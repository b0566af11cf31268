// Payloads of drafts: an array, memory beside arrays, members on both sides, and slots. A draft has the bytes of a put.
using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Mooncake;
using Mooncake.Sdk.Generators.Tests.Corpus;

namespace Samples;

public readonly struct Pixel(ushort red, ushort green, ushort blue)
{
    public readonly ushort Red = red, Green = green, Blue = blue;
}

[StoreKey("image/{Id}")]
public sealed partial class Image
{
    public required int Id { get; init; }

    public string? Title { get; set; }

    public Pixel[]? Pixels { get; init; }
}

[StoreKey("tensor/{Name}")]
public sealed partial record Tensor(string Name, int[]? Shape, ReadOnlyMemory<float> Data, List<Tensor>? Parts, string? Note);

[StoreKey("page/{Id}"), StoreObject(StoreLayout.VersionTolerant)]
public readonly partial record struct Page([property: StoreOrder(0)] string Id, [property: StoreOrder(2)] Memory<byte> Content);

public static class Case
{
    public static async Task RunAsync(RoundTrip check)
    {
        await check.RecordAsync<ImageKey, Image>(new Image { Id = 1, Title = "t", Pixels = [new Pixel(1, 2, 3)] }, "image/1");
        Tensor part = new("part", [1], new float[] { 9 }, null, "n");
        Tensor tensor = new("t", [2], default, [part], null);
        await check.RecordAsync<TensorKey, Tensor>(tensor with { Data = new float[] { 1, 2 } }, "tensor/t");
        await check.RecordAsync<PageKey, Page>(new Page("p", new byte[] { 4 }), "page/p");

        MooncakeStore store = await check.StoreAsync();
        StoreSet<ImageKey, Image> images = new(store);
        StoreSet<TensorKey, Tensor> tensors = new(store);
        StoreSet<PageKey, Page> pages = new(store);

        using StoreDraft<Image, Pixel> image = (await images.CreateDraftAsync(new Image { Id = 2, Title = "draft" }, 1)).GetValueOrThrow();
        image.Payload.Span[0] = new Pixel(1, 2, 3);
        (await image.PutAsync()).ThrowIfFailed();
        Image readImage = (await images.GetAsync(2)).GetValueOrThrow();
        check.Same(("draft", (ushort)3), (readImage.Title, readImage.Pixels![0].Blue));

        using StoreDraft<Tensor, float> draft = (await tensors.CreateDraftAsync(tensor with { Name = "draft" }, 2)).GetValueOrThrow();
        draft.Payload.Span.Fill(1.5f);
        (await draft.PutAsync()).ThrowIfFailed();
        Tensor readTensor = (await tensors.GetAsync("draft")).GetValueOrThrow();
        check.Same([1.5f, 1.5f], readTensor.Data.ToArray());
        check.Same([9f], readTensor.Parts![0].Data.ToArray());

        using StoreDraft<Page, byte> page = (await pages.CreateDraftAsync("draft", 3)).GetValueOrThrow();
        page.Payload.Span.Fill(7);
        (await page.PutAsync()).ThrowIfFailed();
        check.Same([7, 7, 7], (await pages.GetAsync("draft")).GetValueOrThrow().Content.ToArray());
    }
}
