using Mooncake.Backends;
using Mooncake.Conformance.Capabilities;
using Mooncake.Conformance.Engines;
using Mooncake.Conformance.Model;

namespace Mooncake.Conformance.Suites;

/// <summary>No engine, no suite and no scenario is forgotten.</summary>
public sealed class SuiteCompletenessTests
{
    private static readonly string[] Recorded =
    [
        "batch.json", "before-setup.json", "empty-value.json", "evict.json", "full-hard-pinned.json", "interior.json", "keys.json",
        "lease.json", "lifecycle.json", "missing.json", "put-get.json", "put-twice.json", "regex.json", "register.json",
        "remove-all.json", "replicas.json", "sizes.json", "too-big.json", "two-clients.json", "unregistered.json",
    ];

    public static TheoryData<Type> Engines => [.. typeof(ConformanceEngine).Assembly.GetTypes().Where(IsEngine)];

    [Theory]
    [MemberData(nameof(Engines))]
    public void Engine_Defined_HasOneSuite(Type engine)
    {
        Type suite = typeof(ConformanceSuite<>).MakeGenericType(engine);
        Assert.Single(engine.Assembly.GetTypes(), type => type is { IsAbstract: false, IsPublic: true } && type.BaseType == suite);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Engine_Defined_HasASuiteForEachOfItsCapabilities(Type engine)
    {
        IReadOnlyCollection<Type> listed = ((ConformanceEngine)Activator.CreateInstance(engine)!).Capabilities;
        IEnumerable<Type> passed = engine.Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false, IsPublic: true })
            .Select(type => CapabilitySuiteOf(type, engine))
            .OfType<Type>();
        Assert.Equal(listed.OrderBy(static type => type.Name), passed.OrderBy(static type => type.Name));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Engine_Available_OffersExactlyTheCapabilitiesThatItLists(Type engine)
    {
        ConformanceEngine made = (ConformanceEngine)Activator.CreateInstance(engine)!;
        if (made.UnavailableReason is { } reason)
        {
            Assert.Skip(reason);
        }

        using ConformanceCluster cluster = made.OpenCluster();
        StoreBackend client = cluster.CreateClient();
        Type[] offered = [.. Capabilities.Where(capability => Offers(client, capability))];
        cluster.CloseClient(client);
        Assert.Equal(made.Capabilities.OrderBy(static type => type.Name), offered.OrderBy(static type => type.Name));
    }

    [Fact]
    public void Capability_Defined_HasASuite()
    {
        Type?[] suites = [.. typeof(CapabilitySuite<,>).Assembly.GetTypes().Where(static type => type is { IsAbstract: true, IsGenericType: true })
            .Select(static type => type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(CapabilitySuite<,>) ? parent.GetGenericArguments()[1] : null)];
        Assert.All(Capabilities, capability => Assert.Contains(capability, suites));
    }

    [Fact]
    public void Engines_Listed_CoverTheProcessAndTheRealLibrary()
    {
        Type[] engines = [.. typeof(ConformanceEngine).Assembly.GetTypes().Where(IsEngine)];
        Assert.Contains(typeof(EmbeddedEngine), engines);
        Assert.Contains(typeof(RealLibraryEngine), engines);
    }

    [Fact]
    public void Scenarios_OfThisProject_AreAllPlayed()
    {
        string[] played = [.. ScenarioFiles.All().Select(static row => row.Data).Where(static file => !Path.IsPathRooted(file))];
        Assert.Equal(Recorded, played);
    }

    [Fact]
    public void FurtherFolder_Named_HoldsScenarios()
    {
        if (ScenarioFiles.FurtherFolder is not { } folder)
        {
            Assert.Skip($"{ScenarioFiles.FolderVariable} does not name a folder with further scenarios.");
            return;
        }

        Assert.True(Directory.Exists(folder), $"{ScenarioFiles.FolderVariable} names '{folder}', which does not exist.");
        Assert.Contains(ScenarioFiles.All(), static row => Path.IsPathRooted(row.Data));
    }

    // The capabilities are those that a caller reaches through GetCapability, and all live beside each other.
    private static IEnumerable<Type> Capabilities =>
        typeof(StoreBackend).Assembly.GetExportedTypes().Where(static type => type.IsInterface && type.Namespace == typeof(StoreBackend).Namespace);

    private static bool Offers(StoreBackend client, Type capability) =>
        typeof(StoreBackend).GetMethod(nameof(StoreBackend.GetCapability))!.MakeGenericMethod(capability).Invoke(client, null) is not null;

    private static Type? CapabilitySuiteOf(Type suite, Type engine)
    {
        for (Type? type = suite; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(CapabilitySuite<,>) && type.GetGenericArguments()[0] == engine)
            {
                return type.GetGenericArguments()[1];
            }
        }

        return null;
    }

    // The engines that are not public are those of the player's own tests.
    private static bool IsEngine(Type type) => type is { IsAbstract: false, IsPublic: true } && type.IsAssignableTo(typeof(ConformanceEngine));
}
