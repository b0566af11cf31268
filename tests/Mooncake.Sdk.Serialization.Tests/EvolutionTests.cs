using System.Text.Json;
using Mooncake.Sdk.Serialization.Tests.Support;
using Mooncake.Serialization;
using Vec;

namespace Mooncake.Sdk.Serialization.Tests;

/// <summary>Which shapes read which, as the original does it, and the fingerprints that say so beforehand.</summary>
public class EvolutionTests
{
    [Fact]
    public void Object_WithFewerMembers_ReadsTheRestAsDefaults()
    {
        EvoObjV2 value = Read<EvoObjV2>("evolution.object.fewer_members");
        DeepEquality.AssertSame(new EvoObjV2 { A = 1, B = "b", C = 0, D = null }, value);
    }

    [Fact]
    public void Object_WithFewerMembers_KeepsInitializersWhereAsked()
    {
        EvoObjV2Keep value = Read<EvoObjV2Keep>("evolution.object.fewer_members_keep_init");
        DeepEquality.AssertSame(new EvoObjV2Keep { A = 1, B = "b", C = 99, D = "init" }, value);
    }

    [Fact]
    public void Object_WithMoreMembers_IsRefused() => AssertRefused<EvoObjV1>("evolution.object.more_members");

    [Fact]
    public void Record_WithFewerMembers_ReadsTheRestAsDefaults()
    {
        Assert.Equal(new EvoRecordV2(5, null, null), Read<EvoRecordV2>("evolution.record.fewer"));
    }

    [Fact]
    public void Record_WithMoreMembers_IsRefused() => AssertRefused<EvoRecordV1>("evolution.record.more");

    [Fact]
    public void Struct_WithFewerMembers_ReadsTheRestAsDefaults()
    {
        DeepEquality.AssertSame(new EvoStructV2 { S = "s", N = 0 }, Read<EvoStructV2>("evolution.struct.fewer"));
    }

    [Fact]
    public void Object_WithoutMembers_ReadsAsDefaults()
    {
        DeepEquality.AssertSame(new EvoObjV1(), Read<EvoObjV1>("evolution.object.zero_members"));
    }

    [Fact]
    public void Tolerant_OldBytes_ReadTheRestAsDefaults()
    {
        DeepEquality.AssertSame(new EvoVtV2 { A = 1, B = "b" }, Read<EvoVtV2>("evolution.vt.old_to_new"));
    }

    [Fact]
    public void Tolerant_NewBytes_SkipWhatIsNotKnown()
    {
        DeepEquality.AssertSame(new EvoVtV1 { A = 1, B = "b" }, Read<EvoVtV1>("evolution.vt.new_to_old"));
    }

    [Fact]
    public void Tolerant_RemovedMember_IsSkipped()
    {
        DeepEquality.AssertSame(new EvoVtRemoved { A = 1, C = 2 }, Read<EvoVtRemoved>("evolution.vt.removed_member"));
    }

    [Fact]
    public void Tolerant_MemberThatWasRemoved_ReadsAsDefault()
    {
        DeepEquality.AssertSame(new EvoVtV2 { A = 1, C = 2 }, Read<EvoVtV2>("evolution.vt.removed_to_full"));
    }

    [Fact]
    public void Tolerant_MissingMember_KeepsItsInitializerWhereAsked()
    {
        DeepEquality.AssertSame(new EvoVtKeep { A = 1, B = "b", C = 99 }, Read<EvoVtKeep>("evolution.vt.keep_initializer"));
    }

    [Fact]
    public void Tolerant_Empty_ReadsAsDefaultsAndBack()
    {
        DeepEquality.AssertSame(new EvoVtV1(), Read<EvoVtV1>("evolution.vt.empty_to_v1"));
        Assert.NotNull(Read<VtEmpty>("evolution.vt.v1_to_empty"));
    }

    [Fact]
    public void Fingerprint_OfAGrownType_AcceptsItsPrefixes()
    {
        ulong[] accepted = ShapeOf<EvoObjV2>().AcceptedFingerprints;
        Assert.Contains(ShapeOf<EvoObjV1>().Fingerprint, accepted);
        Assert.Contains(ShapeOf<EmptyClass>().Fingerprint, accepted);
        Assert.Equal(ShapeOf<EvoObjV2>().Fingerprint, accepted[^1]);
    }

    [Fact]
    public void Fingerprint_OfAnOldType_RefusesWhatGrewBeyondIt()
    {
        Assert.DoesNotContain(ShapeOf<EvoObjV2>().Fingerprint, ShapeOf<EvoObjV1>().AcceptedFingerprints);
    }

    [Fact]
    public void Fingerprint_OfTolerantTypes_IsTheSameForAll()
    {
        Assert.Equal(ShapeOf<EvoVtV1>().Fingerprint, ShapeOf<EvoVtRemoved>().Fingerprint);
        Assert.Equal([ShapeOf<EvoVtV1>().Fingerprint], ShapeOf<VtEmpty>().AcceptedFingerprints);
    }

    private static StoreShape ShapeOf<T>()
        where T : IStoreObject<T>
    {
        return T.Shape;
    }

    private static T Read<T>(string id)
        where T : IStoreObject<T>
    {
        return Codec.Read<T>(BytesOf(id))!;
    }

    private static void AssertRefused<T>(string id)
        where T : IStoreObject<T>
    {
        Assert.Equal(StoreErrorCode.MalformedHeader, Codec.TryRead(BytesOf(id), out T? _));
    }

    private static byte[] BytesOf(string id)
    {
        JsonElement vector = VectorFile.CasesOf("evolution").Single(candidate => VectorFile.TextOf(candidate, "id") == id);
        return VectorFile.BytesOf(vector, "");
    }
}
