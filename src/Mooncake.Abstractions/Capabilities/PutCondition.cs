namespace Mooncake.Backends;

/// <summary>Which object must be there for <see cref="IConditionalWriter.PutIf"/> to store another.</summary>
public enum PutCondition
{
    /// <summary>None: an object that is there is kept, and the answer is -705.</summary>
    Absent = 0,

    /// <summary>Any or none: an object that is there is replaced.</summary>
    Always = 1,

    /// <summary>Any: it is replaced. The answer is -704 if there is none.</summary>
    Present = 2,

    /// <summary>The object of <see cref="PutTerms.Version"/>: it is replaced.</summary>
    Unchanged = 3,
}
