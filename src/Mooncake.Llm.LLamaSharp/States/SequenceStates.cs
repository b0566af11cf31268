using LLama;
using LLama.Native;

namespace Mooncake.Llm.LLamaSharp.States;

/// <summary>
/// Copies the state of ranges of positions out of a context and into it, by way of a sequence that is empty otherwise. For one thread at
/// a time, like the context.
/// </summary>
internal sealed unsafe class SequenceStates
{
    private readonly SafeLLamaContextHandle _context;
    private readonly LLamaSeqId _scratch;

    private SequenceStates(SafeLLamaContextHandle context, LLamaSeqId scratch, StateLayout layout)
    {
        _context = context;
        _scratch = scratch;
        Layout = layout;
    }

    /// <summary>How the context writes states.</summary>
    internal StateLayout Layout { get; }

    /// <summary>Decodes one token in the scratch sequence, to see what the context writes.</summary>
    /// <param name="context">The context.</param>
    /// <param name="scratch">The sequence.</param>
    /// <param name="reason">Why this does not work, as a sentence.</param>
    internal static SequenceStates? Probe(LLamaContext context, LLamaSeqId scratch, out string? reason)
    {
        SafeLLamaContextHandle handle = context.NativeHandle;
        LLamaBatch batch = new();
        batch.Add(context.Vocab.BOS ?? (LLamaToken)0, 0, scratch, true);
        DecodeResult decoded = context.Decode(batch);
        if (decoded != DecodeResult.Ok)
        {
            reason = $"The context could not decode one token in sequence {scratch} (result {decoded}).";
            return null;
        }

        try
        {
            byte[] state = new byte[(int)Math.Min(handle.GetStateSize(scratch), (nuint)Array.MaxLength)];
            nuint written;
            fixed (byte* bytes = state)
            {
                written = handle.GetState(bytes, (nuint)state.Length, scratch);
            }

            if (!StateLayout.TryParse(state.AsSpan(0, (int)written), 0, 1, out StateLayout? layout, out string? fault))
            {
                reason = $"The context's cache has a layout that cannot be divided into blocks: in the state of one token, {fault}. "
                    + "Hybrid models, models with positions in several dimensions, and contexts without KVUnified have such a layout.";
                return null;
            }

            reason = null;
            return new SequenceStates(handle, scratch, layout);
        }
        finally
        {
            Clear(handle, scratch);
        }
    }

    /// <summary>Writes the state of a range of positions into memory.</summary>
    /// <param name="sequence">The sequence that has the positions.</param>
    /// <param name="start">The first position.</param>
    /// <param name="count">The number of positions.</param>
    /// <param name="destination">As many bytes as <see cref="StateLayout.SizeOf"/> says.</param>
    /// <returns>Why there is no such state, as a sentence; null if it was written.</returns>
    internal string? Save(LLamaSeqId sequence, int start, int count, Span<byte> destination)
    {
        try
        {
            _context.MemorySequenceCopy(sequence, _scratch, start, start + count);
            nuint size = _context.GetStateSize(_scratch);
            if (size != (nuint)destination.Length)
            {
                return $"The sequence {sequence} does not have all positions from {start} to {start + count - 1}.";
            }

            nuint written;
            fixed (byte* bytes = destination)
            {
                written = _context.GetState(bytes, size, _scratch);
            }

            string? fault = written == size ? Layout.FaultOf(destination, start, count) : $"only {written} of {size} bytes were written";
            return fault is null ? null : $"The state of positions {start} to {start + count - 1} cannot be stored: {fault}.";
        }
        finally
        {
            Clear(_context, _scratch);
        }
    }

    /// <summary>
    /// Adds the state of a range of positions to a sequence. Nothing of it reaches the context if it is not what it should be.
    /// </summary>
    /// <param name="state">The bytes; read until the method returns.</param>
    /// <param name="sequence">The sequence that gets the positions.</param>
    /// <param name="start">The first position; the sequence has all before it.</param>
    /// <param name="count">The number of positions.</param>
    /// <returns>Why the state was refused, as a sentence; null if it was added.</returns>
    internal string? Restore(ReadOnlySpan<byte> state, LLamaSeqId sequence, int start, int count)
    {
        if (Layout.FaultOf(state, start, count) is { } fault)
        {
            return $"The stored state of positions {start} to {start + count - 1} was refused: {fault}.";
        }

        try
        {
            nuint read;
            fixed (byte* bytes = state)
            {
                read = _context.SetState(bytes, (nuint)state.Length, _scratch);
            }

            if (read != (nuint)state.Length
                || (int)_context.MemorySequenceMinPosition(_scratch) != start
                || (int)_context.MemorySequenceMaxPosition(_scratch) != start + count - 1)
            {
                return $"llama.cpp did not accept the state of positions {start} to {start + count - 1}: "
                    + $"the context of {_context.ContextSize} tokens may have no room for them.";
            }

            _context.MemorySequenceCopy(_scratch, sequence, start, start + count);
            return null;
        }
        finally
        {
            Clear(_context, _scratch);
        }
    }

    private static void Clear(SafeLLamaContextHandle context, LLamaSeqId sequence) => context.MemorySequenceRemove(sequence, -1, -1);
}
