using System.ComponentModel.DataAnnotations;

namespace Mooncake.Hosting;

/// <summary>
/// Accepts durations from 1 millisecond to 1 day. The framework's attribute for ranges of such types cannot be trimmed.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DurationAttribute() : ValidationAttribute("{0} must be from 1 millisecond to 1 day.")
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) =>
        value is TimeSpan time && time >= TimeSpan.FromMilliseconds(1) && time <= TimeSpan.FromDays(1);
}
