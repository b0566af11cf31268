namespace Mooncake.Pipeline;

/// <summary>One caller among many: works on keys of its own, an operation on each at the same time, and holds every result against what it knows.</summary>
internal sealed class KeyWorker
{
    private const int KeyCount = 8;

    private readonly MooncakeStore _store;
    private readonly Random _random;
    private readonly KeyModel[] _keys = new KeyModel[KeyCount];
    private ulong _nextId;
    private int _nextVersion;
    private long _answers;
    private long _successes;

    /// <summary>Takes keys that nobody else writes.</summary>
    /// <param name="store">The store.</param>
    /// <param name="number">The worker's number.</param>
    /// <param name="seed">Decides what it does.</param>
    internal KeyWorker(MooncakeStore store, int number, int seed)
    {
        _store = store;
        _random = new Random((seed * 1009) + number);
        _nextId = (ulong)number << 32;
        for (int i = 0; i < KeyCount; i++)
        {
            _keys[i] = new KeyModel(_nextId++);
        }
    }

    /// <summary>Operations that were answered.</summary>
    internal long Answers => Interlocked.Read(ref _answers);

    /// <summary>Operations that neither failed nor were cancelled.</summary>
    internal long Successes => Interlocked.Read(ref _successes);

    private StoreSet<VersionedKey, Versioned> Set => _store.Versioneds;

    /// <summary>An operation on each key, all under way at the same time; and sometimes one on all of them.</summary>
    internal async Task RoundAsync()
    {
        for (int i = 0; i < KeyCount; i++)
        {
            _keys[i] = _keys[i].IsSpoiled ? new KeyModel(_nextId++) : _keys[i];
        }

        int version = _nextVersion++;
        if (_random.Next(10) == 0)
        {
            await ListAsync(version);
            return;
        }

        // Drawn here, so that a seed means the same whichever way the operations run.
        Task[] running = [.. _keys.Select(key => OperateAsync(key, version, _random.Next(12), _random.Next(4)))];
        await Task.WhenAll(running).WaitAsync(PipelineStore.Patience, CancellationToken.None);
    }

    private async Task ListAsync(int version)
    {
        StoreBatch puts = await Set.PutManyAsync([.. _keys.Select(key => Versioned.Of(key.Id, version))], cancellationToken: CancellationToken.None);
        for (int i = 0; i < KeyCount; i++)
        {
            Count(!puts[i].IsFailed);
            _keys[i].Put(version, puts[i]);
        }

        KeyModel[] known = [.. _keys.Where(static key => !key.IsSpoiled)];
        StoreBatch<Versioned> gets = await Set.GetManyAsync([.. known.Select(static key => new VersionedKey(key.Id))], CancellationToken.None);
        for (int i = 0; i < known.Length; i++)
        {
            Count(!gets[i].IsFailed);
            known[i].Read(gets[i]);
        }
    }

    private async Task OperateAsync(KeyModel key, int version, int kind, int cancelling)
    {
        using CancellationTokenSource cancel = new();
        Task canceling = cancelling switch
        {
            0 => Task.Run(cancel.Cancel, CancellationToken.None),
            1 => cancel.CancelAsync(),
            _ => Task.CompletedTask,
        };
        try
        {
            bool succeeded = await OperateAsync(key, version, kind, cancelling < 2 ? cancel.Token : CancellationToken.None);
            Count(succeeded);
        }
        catch (StoreCanceledException canceled)
        {
            Count(succeeded: false);
            Assert.Equal(cancel.Token, canceled.CancellationToken);
            if (canceled.Outcome == WriteOutcome.PartlyApplied)
            {
                key.Replaced(version, StoreResult.Failed(new StoreError(StoreErrorCode.Timeout, StoreOperation.Replace, "Cancelled half-way.", "") { Outcome = canceled.Outcome }));
            }
            else if (canceled.Outcome != WriteOutcome.NotAWrite)
            {
                key.Failed(canceled.Outcome);
            }
        }
        catch (OperationCanceledException)
        {
            // Before it had begun.
            Count(succeeded: false);
        }

        await canceling;
    }

    private async Task<bool> OperateAsync(KeyModel key, int version, int kind, CancellationToken token)
    {
        VersionedKey id = new(key.Id);
        switch (kind)
        {
            case < 3:
                StoreResult put = await Set.PutAsync(Versioned.Of(key.Id, version), cancellationToken: token);
                key.Put(version, put);
                return put.IsSuccess;
            case < 7:
                StoreResult<Versioned> got = await Set.GetAsync(id, token);
                key.Read(got);
                return !got.IsFailed;
            case 7:
                StoreResult<StoreLease<Versioned>> leased = await Set.GetLeaseAsync(id, token);
                if (leased.TryGetValue(out StoreLease<Versioned>? lease, out _))
                {
                    key.Read(StoreResult<Versioned>.Found(lease.Value));
                    lease.Dispose();
                }

                return !leased.IsFailed;
            case 8:
                StoreResult exists = await Set.ExistsAsync(id, token);
                key.Checked(exists);
                return !exists.IsFailed;
            case 9:
                StoreResult<long> size = await Set.SizeOfAsync(id, token);
                return !size.IsFailed;
            case 10:
                StoreResult removed = await Set.RemoveAsync(id, RemoveOptions.Forced, token);
                key.Removed(removed);
                return !removed.IsFailed;
            default:
                StoreResult replaced = await Set.ReplaceAsync(Versioned.Of(key.Id, version), ReplaceOptions.Forced, token);
                key.Replaced(version, replaced);
                return replaced.IsSuccess;
        }
    }

    private void Count(bool succeeded)
    {
        Interlocked.Increment(ref _answers);
        if (succeeded)
        {
            Interlocked.Increment(ref _successes);
        }
    }
}
