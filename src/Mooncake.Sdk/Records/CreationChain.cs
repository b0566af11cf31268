namespace Mooncake.Records;

/// <summary>The creations of values that the current code runs in: a factory may request other values.</summary>
internal static class CreationChain
{
    private static readonly AsyncLocal<Link?> Current = new();

    /// <summary>Enters a creation, until the calling asynchronous method ends.</summary>
    /// <param name="creation">The creation.</param>
    internal static void Enter(object creation) => Current.Value = new Link(creation, Current.Value);

    /// <summary>True if the current code runs in a creation.</summary>
    /// <param name="creation">The creation.</param>
    internal static bool Contains(object creation)
    {
        for (Link? link = Current.Value; link is not null; link = link.Outer)
        {
            if (ReferenceEquals(link.Creation, creation))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Link(object Creation, Link? Outer);
}
