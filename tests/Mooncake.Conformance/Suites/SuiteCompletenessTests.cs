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

    // The engines that are not public are those of the player's own tests.
    private static bool IsEngine(Type type) => type is { IsAbstract: false, IsPublic: true } && type.IsAssignableTo(typeof(ConformanceEngine));
}
