namespace Mooncake.Cli.Monitoring;

/// <summary>Where live figures come from.</summary>
internal interface IFiguresSource
{
    /// <summary>The engine's name, for headings.</summary>
    string Engine { get; }

    /// <summary>The figures since the last call, or since the source was made.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The figures; an <see cref="LiveFigures.Error"/> if the store gives none.</returns>
    Task<LiveFigures> NextAsync(CancellationToken cancellationToken);
}
