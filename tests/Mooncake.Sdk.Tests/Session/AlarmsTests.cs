namespace Mooncake.Session;

public sealed class AlarmsTests
{
    private readonly List<string> _rung = [];
    private long _scheduled = long.MaxValue;

    [Fact]
    public void RingDue_RingsWhatIsDueInOrder()
    {
        Alarms alarms = New();
        alarms.Set(new Recorded(_rung, "c"), 30);
        alarms.Set(new Recorded(_rung, "a"), 10);
        alarms.Set(new Recorded(_rung, "b"), 20);
        Assert.Equal(10, _scheduled);
        Assert.Equal(30, alarms.FireDue(20));
        Assert.Equal(["a", "b"], _rung);
        Assert.Equal(long.MaxValue, alarms.FireDue(30));
        Assert.Equal(["a", "b", "c"], _rung);
    }

    [Fact]
    public void CallOff_KeepsAnAlarmFromRinging()
    {
        Alarms alarms = New();
        Recorded alarm = new(_rung, "a");
        alarms.Set(alarm, 10);
        alarms.Cancel(alarm);
        alarms.Cancel(alarm);
        Assert.Equal(long.MaxValue, alarms.FireDue(10));
        Assert.Empty(_rung);
    }

    [Fact]
    public void Close_RingsAllAndThoseThatComeLaterAtOnce()
    {
        Alarms alarms = New();
        alarms.Set(new Recorded(_rung, "a"), 10);
        alarms.Close();
        alarms.Set(new Recorded(_rung, "b"), 20);
        Assert.Equal(["a", "b"], _rung);
        Assert.Equal(0, alarms.Count);
    }

    private Alarms New() => new(timestamp => _scheduled = Math.Min(_scheduled, timestamp));

    private sealed class Recorded(List<string> fired, string name) : IAlarm
    {
        public void Fire() => fired.Add(name);
    }
}
