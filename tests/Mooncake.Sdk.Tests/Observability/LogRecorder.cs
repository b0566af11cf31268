using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Mooncake.Observability;

/// <summary>Keeps what the SDK logs.</summary>
internal sealed class LogRecorder : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<(int Id, LogLevel Level, string Text)> _messages = [];

    /// <summary>The least level that is wanted.</summary>
    internal LogLevel Least { get; init; } = LogLevel.Information;

    /// <summary>True to throw at every message instead.</summary>
    internal bool Throws { get; init; }

    /// <summary>Waits for a message, which may be written by another thread.</summary>
    internal (LogLevel Level, string Text) WaitFor(int id)
    {
        (int Id, LogLevel Level, string Text) found = default;
        Pipeline.PipelineStore.WaitUntil(() => (found = _messages.FirstOrDefault(message => message.Id == id)).Id == id);
        return (found.Level, found.Text!);
    }

    /// <summary>True if a message was written by now.</summary>
    internal bool Has(int id) => _messages.Any(message => message.Id == id);

    public ILogger CreateLogger(string categoryName)
    {
        Assert.Equal("Mooncake.Sdk", categoryName);
        return this;
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= Least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (Throws)
        {
            throw new InvalidOperationException("of the application's");
        }

        _messages.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
    }

    public void Dispose()
    {
    }
}
