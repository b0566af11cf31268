namespace Mooncake.Cli.Doctor;

/// <summary>A check that waits for nothing.</summary>
/// <param name="name">The part of the machine that it looks at.</param>
internal abstract class DoctorCheck(string name) : IDoctorCheck
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Finding>> RunAsync(Patient patient) => Task.FromResult<IReadOnlyList<Finding>>([.. Run(patient)]);

    /// <summary>Looks.</summary>
    /// <param name="patient">The machine and the store.</param>
    protected abstract IEnumerable<Finding> Run(Patient patient);
}
