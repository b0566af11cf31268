using System.Runtime.Serialization;
using MemoryPack;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Calls MemoryPack's formatters and converts their exceptions to error codes.</summary>
internal static class MemoryPackCall
{
    // The message of a formatter whose concurrent collection had other elements than it had counted; the exception has no type of its own.
    private const string ConcurrentChange = "ConcurrentCollection";

    /// <summary>Serializes a value.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="formatter">The type's formatter.</param>
    /// <param name="value">The value.</param>
    /// <param name="destination">The destination; contains a part of the value if the result is an error.</param>
    /// <param name="depth">The nesting depth: the number of objects that contain the value.</param>
    /// <param name="isUtf16">True to write strings in UTF-16.</param>
    internal static StoreErrorCode Serialize<T>(
        MemoryPackFormatter<T> formatter, in T value, PartWriter destination, int depth, bool isUtf16)
    {
        NestedCall outer = NestedCall.BeginWrite(depth);
        try
        {
            using MemoryPackWriterOptionalState state = MemoryPackWriterOptionalStatePool.Rent(
                isUtf16 ? MemoryPackSerializerOptions.Utf16 : MemoryPackSerializerOptions.Utf8);
            MemoryPackWriter<PartWriter> writer = new(ref destination, state);
            T? copy = value;
            formatter.Serialize(ref writer, ref copy);
            writer.Flush();
            return StoreErrorCode.Ok;
        }
        catch (StoreFormatException exception)
        {
            return exception.Code;
        }
        catch (MemoryPackSerializationException exception)
        {
            return exception.Message.StartsWith(ConcurrentChange, StringComparison.Ordinal)
                ? StoreErrorCode.CollectionChanged
                : StoreErrorCode.ValueNotEncodable;
        }
        catch (InsufficientExecutionStackException)
        {
            return StoreErrorCode.DepthExceeded;
        }
        catch (InvalidOperationException exception) when (IsOfACollection(exception))
        {
            return StoreErrorCode.CollectionChanged;
        }
        finally
        {
            NestedCall.End(in outer);
        }
    }

    /// <summary>Deserializes a value.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="formatter">The type's formatter.</param>
    /// <param name="bytes">The value's bytes; more may follow.</param>
    /// <param name="outer">What was current before the call, which the caller has begun; ended here.</param>
    /// <param name="value">The value.</param>
    /// <param name="size">The size of the value in bytes.</param>
    internal static StoreErrorCode Deserialize<T>(
        MemoryPackFormatter<T> formatter, ReadOnlySpan<byte> bytes, NestedCall outer, out T value, out int size)
    {
        T? read = default;
        size = 0;
        try
        {
            using MemoryPackReaderOptionalState state = MemoryPackReaderOptionalStatePool.Rent(MemoryPackSerializerOptions.Utf8);
            MemoryPackReader reader = new(bytes, state);
            formatter.Deserialize(ref reader, ref read);
            size = reader.Consumed;
            return StoreErrorCode.Ok;
        }
        catch (StoreFormatException exception)
        {
            read = default;
            return exception.Code;
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            read = default;
            return StoreErrorCode.MalformedValue;
        }
        finally
        {
            NestedCall.End(in outer);
            value = read!;
        }
    }

    // The framework's collections throw it if they were changed while they are enumerated. Exceptions from a value's own code are passed on
    // to the caller.
    private static bool IsOfACollection(InvalidOperationException exception) =>
        exception.Source == "System.Private.CoreLib"
            || exception.Source?.StartsWith("System.Collections", StringComparison.Ordinal) == true;

    // What the constructors of the runtime's types throw for a duplicate key, a version below zero, or text that is not an address.
    private static bool IsMalformed(Exception exception)
    {
        return exception is MemoryPackSerializationException or ArgumentException or FormatException or OverflowException
            or InvalidOperationException or SerializationException or InvalidTimeZoneException or TimeZoneNotFoundException
            or IndexOutOfRangeException;
    }
}
