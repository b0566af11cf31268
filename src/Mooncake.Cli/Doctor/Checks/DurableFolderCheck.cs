using Mooncake.Cli.Output;

namespace Mooncake.Cli.Doctor.Checks;

/// <summary>Whether a durable folder can be used: free space, rights, what is in it, and whether another process has it.</summary>
internal sealed class DurableFolderCheck() : DoctorCheck("durable folder")
{
    /// <summary>Below this, a flush of the engine's buffers may find no room.</summary>
    private const long FewBytes = 256 << 20;

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Run(Patient patient)
    {
        if (patient.Folder is not { } folder)
        {
            yield break;
        }

        IReadOnlyList<string>? entries = patient.Machine.List(folder);
        if (entries is { Count: > 0 } && !entries.Contains("CURRENT"))
        {
            yield return Finding.Failure(
                $"{folder} contains other files and no store.",
                "Use another folder: the engine changes no folder that contains other files.");
        }
        else if (entries is not { Count: > 0 })
        {
            yield return Finding.Note($"{folder} holds no store yet. The first put creates one.");
        }
        else
        {
            yield return Finding.Good($"{folder} holds a store.");
        }

        bool isReadOnly = patient.Options!.Registered.Settings.TryGetValue("read-only", out string? readOnly) && readOnly is "on" or "true";
        if (!isReadOnly && patient.Machine.WriteProblem(folder) is { } problem)
        {
            yield return Finding.Failure($"It cannot be written: {problem}",
                "Give this user the right to write there, or add read-only=on.");
        }

        if (!isReadOnly && patient.Machine.IsLocked(Path.Combine(folder, "LOCK")))
        {
            yield return Finding.Warning(
                "Another process has it open for writing. Reading beside it is possible, writing is not.",
                "End that process before you write, or add read-only=on.");
        }

        if (patient.Machine.FreeBytes(folder) is { } free)
        {
            yield return free < FewBytes
                ? Finding.Failure(
                    $"Its file system has {Units.Bytes(free)} free. Writes fail when it is full.",
                    "Free space, or limit the store by capacity=.")
                : Finding.Good($"Its file system has {Units.Bytes(free)} free.");
        }
    }
}
