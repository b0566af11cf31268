using Mooncake.Sdk.MemoryPackInterop.Tests;
using Mooncake.Serialization;

namespace Vec;

/// <content>The vectors as types of this SDK.</content>
internal static partial class VectorCases
{
    static VectorCases() => AddCases();

    /// <summary>The cases by id.</summary>
    internal static Dictionary<string, InteropCase> All { get; } = [];

    // MemoryPack has no attribute for a type that is written in UTF-16 as a whole.
    private static void Add<T>(string id, string lead, Func<T?> make)
        where T : IStoreObject<T>
    {
        if (!typeof(T).Name.Contains("Utf16", StringComparison.Ordinal))
        {
            All.Add(id, new InteropCase(lead, () => make(), static value => StoreSerializer.Write((T?)value), static bytes => StoreSerializer.Read<T>(bytes)));
        }
    }

    // Hostile bytes are the serialization tests' business.
    private static void AddReader<T>(string type, string lead)
    {
    }
}
