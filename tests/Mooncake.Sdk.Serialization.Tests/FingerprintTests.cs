using Mooncake.Serialization;
using Vec;

namespace Mooncake.Sdk.Serialization.Tests;

[StoreObject]
public sealed partial record RenamedPerson(int Years, string? Called);

[StoreObject]
public sealed partial record SwappedPerson(string? Name, int Age);

[StoreObject]
public sealed partial record ListOfPersons(List<PersonRecord> Persons);

[StoreObject]
public sealed partial record ArrayOfOthers(OneInt[] Others);

/// <summary>Fingerprints stand in stored objects, so they are frozen here by value.</summary>
public class FingerprintTests
{
    private const ulong PersonFingerprint = 0x868add7a617cc7dc;

    [Fact]
    public void Fingerprint_OfMembers_IsAsSpecified()
    {
        // FNV-1a over "object\0i4\0s\0", spread; computed by an implementation of the specification in another language.
        Assert.Equal(PersonFingerprint, ShapeOf<PersonRecord>().Fingerprint);
    }

    [Fact]
    public void Fingerprint_OfRenamedMembers_IsTheSame()
    {
        Assert.Equal(ShapeOf<PersonRecord>().Fingerprint, ShapeOf<RenamedPerson>().Fingerprint);
    }

    [Fact]
    public void Fingerprint_OfSwappedMembers_Differs()
    {
        Assert.DoesNotContain(ShapeOf<PersonRecord>().Fingerprint, ShapeOf<SwappedPerson>().AcceptedFingerprints);
    }

    [Fact]
    public void Fingerprint_OfCollections_IsThatOfTheirBytes()
    {
        Assert.Equal(ShapeOf<ListOfPersons>().Fingerprint, ShapeOf<ArrayOfOthers>().Fingerprint);
    }

    [Fact]
    public void Fingerprint_OfAnImage_IsItsOwnOnly()
    {
        StoreShape shape = ShapeOf<PackablePoint3>();
        Assert.Equal([shape.Fingerprint], shape.AcceptedFingerprints);
        Assert.Equal(12, shape.FixedSize);
    }

    private static StoreShape ShapeOf<T>()
        where T : IStoreObject<T>
    {
        return T.Shape;
    }
}
