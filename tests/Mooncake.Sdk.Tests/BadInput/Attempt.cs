namespace Mooncake.BadInput;

/// <summary>One call with one bad argument.</summary>
/// <param name="Method">The entry point, as <c>Type.Method/number of parameters</c>.</param>
/// <param name="Input">What is bad about the argument.</param>
/// <param name="Expected">The exception's type or the result's code, by name.</param>
/// <param name="Call">Makes the call; answers the error, or null.</param>
public sealed record Attempt(string Method, string Input, string Expected, Func<BadInputStores, CancellationToken, Task<StoreError?>> Call)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Input}";
}
