using System.Globalization;
using System.Text;
using Mooncake.Errors;

namespace Mooncake;

/// <summary>Why an operation failed: code, operation, key, cause, outcome and remedy. Immutable.</summary>
public sealed class StoreError
{
    /// <summary>Creates an error, for the SDK, for tests and for decorating backends.</summary>
    /// <param name="code">What went wrong.</param>
    /// <param name="operation">The operation that failed.</param>
    /// <param name="cause">What happened, in one sentence, with the relevant values.</param>
    /// <param name="remedy">What to do about it, in one sentence.</param>
    public StoreError(StoreErrorCode code, StoreOperation operation, string cause, string remedy)
    {
        ArgumentException.ThrowIfNullOrEmpty(cause);
        ArgumentNullException.ThrowIfNull(remedy);
        Code = code;
        Operation = operation;
        Cause = cause;
        Remedy = remedy;
    }

    /// <summary>What went wrong.</summary>
    public StoreErrorCode Code { get; }

    /// <summary>The operation that failed.</summary>
    public StoreOperation Operation { get; }

    /// <summary>What happened.</summary>
    public string Cause { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }

    /// <summary>The operation's key, or null. Never the bytes of the object.</summary>
    public string? Key { get; init; }

    /// <summary>The code that the engine returned, or null if it was not called.</summary>
    public int? NativeCode { get; init; }

    /// <summary>Whether a retry of the same operation can succeed.</summary>
    public RetryClass Retry { get; init; }

    /// <summary>What the operation did to the store.</summary>
    public WriteOutcome Outcome { get; init; }

    /// <summary>The exception behind the error, such as one that a record's constructor threw; usually null.</summary>
    public Exception? Exception { get; init; }

    /// <summary>Further details, one per line, such as every path that was tried; empty for most errors.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>
    /// The error as text: one line with operation, key (shortened if long), cause, outcome, remedy and code, then a line for each of
    /// <see cref="Details"/>. Contains no object bytes.
    /// </summary>
    public string Message
    {
        get
        {
            StringBuilder text = new();
            text.Append(Operation);
            if (Key is not null)
            {
                text.Append(" of '").Append(ErrorText.Cut(Key)).Append('\'');
            }

            text.Append(" failed: ").Append(Cause);
            if (Outcome == WriteOutcome.Unknown)
            {
                text.Append(" It is unknown whether the write was applied.");
            }
            else if (Outcome == WriteOutcome.Applied)
            {
                text.Append(" The write was applied.");
            }

            if (Remedy.Length > 0)
            {
                text.Append(' ').Append(Remedy);
            }

            text.Append(" (").Append(Code);
            if (NativeCode is { } native)
            {
                text.Append(CultureInfo.InvariantCulture, $", native {native}");
            }

            string line = ErrorText.OneLine(text.Append(')').ToString());
            return Details.Count == 0 ? line : string.Join("\n  ", [line, .. Details.Select(ErrorText.OneLine)]);
        }
    }

    /// <summary>The same error of one item of a batch.</summary>
    /// <param name="key">The item's key.</param>
    internal StoreError WithKey(string key) => new(Code, Operation, Cause, Remedy)
    {
        Key = key,
        NativeCode = NativeCode,
        Retry = Retry,
        Outcome = Outcome,
        Exception = Exception,
        Details = Details,
    };

    /// <inheritdoc/>
    public override string ToString() => Message;
}
