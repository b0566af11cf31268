using MemoryPack;
using Mooncake.Sdk.MemoryPackInterop.Tests;

namespace PackedVec;

/// <content>The vectors as types of MemoryPack.</content>
internal static partial class VectorCases
{
    static VectorCases() => AddCases();

    /// <summary>The cases by id.</summary>
    internal static Dictionary<string, InteropCase> All { get; } = [];

    private static void Add<T>(string id, string lead, Func<T?> make) =>
        All.Add(id, new InteropCase(
            lead, () => make(), static value => MemoryPackSerializer.Serialize((T?)value), static bytes => MemoryPackSerializer.Deserialize<T>(bytes)));

    private static void AddReader<T>(string type, string lead)
    {
    }
}
