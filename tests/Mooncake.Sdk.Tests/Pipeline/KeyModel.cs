namespace Mooncake.Pipeline;

/// <summary>
/// What one key may hold, as far as its only writer knows: the versions that can be there, or nothing. An outcome that is not known makes more
/// than one possible; a call that may still land makes the key useless, and the writer takes another one.
/// </summary>
internal sealed class KeyModel
{
    private const int Nothing = -1;

    private readonly HashSet<int> _possible = [Nothing];

    /// <summary>Holds nothing yet.</summary>
    /// <param name="id">The key's number.</param>
    internal KeyModel(ulong id) => Id = id;

    /// <summary>The key's number.</summary>
    internal ulong Id { get; }

    /// <summary>True if a write may still land, so that nothing can be said any more.</summary>
    internal bool IsSpoiled { get; private set; }

    /// <summary>A put has ended.</summary>
    internal void Put(int version, StoreResult result)
    {
        if (result.IsSuccess)
        {
            Stored(version);
        }
        else
        {
            Failed(result.Error!.Outcome);
        }
    }

    /// <summary>A replacement has ended.</summary>
    internal void Replaced(int version, StoreResult result)
    {
        if (result.IsSuccess || result.Error!.Outcome == WriteOutcome.PartlyApplied)
        {
            _possible.Clear();
            _possible.Add(result.IsSuccess ? version : Nothing);
        }
        else
        {
            Failed(result.Error.Outcome);
        }
    }

    /// <summary>A removal has ended.</summary>
    internal void Removed(StoreResult result)
    {
        if (result.IsFailed)
        {
            Failed(result.Error.Outcome);
            return;
        }

        Assert.True(result.IsSuccess ? _possible.Any(static version => version != Nothing) : _possible.Contains(Nothing), $"Removing {Id} answered {result}.");
        _possible.Clear();
        _possible.Add(Nothing);
    }

    /// <summary>A write has ended without a result, or with one that changes nothing or leaves everything open.</summary>
    internal void Failed(WriteOutcome outcome)
    {
        Assert.NotEqual(WriteOutcome.NotAWrite, outcome);
        IsSpoiled |= outcome != WriteOutcome.NotApplied;
    }

    /// <summary>A read has ended.</summary>
    internal void Read(StoreResult<Versioned> result)
    {
        if (result.TryGetValue(out Versioned? value, out StoreError? error))
        {
            Assert.Equal(Id, value.Id);
            Assert.Contains(value.Version, _possible);
            Assert.True(value.IsWhole(), $"{Id} holds what was not stored there.");
            Keep(value.Version);
        }
        else if (error is null)
        {
            Seen(isThere: false);
        }
    }

    /// <summary>An existence check has ended.</summary>
    internal void Checked(StoreResult result)
    {
        if (!result.IsFailed)
        {
            Seen(result.IsFound);
        }
    }

    private void Stored(int version)
    {
        if (_possible.Remove(Nothing))
        {
            _possible.Add(version);
        }
    }

    private void Seen(bool isThere)
    {
        Assert.True(isThere ? _possible.Any(static version => version != Nothing) : _possible.Contains(Nothing), $"{Id} is {(isThere ? "there" : "missing")}.");
        if (isThere)
        {
            _possible.Remove(Nothing);
        }
        else
        {
            Keep(Nothing);
        }
    }

    private void Keep(int version)
    {
        _possible.Clear();
        _possible.Add(version);
    }
}
