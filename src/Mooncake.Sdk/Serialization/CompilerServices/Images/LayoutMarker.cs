using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Records which bytes of a struct its fields occupy. Used once per struct.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct LayoutMarker
{
    /// <summary>The data size of a struct whose fields may overlap: never the size of a struct, nor of a sum with others.</summary>
    public const int OverlappingSize = -(1 << 24);

    private readonly ref byte _start;
    private readonly Span<bool> _isData;

    /// <summary>Starts with no byte marked.</summary>
    /// <param name="start">The struct's first byte.</param>
    /// <param name="isData">A flag for each of its bytes.</param>
    internal LayoutMarker(ref byte start, Span<bool> isData)
    {
        _start = ref start;
        _isData = isData;
    }

    /// <summary>Marks a field: all its bytes, except for the padding in a <c>DateTimeOffset</c>.</summary>
    /// <typeparam name="TField">The field's type.</typeparam>
    /// <param name="field">The field.</param>
    public void Field<TField>(ref TField field)
    {
        ref byte start = ref Unsafe.As<TField, byte>(ref field);
        if (typeof(TField) == typeof(DateTimeOffset))
        {
            Mark(ref start, sizeof(int));
            Mark(ref Unsafe.Add(ref start, DateTimeOffsets.TicksOffset), sizeof(long));
            return;
        }

        Mark(ref start, Unsafe.SizeOf<TField>());
    }

    /// <summary>Marks the elements of a fixed buffer.</summary>
    /// <typeparam name="TElement">The elements' type.</typeparam>
    /// <param name="first">The first element.</param>
    /// <param name="count">The number of elements.</param>
    public void Buffer<TElement>(ref TElement first, int count)
    {
        Mark(ref Unsafe.As<TElement, byte>(ref first), count * Unsafe.SizeOf<TElement>());
    }

    /// <summary>Marks a field with its own layout.</summary>
    /// <typeparam name="TField">The field's type.</typeparam>
    /// <typeparam name="TLayout">Its layout.</typeparam>
    /// <param name="field">The field.</param>
    public void Nested<TField, TLayout>(ref TField field)
        where TLayout : struct, IStoreLayout<TField>
    {
        LayoutMarker marker = this;
        TLayout.Mark(ref field, ref marker);
    }

    /// <summary>Marks a nullable's flag and the value after it.</summary>
    /// <typeparam name="TField">The value's type.</typeparam>
    /// <param name="field">The field.</param>
    public void Nullable<TField>(ref TField? field)
        where TField : struct
    {
        Field(ref ValueOf(ref field));
    }

    /// <summary>Marks a nullable's flag, and the value after it according to its layout.</summary>
    /// <typeparam name="TField">The value's type.</typeparam>
    /// <typeparam name="TLayout">Its layout.</typeparam>
    /// <param name="field">The field.</param>
    public void NestedNullable<TField, TLayout>(ref TField? field)
        where TField : struct
        where TLayout : struct, IStoreLayout<TField>
    {
        Nested<TField, TLayout>(ref ValueOf(ref field));
    }

    /// <summary>Checks whether the bytes that were copied into a tuple's item are a value.</summary>
    /// <typeparam name="TField">The item's type.</typeparam>
    /// <typeparam name="TCodec">How it is encoded.</typeparam>
    /// <param name="field">The item.</param>
    public static bool IsValid<TField, TCodec>(ref TField field)
        where TCodec : struct, IStoreCodec<TField>
    {
        StoreReader reader = StoreReader.Copying(
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TField, byte>(ref field), Unsafe.SizeOf<TField>()));
        return TCodec.TrySkip(ref reader);
    }

    private ref TField ValueOf<TField>(ref TField? field)
        where TField : struct
    {
        ref byte flag = ref Unsafe.As<TField?, byte>(ref field);
        Mark(ref flag, sizeof(bool));

        return ref Unsafe.As<byte, TField>(ref Unsafe.Add(ref flag, NullableLayout<TField>.ValueOffset));
    }

    private void Mark(ref byte first, int size)
    {
        int offset = (int)Unsafe.ByteOffset(ref _start, ref first);
        _isData.Slice(offset, size).Fill(true);
    }
}
