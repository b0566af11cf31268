using Mooncake.Cli.Doctor.Machines;

namespace Mooncake.Cli.Doctor.Checks;

/// <summary>Whether the native library loads, and what it lacks.</summary>
internal sealed class LibraryCheck() : DoctorCheck("native library")
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Run(Patient patient)
    {
        if (patient.Options is not null && !patient.IsCluster)
        {
            yield break;
        }

        LibraryAnswer answer = patient.Machine.LoadLibrary(patient.Options?.Cluster.LibraryPath);
        if (answer.Path is not null)
        {
            yield return Finding.Good($"{answer.Path} loads.");
            yield return Finding.Good("It has all functions of the C ABI.");
        }
        else if (patient.Options is null && answer.MissingDependency is null && answer.MissingFunctions is null)
        {
            yield return Finding.Note("There is none. Only mooncake:// needs it.");
        }
        else if (answer.MissingFunctions is { } functions)
        {
            yield return Finding.Failure($"It lacks functions of the C ABI: {string.Join(", ", functions)}.", answer.Remedy!);
        }
        else if (answer.MissingDependency is { } dependency)
        {
            yield return Finding.Failure($"It needs {dependency}, which is not found. {answer.Problem}", answer.Remedy!);
        }
        else
        {
            yield return Finding.Failure($"It does not load. {answer.Problem}", answer.Remedy!);
        }
    }
}
