namespace Mooncake.Cli.Doctor.Checks;

/// <summary>Whether the system backs large buffers with huge pages.</summary>
internal sealed class HugePagesCheck() : DoctorCheck("huge pages")
{
    private const string Setting = "/sys/kernel/mm/transparent_hugepage/enabled";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Run(Patient patient)
    {
        if (patient.Machine.ReadText(Setting) is not { } text)
        {
            yield break;
        }

        int start = text.IndexOf('[', StringComparison.Ordinal) + 1;
        int end = text.IndexOf(']', StringComparison.Ordinal);
        string mode = start > 0 && end > start ? text[start..end] : text.Trim();
        if (patient.Options is { Pool.HugePages: true } && mode == "never")
        {
            yield return Finding.Warning(
                "huge-pages=on has no effect: the system provides no huge pages.", $"As root: echo madvise >{Setting}");
        }
        else
        {
            yield return mode == "never"
                ? Finding.Note("The system provides none. Large transfers are somewhat slower.", $"As root: echo madvise >{Setting}")
                : Finding.Good($"The system provides them ({mode}).");
        }
    }
}
