using System.Runtime.InteropServices;

namespace Mooncake.Durable.Rocks;

/// <summary>Takes over the error texts of the library, which it allocates and the caller frees.</summary>
internal static unsafe class RocksErrors
{
    /// <summary>Reads and frees an error text.</summary>
    /// <param name="library">The library that allocated it.</param>
    /// <param name="text">The text; null for no error.</param>
    /// <returns>The text, or null.</returns>
    internal static string? Take(RocksLibrary library, byte* text)
    {
        if (text == null)
        {
            return null;
        }

        string message = Marshal.PtrToStringUTF8((nint)text) ?? "";
        library.Databases.Free(text);
        return message;
    }

    /// <summary>The code of an error of a read.</summary>
    /// <param name="message">The text.</param>
    internal static StoreErrorCode OfRead(string message) =>
        IsDamage(message) ? StoreErrorCode.ChecksumMismatch
        : message.StartsWith("IO error", StringComparison.Ordinal) ? StoreErrorCode.FileReadFail
        : StoreErrorCode.InternalError;

    /// <summary>The code of an error of a write. A disk that is full stops all writes until the store is opened again.</summary>
    /// <param name="message">The text.</param>
    internal static StoreErrorCode OfWrite(string message) =>
        message.Contains("No space left", StringComparison.OrdinalIgnoreCase)
            || message.Contains("quota exceeded", StringComparison.OrdinalIgnoreCase)
            ? StoreErrorCode.NoAvailableHandle
        : IsDamage(message) ? StoreErrorCode.ChecksumMismatch
        : message.StartsWith("IO error", StringComparison.Ordinal) ? StoreErrorCode.FileWriteFail
        : StoreErrorCode.InternalError;

    /// <summary>True if the text says that a write would have had to wait.</summary>
    internal static bool IsStall(string message) => message.StartsWith("Result incomplete", StringComparison.Ordinal);

    /// <summary>True if the text says that stored bytes are damaged.</summary>
    internal static bool IsDamage(string message) => message.StartsWith("Corruption", StringComparison.Ordinal);
}
