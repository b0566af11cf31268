namespace Mooncake.Cli.Decoding.Wire;

/// <summary>A key-value pair, a value tuple, or a tuple that is a class.</summary>
internal sealed class TupleWire : WireType
{
    /// <summary>Lays the items out, if none has references.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="items">The items, in their order.</param>
    internal TupleWire(TupleKind kind, IReadOnlyList<WireType> items)
    {
        Kind = kind;
        Items = items;
        if (kind != TupleKind.Class && items.All(item => item.Image is not null))
        {
            (Offsets, Image) = LayOut(kind, items);
        }
    }

    /// <summary>What it is.</summary>
    internal TupleKind Kind { get; }

    /// <summary>The items.</summary>
    internal IReadOnlyList<WireType> Items { get; }

    /// <summary>Where each item begins in the memory image; empty if there is none.</summary>
    internal IReadOnlyList<int> Offsets { get; } = [];

    /// <inheritdoc/>
    internal override ImageSize? Image { get; }

    private static (int[] Offsets, ImageSize Image) LayOut(TupleKind kind, IReadOnlyList<WireType> items)
    {
        // A pair keeps its order. The runtime orders a value tuple: numbers of up to 8 bytes, larger ones first, then structs.
        int[] order = [.. Enumerable.Range(0, items.Count)];
        if (kind == TupleKind.Value)
        {
            order =
            [
                .. order
                    .OrderBy(i => IsNumber(items[i]) ? 0 : 1)
                    .ThenByDescending(i => IsNumber(items[i]) ? items[i].Image!.Value.Bytes : 0),
            ];
        }

        int[] offsets = new int[items.Count];
        int end = 0;
        int alignment = 1;
        foreach (int i in order)
        {
            ImageSize image = items[i].Image!.Value;
            offsets[i] = image.AlignUp(end);
            end = offsets[i] + image.Bytes;
            alignment = Math.Max(alignment, image.Alignment);
        }

        return (offsets, new ImageSize(Math.Max(1, new ImageSize(0, alignment).AlignUp(end)), alignment));
    }

    private static bool IsNumber(WireType item) =>
        item is ScalarWire { Code: "b" or "c" } or ScalarWire { Code: ['i' or 'u' or 'f', >= '1' and <= '8'] };
}
