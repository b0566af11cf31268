namespace Mooncake.Cli.Decoding.Wire;

/// <summary>A struct without references whose fields are known.</summary>
internal sealed class StructWire : WireType
{
    /// <summary>Lays the fields out.</summary>
    /// <param name="text">The notation, to find the struct's own line by.</param>
    /// <param name="fields">The fields, in declaration order.</param>
    /// <exception cref="FormatException">A field has references.</exception>
    internal StructWire(string text, IReadOnlyList<WireType> fields)
    {
        Text = text;
        Fields = fields;
        int[] offsets = new int[fields.Count];
        int end = 0;
        int alignment = 1;
        for (int i = 0; i < offsets.Length; i++)
        {
            ImageSize image = fields[i].Image ?? throw new FormatException($"'{text}' has a field with references");
            offsets[i] = image.AlignUp(end);
            end = offsets[i] + image.Bytes;
            alignment = Math.Max(alignment, image.Alignment);
        }

        Offsets = offsets;
        int size = new ImageSize(0, alignment).AlignUp(end);
        Image = new ImageSize(Math.Max(size, 1), alignment);
    }

    /// <summary>The notation.</summary>
    internal string Text { get; }

    /// <summary>The fields.</summary>
    internal IReadOnlyList<WireType> Fields { get; }

    /// <summary>Where each field begins.</summary>
    internal IReadOnlyList<int> Offsets { get; }

    /// <inheritdoc/>
    internal override ImageSize? Image { get; }
}
