namespace Mooncake.Backends;

/// <summary>The object that must exist for <see cref="IConditionalWriter.PutIf"/> to store another.</summary>
public enum PutCondition
{
    /// <summary>None: an existing object is kept, and the put returns -705.</summary>
    Absent = 0,

    /// <summary>Any or none: an existing object is replaced.</summary>
    Always = 1,

    /// <summary>Any: the object is replaced. The put returns -704 if there is none.</summary>
    Present = 2,

    /// <summary>The object with <see cref="PutTerms.Version"/>: it is replaced.</summary>
    Unchanged = 3,
}
