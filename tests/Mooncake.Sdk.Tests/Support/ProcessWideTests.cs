namespace Mooncake.Support;

/// <summary>
/// Tests of what belongs to the whole process, which run alone: those that count allocations, those that listen to meter and activities (then
/// every operation of the process speaks to them, and ends in another way), those that take the thread pool away.
/// </summary>
[CollectionDefinition(nameof(ProcessWideTests), DisableParallelization = true)]
public sealed class ProcessWideTests;
