using System.ComponentModel;
using MemoryPack;

namespace Mooncake.Serialization.CompilerServices;

/// <summary>Calls the formatter that MemoryPack's generator created for a type, and registers it first.</summary>
/// <typeparam name="T">A <c>[MemoryPackable]</c> type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PackableFormatter<T> : MemoryPackFormatter<T>
    where T : IMemoryPackFormatterRegister
{
    /// <summary>Registers the type's formatter unless the application has registered one.</summary>
    public PackableFormatter()
    {
        if (!MemoryPackFormatterProvider.IsRegistered<T>())
        {
            MemoryPackFormatterProvider.Register<T>();
        }
    }

    /// <inheritdoc/>
    public override void Serialize<TBufferWriter>(ref MemoryPackWriter<TBufferWriter> writer, scoped ref T? value) =>
        writer.GetFormatter<T>().Serialize(ref writer, ref value);

    /// <inheritdoc/>
    public override void Deserialize(ref MemoryPackReader reader, scoped ref T? value) =>
        reader.GetFormatter<T>().Deserialize(ref reader, ref value);
}
