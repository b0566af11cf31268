using Mooncake.Session;

namespace Mooncake.HealthChecks;

/// <summary>The data of health checks.</summary>
internal static class HealthData
{
    /// <summary>The state of a store's client.</summary>
    internal static Dictionary<string, object> Of(StoreSession session)
    {
        MooncakeStoreOptions options = session.Options;
        Dictionary<string, object> data = new()
        {
            ["engine"] = options.Engine == StoreEngine.Registered ? options.Registered.Scheme : options.Engine.ToString(),
            ["open"] = session is { IsOpen: true, IsUnopened: false },
        };
        if (session.Pipeline is { } pipeline)
        {
            data["circuit"] = pipeline.Circuit.IsOpen ? "open" : "closed";
            data["hungLanes"] = pipeline.HungLanes;
        }

        return data;
    }
}
