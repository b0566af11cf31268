namespace Mooncake.Cli.Doctor;

/// <summary>Looks at one part of a machine.</summary>
internal interface IDoctorCheck
{
    /// <summary>The part, in a word or two.</summary>
    string Name { get; }

    /// <summary>Looks.</summary>
    /// <param name="patient">The machine and the store.</param>
    /// <returns>What was found; nothing if the part does not matter for this store.</returns>
    Task<IReadOnlyList<Finding>> RunAsync(Patient patient);
}
