using Mooncake.Cli.Doctor.Machines;
using Mooncake.Cli.Output;

namespace Mooncake.Cli.Doctor.Checks;

/// <summary>Whether a store can be opened and used, and how long it takes.</summary>
internal sealed class RoundTripCheck : IDoctorCheck
{
    /// <inheritdoc/>
    public string Name => "round trip";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> RunAsync(Patient patient)
    {
        MooncakeStoreOptions options = patient.Options ?? new MooncakeStoreOptions();
        if (patient.Folder is { } folder)
        {
            if (patient.Machine.List(folder) is not { Count: > 0 })
            {
                // A doctor creates no store.
                return [];
            }

            if (patient.Machine.IsLocked(Path.Combine(folder, "LOCK")))
            {
                options.Registered.Settings["read-only"] = "on";
            }
        }

        if (patient.IsCluster)
        {
            // What others put into the doctor's memory meanwhile would be lost.
            options.SegmentBytes = 0;
        }

        RoundTrip trip = await patient.Machine.TryRoundTripAsync(options, patient.Cancellation);
        if (patient.IsCluster && trip.Error?.Code == StoreErrorCode.NoAvailableHandle)
        {
            return [Finding.Warning(
                $"Opening took {Units.Time(trip.Open)}, and a put of 4 KiB found no room: no client lends memory, or all of it is in use.",
                "Start a client that lends some: segment=4GiB")];
        }

        if (trip.Error is { } error)
        {
            return [Finding.Failure(error.Cause, error.Remedy)];
        }

        string put = trip.Put is { } time ? $"a put of 4 KiB {Units.Time(time)}, " : "";
        string engine = patient.Options is null ? "embedded://: " : "";
        return [Finding.Good($"{engine}opening took {Units.Time(trip.Open)}, {put}a get {Units.Time(trip.Get)}.")];
    }
}
