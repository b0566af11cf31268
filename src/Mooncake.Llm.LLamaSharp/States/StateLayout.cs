using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Mooncake.Llm.LLamaSharp.States;

/// <summary>
/// How a context writes the state of a sequence: the layers with the types and sizes of their keys and values. Two contexts with equal
/// layouts can exchange states, as far as their bytes are concerned.
/// </summary>
/// <remarks>
/// <para>The state of a sequence of a plain cache, with little-endian numbers:</para>
/// <code>
/// u32 0xAF143CD8, i32 sequence
/// u32 1                                            one cache for all sequences
/// u32 tokens, then for each: i32 position, u32 1, i32 sequence
/// u32 1 if values are transposed, u32 layers
/// for each layer, its keys:    i32 type, u64 bytes of a row, [tokens x row]
/// for each layer, its values:  i32 type, u64 bytes of a row, [tokens x row];
///               transposed:    i32 type, u32 bytes of an element, u32 width, [width x tokens x element]
/// </code>
/// <para>
/// llama.cpp checks some of this itself, but ends the process for some contents. The layout of a context is taken from a state that the
/// context wrote; a state that differs anywhere is refused. Other kinds of caches write something else, which is not parsed.
/// </para>
/// </remarks>
internal sealed class StateLayout : IEquatable<StateLayout>
{
    private const uint Magic = 0xAF143CD8;

    /// <summary>Magic, sequence, number of caches, number of tokens.</summary>
    private const int HeaderBytes = 4 * sizeof(uint);

    private const int TokenBytes = 3 * sizeof(uint);

    /// <summary>Of a tensor: type, and either the bytes of a row, or the bytes of an element and a width.</summary>
    private const int TensorHeaderBytes = sizeof(uint) + sizeof(ulong);

    private readonly TensorLayout[] _keys;
    private readonly TensorLayout[] _values;
    private readonly bool _isTransposed;

    private StateLayout(TensorLayout[] keys, TensorLayout[] values, bool isTransposed)
    {
        _keys = keys;
        _values = values;
        _isTransposed = isTransposed;
    }

    /// <summary>The size of the state of some tokens.</summary>
    /// <param name="tokens">The number of tokens, at least 1.</param>
    internal UInt128 SizeOf(int tokens)
    {
        UInt128 perToken = TokenBytes;
        foreach (TensorLayout tensor in _keys.AsSpan())
        {
            perToken += tensor.BytesPerToken;
        }

        foreach (TensorLayout tensor in _values.AsSpan())
        {
            perToken += tensor.BytesPerToken;
        }

        int tensors = _keys.Length + _values.Length;
        return HeaderBytes + (2 * sizeof(uint)) + ((UInt128)tensors * TensorHeaderBytes) + (perToken * (uint)tokens);
    }

    /// <summary>Parses the state of consecutive positions.</summary>
    /// <param name="state">The bytes.</param>
    /// <param name="start">The first position that the state must have.</param>
    /// <param name="count">The number of positions that it must have, in any order; at least 1.</param>
    /// <param name="layout">The layout, if the state is well-formed.</param>
    /// <param name="reason">What is wrong with the state, as the end of a sentence.</param>
    internal static bool TryParse(
        ReadOnlySpan<byte> state,
        int start,
        int count,
        [NotNullWhen(true)] out StateLayout? layout,
        [NotNullWhen(false)] out string? reason)
    {
        layout = null;
        StateCursor cursor = new(state);
        reason = HeaderFault(ref cursor, count) ?? PositionFault(ref cursor, start, count);
        if (reason is not null)
        {
            return false;
        }

        uint transposed = cursor.ReadUInt32();
        uint layers = cursor.ReadUInt32();
        if (transposed > 1 || layers == 0 || layers > (uint)state.Length / TensorHeaderBytes)
        {
            reason = $"it has {layers} layers, and the flag {transposed} for transposed values";
            return false;
        }

        TensorLayout[] keys = new TensorLayout[layers];
        foreach (ref TensorLayout tensor in keys.AsSpan())
        {
            tensor = ReadTensor(ref cursor, count, isTransposed: false);
        }

        // A model can have layers without values of their own.
        List<TensorLayout> values = [];
        while (!cursor.IsAtEnd && !cursor.HasFailed && values.Count < keys.Length)
        {
            values.Add(ReadTensor(ref cursor, count, transposed == 1));
        }

        if (!cursor.IsAtEnd)
        {
            reason = cursor.HasFailed
                ? $"its {state.Length} bytes end within the {layers} layers that it declares"
                : $"it has bytes after the {layers} layers that it declares";
            return false;
        }

        layout = new StateLayout(keys, [.. values], transposed == 1);
        return true;
    }

