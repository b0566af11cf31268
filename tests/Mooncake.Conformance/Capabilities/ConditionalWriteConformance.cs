using Mooncake.Backends;
using Mooncake.Conformance.Engines;
using static Mooncake.Conformance.Capabilities.CapabilityClient;

namespace Mooncake.Conformance.Capabilities;

/// <summary>Writes that depend on the object that is there.</summary>
/// <typeparam name="TEngine">The engine.</typeparam>
public abstract class ConditionalWriteConformance<TEngine> : CapabilitySuite<TEngine, IConditionalWriter>
    where TEngine : ConformanceEngine, new()
{
    [Theory]
    [InlineData(PutCondition.Absent, 0)]
    [InlineData(PutCondition.Always, 0)]
    [InlineData(PutCondition.Present, NotFound)]
    public void PutIf_WithoutAnObject_StoresUnlessOneWasAskedFor(PutCondition condition, int answer)
    {
        using CapabilityClient client = Open();
        Assert.Equal(answer, client.PutIf("k", [1, 2], condition));
        Assert.Equal(answer == 0 ? [1, 2] : null, client.Get("k"));
    }

    [Theory]
    [InlineData(PutCondition.Absent, Exists)]
    [InlineData(PutCondition.Always, 0)]
    [InlineData(PutCondition.Present, 0)]
    public void PutIf_WithAnObject_ReplacesUnlessNoneWasAskedFor(PutCondition condition, int answer)
    {
        using CapabilityClient client = Open();
        client.Put("k", 1);
        Assert.Equal(answer, client.PutIf("k", [2, 3], condition));
        Assert.Equal(answer == 0 ? [2, 3] : [1], client.Get("k"));
    }

    [Fact]
    public void PutIf_OfALeasedObject_IsNotHeldBack()
    {
        using CapabilityClient client = Open();
        client.Put("k", 1);
        client.Get("k");
        Assert.Equal(0, client.PutIf("k", [2], PutCondition.Always));
        Assert.Equal([2], client.Get("k"));
    }

    [Fact]
    public void PutIf_Unchanged_StoresOnlyOverTheVersionThatWasRead()
    {
        using CapabilityClient client = Open();
        client.Put("k", 1);
        ulong first = client.VersionOf("k");
        Assert.Equal(0, client.PutIf("k", [2], new PutTerms(PutCondition.Unchanged, first), out ulong second));
        Assert.NotEqual(first, second);
        Assert.Equal(second, client.VersionOf("k"));
        Assert.Equal(Changed, client.PutIf("k", [3], PutCondition.Unchanged, first));
        Assert.Equal([2], client.Get("k"));
        client.Remove("k");
        Assert.Equal(NotFound, client.PutIf("k", [4], PutCondition.Unchanged, second));
    }

    [Fact]
    public void PutIf_Unchanged_AfterRemovalAndTheSamePut_IsChanged()
    {
        using CapabilityClient client = Open();
        client.Put("k", 1);
        ulong version = client.VersionOf("k");
        client.Remove("k");
        client.Put("k", 1);
        Assert.Equal(Changed, client.PutIf("k", [2], PutCondition.Unchanged, version));
        Assert.Equal([1], client.Get("k"));
    }

    [Fact]
    public void PutIf_ThatStoresNothing_HasNoVersion()
    {
        using CapabilityClient client = Open();
        client.Put("k", 1);
        client.PutIf("k", [2], new PutTerms(PutCondition.Absent), out ulong version);
        Assert.Equal(0u, version);
    }

    [Theory]
    [InlineData(PutCondition.Always, 1, 0)]
    [InlineData(PutCondition.Unchanged, 0, 0)]
    [InlineData((PutCondition)4, 0, 0)]
    [InlineData((PutCondition)(-1), 0, 0)]
    [InlineData(PutCondition.Always, 0, -2)]
    public void PutIf_OfTermsThatAreNotValid_IsRefused(PutCondition condition, ulong version, long expiresAt)
    {
        using CapabilityClient client = Open();
        Assert.Equal(Invalid, client.PutIf("k", [1], condition, version, expiresAt));
        Assert.Null(client.Get("k"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void Calls_OfAKeyThatIsNotValid_AreRefused(string key)
    {
        using CapabilityClient client = Open();
        Assert.Equal(Invalid, client.PutIf(key, [1], PutCondition.Always));
        Assert.Equal(Invalid, client.GetVersioned(key, null, out _));
        Assert.Equal(Invalid, client.Take(key, null));
    }

    [Fact]
    public void PutIf_OfAnEmptyValue_IsRefused()
    {
        using CapabilityClient client = Open();
        Assert.Equal(Invalid, client.PutIf("k", [], PutCondition.Always));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(47)]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(900)]
    public void PutIf_OfKeysOfEveryLength_Replaces(int length)
    {
        using CapabilityClient client = Open();
        string key = new('k', length);
        client.Put(key, 1);
        Assert.Equal(0, client.PutIf(key, [2, 3], PutCondition.Present));
        Assert.Equal([2, 3], client.Get(key));
        byte[] buffer = new byte[2];
        Assert.Equal(2, client.Take(key, buffer));
        Assert.Equal([2, 3], buffer);
    }

    [Fact]
    public void GetVersioned_IntoLessRoom_AnswersTheSizeAndCopiesNothing()
    {
        using CapabilityClient client = Open();
        client.Put("k", 1, 2, 3);
        byte[] buffer = [9, 9];
        Assert.Equal(3, client.GetVersioned("k", buffer, out ObjectInfo info));
        Assert.Equal([9, 9], buffer);
        Assert.NotEqual(0u, info.Version);
        Assert.Equal(ObjectExpiry.Never, info.ExpiresAt);
        Assert.Equal(3, client.GetVersioned("k", buffer = new byte[4], out _));
        Assert.Equal([1, 2, 3, 0], buffer);
        Assert.Equal(NotFound, client.GetVersioned("none", buffer, out info));
        Assert.Equal(default, info);
    }

    [Fact]
    public void Take_RemovesAndAnswersWhatWasThere()
    {
        using CapabilityClient client = Open();
        client.Put("k", 1, 2, 3);
        client.Get("k");
        byte[] buffer = new byte[4];
        Assert.Equal(3, client.Take("k", buffer));
        Assert.Equal([1, 2, 3, 0], buffer);
        Assert.Equal(NotFound, client.Take("k", buffer));
        Assert.Equal(0, client.IsExist("k"));
    }

    [Fact]
    public void Take_IntoLessRoom_RemovesNothing()
    {
        using CapabilityClient client = Open();
        client.Put("k", 1, 2, 3);
        Assert.Equal(3, client.Take("k", new byte[2]));
        Assert.Equal([1, 2, 3], client.Get("k"));
        Assert.Equal(3, client.Take("k", buffer: null));
        Assert.Null(client.Get("k"));
    }

    [Fact]
    public void Take_OfAnotherVersion_RemovesNothing()
    {
        using CapabilityClient client = Open();
        client.Put("k", 1);
        ulong version = client.VersionOf("k");
        client.PutIf("k", [2], PutCondition.Always);
        Assert.Equal(Changed, client.Take("k", null, version));
        Assert.Equal([2], client.Get("k"));
        Assert.Equal(1, client.Take("k", null, client.VersionOf("k")));
    }

    [Fact]
    public async Task PutIf_Unchanged_ByManyAtATime_LosesNoIncrement()
    {
        const int threads = 4;
        const int increments = 500;
        using CapabilityClient client = Open();
        client.PutIf("k", BitConverter.GetBytes(0), PutCondition.Always);
        await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(() =>
        {
            byte[] buffer = new byte[sizeof(int)];
            for (int done = 0; done < increments;)
            {
                Assert.Equal(sizeof(int), client.GetVersioned("k", buffer, out ObjectInfo info));
                int answer = client.PutIf("k", BitConverter.GetBytes(BitConverter.ToInt32(buffer) + 1), PutCondition.Unchanged, info.Version);
                Assert.True(answer is 0 or Changed, $"An increment answered {answer}.");
                done += answer == 0 ? 1 : 0;
            }
        })));
        Assert.Equal(threads * increments, BitConverter.ToInt32(client.Get("k")));
    }

    [Fact]
    public async Task Take_ByManyAtATime_GivesEveryObjectToOne()
    {
        const int objects = 2000;
        using CapabilityClient client = Open();
        for (int i = 0; i < objects; i++)
        {
            client.Put($"k{i}", BitConverter.GetBytes(i));
        }

        int[][] taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            List<int> mine = [];
            byte[] buffer = new byte[sizeof(int)];
            for (int i = 0; i < objects; i++)
            {
                if (client.Take($"k{i}", buffer) > 0)
                {
                    mine.Add(BitConverter.ToInt32(buffer));
                }
            }

            return mine.ToArray();
        })));
        Assert.Equal(Enumerable.Range(0, objects), taken.SelectMany(static mine => mine).Order());
    }
}
