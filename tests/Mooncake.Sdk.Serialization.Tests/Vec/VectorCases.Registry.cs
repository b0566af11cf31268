using Mooncake.Sdk.Serialization.Tests.Support;
using Mooncake.Serialization;

namespace Vec;

internal static partial class VectorCases
{
    private static readonly Dictionary<string, VectorCase> Cases = [];
    private static readonly Dictionary<string, VectorReader> Readers = [];

    static VectorCases()
    {
        AddCases();
        AddReaders();
    }

    /// <summary>The case of an id, or null if the vector's type is not declared.</summary>
    internal static VectorCase? Find(string id) => Cases.GetValueOrDefault(id);

    /// <summary>How bytes are read as a type, by the type's name in the vectors.</summary>
    internal static VectorReader ReaderOf(string type) => Readers[type];

    private static void Add<T>(string id, string lead, Func<T?> make)
        where T : IStoreObject<T>
    {
        Cases.Add(id, new VectorCase(
            lead,
            () => make(),
            static value => Codec.Write((T?)value),
            static value => Codec.TryWrite((T?)value),
            static bytes => Codec.Read<T>(bytes),
            static bytes =>
            {
                StoreReader reader = StoreReader.Copying(bytes);
                return T.TryRead(ref reader, out _);
            }));
    }

    private static void AddReader<T>(string type, string lead)
        where T : IStoreObject<T>
    {
        Readers.Add(type, new VectorReader(lead, static bytes => (Codec.TryRead(bytes, out T? value), value)));
    }
}
