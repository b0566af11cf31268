namespace Mooncake.Sdk.Generators.Objects.Model;

/// <summary>How a member that was read gets into the object.</summary>
internal enum MemberTarget
{
    /// <summary>Not at all: it is computed from others.</summary>
    None,

    /// <summary>As a constructor's argument.</summary>
    Argument,

    /// <summary>In the object initializer.</summary>
    Initializer,

    /// <summary>As an argument, and in the initializer because it is <c>required</c>.</summary>
    ArgumentAndInitializer,

    /// <summary>By an assignment, only if the bytes hold it.</summary>
    Assignment,

    /// <summary>
    /// In the object initializer, where it can be set only there: what was read, or what a new object has where the bytes do not hold it.
    /// </summary>
    KeptInitializer,

    /// <summary>By an assignment, into the collection that the member's own initializer made, so that its comparer stays.</summary>
    Refill,

    /// <summary>As <see cref="Refill"/>, only if the bytes hold it.</summary>
    KeptRefill,
}
