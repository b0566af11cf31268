using MemoryPack;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Carries a codec's error through MemoryPack's formatters, which can only throw.</summary>
/// <param name="code">The codec's error.</param>
/// <param name="type">The type whose value it was.</param>
internal sealed class StoreFormatException(StoreErrorCode code, Type type)
    : MemoryPackSerializationException($"A value of '{type}' cannot be serialized or deserialized: {code}.")
{
    /// <summary>The codec's error.</summary>
    internal StoreErrorCode Code => code;
}
