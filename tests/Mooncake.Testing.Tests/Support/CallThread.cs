namespace Mooncake.Testing.Tests.Support;

/// <summary>One call on a thread of its own, for calls that block.</summary>
internal sealed class CallThread<T>
{
    /// <summary>How long a test waits for what is sure to come: long, because only a broken test waits it out.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Thread _thread;
    private T? _answer;

    internal CallThread(Func<T> call)
    {
        _thread = new Thread(() => _answer = call()) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>True while the call has not returned.</summary>
    internal bool IsUnderWay => _thread.IsAlive;

    /// <summary>Waits for the call to return.</summary>
    internal T Answer()
    {
        Assert.True(_thread.Join(Patience), "The call did not return.");
        return _answer!;
    }
}