    /// <summary>What is wrong with a state, as the end of a sentence; null if a context with this layout can have written it.</summary>
    /// <param name="state">The bytes.</param>
    /// <param name="start">The first position that the state must have.</param>
    /// <param name="count">The number of positions that it must have.</param>
    internal string? FaultOf(ReadOnlySpan<byte> state, int start, int count)
    {
        if ((uint)state.Length != SizeOf(count))
        {
            return $"it has {state.Length} bytes, but {count} tokens of this context have {SizeOf(count)}";
        }

        if (!TryParse(state, start, count, out StateLayout? layout, out string? reason))
        {
            return reason;
        }

        return Equals(layout) ? null : "its layers, types or sizes are not those of this context";
    }

    /// <inheritdoc/>
    public bool Equals(StateLayout? other) =>
        other is not null
        && _isTransposed == other._isTransposed
        && _keys.AsSpan().SequenceEqual(other._keys)
        && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StateLayout);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_keys.Length, _values.Length, _isTransposed, _keys[0]);

    /// <summary>The layout as text, different for different layouts.</summary>
    public override string ToString()
    {
        StringBuilder text = new(_isTransposed ? "transposed" : "rows");
        Append("K", _keys);
        Append("V", _values);
        return text.ToString();

        void Append(string name, TensorLayout[] tensors)
        {
            foreach (TensorLayout tensor in tensors)
            {
                text.Append(CultureInfo.InvariantCulture, $" {name}{tensor.Type}:{tensor.Unit}x{tensor.Width}");
            }
        }
    }

    private static string? HeaderFault(ref StateCursor cursor, int count)
    {
        uint magic = cursor.ReadUInt32();
        _ = cursor.ReadInt32();
        uint caches = cursor.ReadUInt32();
        uint tokens = cursor.ReadUInt32();
        if (cursor.HasFailed)
        {
            return "it ends within its header";
        }

        if (magic != Magic)
        {
            return $"it begins with 0x{magic:X8} instead of 0x{Magic:X8}";
        }

        if (caches != 1)
        {
            return $"it has {caches} caches instead of one for all sequences";
        }

        return tokens == (uint)count ? null : $"it has {tokens} tokens instead of {count}";
    }

    private static string? PositionFault(ref StateCursor cursor, int start, int count)
    {
        bool[] seen = new bool[count];
        for (int i = 0; i < count; i++)
        {
            long index = (long)cursor.ReadInt32() - start;
            uint sequences = cursor.ReadUInt32();
            _ = cursor.ReadInt32();
            if (cursor.HasFailed)
            {
                return "it ends within its positions";
            }

            if (sequences != 1)
            {
                return $"a position is in {sequences} sequences, or has more than one coordinate";
            }

            if (index < 0 || index >= count || seen[index])
            {
                return $"its positions are not those from {start} to {start + count - 1}";
            }

            seen[index] = true;
        }

        return null;
    }

    private static TensorLayout ReadTensor(ref StateCursor cursor, int count, bool isTransposed)
    {
        int type = cursor.ReadInt32();
        TensorLayout tensor = isTransposed
            ? new TensorLayout(type, cursor.ReadUInt32(), cursor.ReadUInt32())
            : new TensorLayout(type, cursor.ReadUInt64(), 1);
        cursor.Skip(tensor.BytesPerToken * (uint)count);
        return tensor;
    }
}
