using Mooncake.Backends;
using Mooncake.Conformance.Model;

namespace Mooncake.Conformance.Player;

/// <summary>A step's replicate configuration in the form that the contract takes; its memory lives until dispose.</summary>
internal sealed unsafe class PlayedConfig : IDisposable
{
    private const string HostnamePlaceholder = "$hostname";

    private readonly ScenarioKey[] _segments;
    private readonly nint[] _pointers;
    private readonly ReplicateConfig[]? _config;

    /// <summary>Takes <c>config</c> from a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="hostname">Answers what <c>$hostname</c> stands for.</param>
    internal PlayedConfig(JsonMembers step, Func<string> hostname)
    {
        JsonMembers? members = step.Members("config");
        IEnumerable<string> names = members?.Optional("preferred_segments")?.EnumerateArray().Select(static name => name.GetString()!) ?? [];
        _segments = [.. names.Select(name => new ScenarioKey(name == HostnamePlaceholder ? hostname() : name))];
        _pointers = GC.AllocateArray<nint>(_segments.Length, pinned: true);
        for (int i = 0; i < _segments.Length; i++)
        {
            _pointers[i] = (nint)_segments[i].Pointer;
        }

        if (members is null)
        {
            return;
        }

        _config = GC.AllocateArray<ReplicateConfig>(1, pinned: true);
        _config[0] = new ReplicateConfig
        {
            ReplicaCount = (nuint)members.Count("replica_num", absent: 1),
            WithSoftPin = members.Flag("with_soft_pin") ? 1 : 0,
            WithHardPin = members.Flag("with_hard_pin") ? 1 : 0,
            PreferredSegments = _segments.Length == 0 ? null : (byte**)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_pointers, 0),
            PreferredSegmentCount = (nuint)_segments.Length,
        };
        members.RequireAllTaken();
    }

    /// <summary>The configuration, or null if the step has none.</summary>
    internal ReplicateConfig* Pointer =>
        _config is null ? null : (ReplicateConfig*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_config, 0);

    /// <summary>Keeps the memory alive up to here.</summary>
    public void Dispose()
    {
        GC.KeepAlive(_segments);
        GC.KeepAlive(_pointers);
        GC.KeepAlive(_config);
    }
}
