namespace Mooncake.Support;

/// <summary>
/// The tests that measure allocations. They run alone: a listener of another test makes every operation of the process speak to it, and
/// objects that all threads allocate are counted.
/// </summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests;
