using MemoryPack;
using Mooncake.Sdk.MemoryPackInterop.Tests;
using Mooncake.Serialization;

namespace Vec;

internal static partial class VectorCases
{
    private static readonly Dictionary<string, PackageCase> Cases = [];

    static VectorCases() => AddCases();

    /// <summary>The vectors' ids.</summary>
    internal static IEnumerable<string> Ids => Cases.Keys;

    /// <summary>The case of an id.</summary>
    internal static PackageCase Find(string id) => Cases[id];

    // What is written in UTF-16 as a whole is an option of the package's, not an attribute.
    private static void Add<T>(string id, string lead, Func<T?> make)
        where T : IStoreObject<T>
    {
        if (typeof(T).Name.Contains("Utf16", StringComparison.Ordinal))
        {
            return;
        }

        Cases.Add(id, new PackageCase(
            lead,
            () => make(),
            static value => Write((T?)value),
            static value => MemoryPackSerializer.Serialize((T?)value),
            static bytes => Read<T>(bytes),
            static bytes => MemoryPackSerializer.Deserialize<T>(bytes)));
    }

    // The readers of hostile bytes are not of interest here.
    private static void AddReader<T>(string type, string lead)
    {
    }

    private static byte[]? Write<T>(T? value)
        where T : IStoreObject<T>
    {
        StoreSizer sizer = default;
        if (!T.TryMeasure(ref sizer, in value))
        {
            return null;
        }

        byte[] bytes = new byte[sizer.Size];
        StoreWriter writer = new(bytes);
        return T.TryWrite(ref writer, in value) && writer.TryFinish() ? bytes : null;
    }

    private static T? Read<T>(byte[] bytes)
        where T : IStoreObject<T>
    {
        StoreReader reader = StoreReader.Copying(bytes);
        Assert.True(T.TryRead(ref reader, out T? value), $"read: {reader.Error}");
        return value;
    }
}
