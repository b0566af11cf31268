using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using MemoryPack;
using Mooncake.Serialization.CompilerServices;

namespace Mooncake.Serialization;

/// <summary>Writes and reads the values of <c>[MemoryPackable]</c> types with MemoryPack. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MemoryPackObject
{
    /// <summary>Writes a value.</summary>
    /// <typeparam name="T">
    /// The type. Its members are kept when a program is trimmed: MemoryPack finds its formatter by reflection, once.
    /// </typeparam>
    /// <param name="buffer">The destination.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="MemoryPackSerializationException">MemoryPack cannot write the value.</exception>
    public static void Pack<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(MemoryPackBuffer buffer, in T? value) =>
        MemoryPackSerializer.Serialize(in buffer, in value);

    /// <summary>Adds a value's size, as a part of another value.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="sizer">The sizer; contains the error if the method returns false.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if MemoryPack cannot write the value.</returns>
    public static bool TryMeasure<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(ref StoreSizer sizer, in T? value)
    {
        if (!sizer.TryEnterWide())
        {
            return false;
        }

        // The bytes written to determine the size are kept, so that MemoryPack is not called twice.
        if (!sizer.TryAddMeasured())
        {
            MeasuredParts parts = sizer.BeginPart(out bool isKept);
            StoreErrorCode error = Pack(parts, in value);
            sizer.Add(parts.EndPart());
            if (!isKept)
            {
                parts.Return();
            }

            if (error != StoreErrorCode.Ok)
            {
                return sizer.Fail(error);
            }
        }

        sizer.Leave();
        return true;
    }

    /// <summary>Writes a value as a part of another value.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="writer">The destination; contains the error if the method returns false.</param>
    /// <param name="value">The value, as it was measured.</param>
    /// <returns>False if the value does not fit, or MemoryPack cannot write it.</returns>
    public static bool TryWrite<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(ref StoreWriter writer, in T? value)
    {
        if (writer.TryTakePart(out ReadOnlySpan<byte> bytes))
        {
            return writer.TryWriteBlock(bytes);
        }

        if (!writer.TryEnterWide())
        {
            return false;
        }

        MeasuredParts parts = MeasuredParts.Rent();
        StoreErrorCode error = Pack(parts, in value);
        bool isWritten = error == StoreErrorCode.Ok ? writer.TryWriteBlock(parts.Bytes.WrittenSpan) : writer.Fail(error);
        parts.Return();
        writer.Leave();
        return isWritten;
    }

    /// <summary>Reads a value. <c>[StoreBorrowed]</c> members point into the reader's memory if it is lent.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="reader">The source; contains the error if the method returns false.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if the bytes are not a value of the type, or no checksum covers them.</returns>
    public static bool TryRead<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(ref StoreReader reader, out T? value)
    {
        value = default;

        // MemoryPack's reader trusts its bytes: lengths can exceed them, and nesting is unlimited.
        if (!reader.IsVerified)
        {
            return reader.Fail(StoreErrorCode.IntegrityLevelTooLow);
        }

        if (!reader.TryEnterWide())
        {
            return false;
        }

        NestedCall outer = NestedCall.BeginRead(reader.Depth, isVerified: true, isChecked: false);
        ReadOnlyMemory<byte> before = LentMemory.Enter(in reader);
        int read;
        try
        {
            read = MemoryPackSerializer.Deserialize(reader.RemainingBytes, ref value);
        }
        catch (MemoryPackSerializationException)
        {
            value = default;
            return reader.Fail(StoreErrorCode.MalformedValue);
        }
        finally
        {
            LentMemory.Leave(in reader, before);
            NestedCall.End(in outer);
        }

        reader.Leave();
        return reader.TrySkip(read);
    }

    /// <summary>Refuses to skip a value: only MemoryPack can determine where it ends, and it trusts the bytes.</summary>
    /// <param name="reader">Receives the error.</param>
    public static bool TrySkip(ref StoreReader reader) => reader.Fail(StoreErrorCode.IntegrityLevelTooLow);

    private static StoreErrorCode Pack<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(MeasuredParts parts, in T? value)
    {
        try
        {
            MemoryPackSerializer.Serialize(parts.Bytes, in value);
            return StoreErrorCode.Ok;
        }
        catch (InsufficientExecutionStackException)
        {
            return StoreErrorCode.DepthExceeded;
        }
        catch (MemoryPackSerializationException)
        {
            return StoreErrorCode.ValueNotEncodable;
        }
    }
}
