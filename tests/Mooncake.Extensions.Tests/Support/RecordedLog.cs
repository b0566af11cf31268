using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Mooncake.Support;

/// <summary>Keeps the messages of one category.</summary>
internal sealed class RecordedLog(string category) : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(string Name, string Text)> _messages = new();

    /// <summary>The messages so far.</summary>
    internal IEnumerable<(string Name, string Text)> Messages => _messages;

    /// <summary>The names of the messages so far.</summary>
    internal IEnumerable<string> Names => _messages.Select(static message => message.Name);

    public ILogger CreateLogger(string categoryName) =>
        categoryName == category ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public void Dispose()
    {
        // There is nothing to release.
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _messages.Enqueue((eventId.Name!, formatter(state, exception)));
}
