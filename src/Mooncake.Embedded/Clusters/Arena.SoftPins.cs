using Mooncake.Embedded.Index;

namespace Mooncake.Embedded.Clusters;

/// <content>The soft-pinned entries in the order in which their pins end.</content>
internal sealed unsafe partial class Arena
{
    private int _oldestSoftPin;
    private int _youngestSoftPin;

    /// <summary>
    /// Keeps the soft-pinned entries in the order in which their pins end, which, with few exceptions, is that of their puts.
    /// </summary>
    private void LinkSoftPin(int id)
    {
        Entry* entry = _table.At(id);
        int before = _youngestSoftPin;
        while (before != 0 && _table.At(before)->SoftPinUntil > entry->SoftPinUntil)
        {
            before = _table.At(before)->SoftPrevious;
        }

        int after = before == 0 ? _oldestSoftPin : _table.At(before)->SoftNext;
        entry->SoftPrevious = before;
        entry->SoftNext = after;
        ConnectSoftPins(before, id);
        ConnectSoftPins(id, after);
    }

    private void UnlinkSoftPin(int id)
    {
        Entry* entry = _table.At(id);
        ConnectSoftPins(entry->SoftPrevious, entry->SoftNext);
    }

    private void ConnectSoftPins(int before, int after)
    {
        if (before == 0)
        {
            _oldestSoftPin = after;
        }
        else
        {
            _table.At(before)->SoftNext = after;
        }

        if (after == 0)
        {
            _youngestSoftPin = before;
        }
        else
        {
            _table.At(after)->SoftPrevious = before;
        }
    }
}
