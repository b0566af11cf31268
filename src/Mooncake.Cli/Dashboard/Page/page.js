// What the page shows, and how it starts.
const tiles = [
  ['Operations/s', figures => format.count(figures.operationsPerSecond)],
  ['Reads/s', figures => format.count(figures.readsPerSecond)],
  ['Hit ratio', figures => format.percent(figures.hitRatio)],
  ['Latency p99', figures => format.micros(figures.p99)],
  ['Objects', figures => format.count(figures.objects)],
  ['Memory', figures => format.bytes(figures.usedBytes),
    figures => figures.capacityBytes ? `of ${format.bytes(figures.capacityBytes)}` : ''],
  ['Evictions/s', figures => format.count(figures.evictionsPerSecond)],
  ['Connections', figures => format.count(figures.connections)],
];

const charts = [
  new Chart('Throughput', [{
    share: 1, format: format.count, none: 'The engine does not count operations',
    lines: [
      { name: 'operations/s', color: 'c0', value: figures => figures.operationsPerSecond },
      { name: 'reads/s', color: 'c1', value: figures => figures.readsPerSecond },
    ],
  }]),
  new Chart('Hit ratio', [{
    share: 1, format: format.percent, most: 1, none: 'Nothing has been read',
    lines: [{ name: 'hits of reads', color: 'c0', isArea: true, value: figures => figures.hitRatio }],
  }]),
  new Chart('Memory and evictions', [
    {
      share: 0.66, format: format.bytes, isBytes: true, none: 'The store gives no figures',
      lines: [
        { name: 'used', color: 'c0', isArea: true, value: figures => figures.usedBytes },
        { name: 'capacity', color: 'c2', isDashed: true, value: figures => figures.capacityBytes || null },
      ],
    },
    {
      share: 0.34, format: format.count, none: 'The store gives no figures',
      lines: [{ name: 'evictions/s', color: 'c1', isBars: true, value: figures => figures.evictionsPerSecond }],
    },
  ]),
  new Chart('Latency of commands in the server', [{
    share: 1, format: format.micros, isLogarithmic: true, none: 'No commands',
    lines: [
      { name: 'p50', color: 'c0', value: figures => figures.p50 },
      { name: 'p95', color: 'c2', value: figures => figures.p95 },
      { name: 'p99', color: 'c1', value: figures => figures.p99 },
    ],
  }]),
];

const byId = id => document.getElementById(id);

const show = {
  status(kind, text) {
    // Announced when it changes, not every second.
    if (byId('status').textContent !== text) byId('status').textContent = text;
    byId('status').className = kind;
  },

  trouble(text) {
    byId('trouble').hidden = !text;
    if (byId('trouble').textContent !== (text ?? '')) byId('trouble').textContent = text ?? '';
    byId('charts').classList.toggle('stale', Boolean(text));
  },

  figures(engine) {
    byId('token').hidden = true;
    byId('engine').textContent = engine;
    document.title = `Mooncake ${engine}`;
    const last = live.figures.at(-1);
    const wasLive = byId('status').className === 'live';
    const silent = Math.round((performance.now() - live.newest) / 1000);
    const isSilent = silent > 5 + 3 * live.interval;
    const trouble = last?.error ?? (isSilent ? 'The store has given no figures for some time. It may be busy, or hang.' : null);
    show.status(trouble ? 'lost' : 'live', trouble ? 'The store does not respond' : 'Live');
    show.trouble(trouble);
    if (!trouble && !wasLive && !byId('tree').querySelector('button')) listKeys();
    // As long as there are figures for, in whole minutes.
    const shown = last ? (Date.parse(last.time) - Date.parse(live.figures[0].time)) / 1000 : 0;
    const seconds = Math.max(60, 60 * Math.ceil(Math.min(shown, live.kept * live.interval) / 60));
    for (const chart of charts) chart.show(live.figures, seconds);
    byId('tiles').replaceChildren(...tiles.map(([name, text, more]) => element('div', {},
      element('dt', { textContent: name }),
      element('dd', {}, last ? text(last) : '–', ...(last && more ? [element('small', { textContent: more(last) })] : [])))));
  },

  lost(failure) {
    if (failure.status === 401) {
      show.status('waiting', 'Locked');
      return;
    }
    show.status('lost', 'Disconnected');
    const since = live.lostSince.toLocaleTimeString();
    show.trouble(`The server has not responded since ${since}. Trying again. What you see is what it said last.`);
  },
};

function askForToken() {
  const hint = byId('token').querySelector('p');
  if (live.token) hint.textContent = 'This is not the token with which the server was started.';
  live.token = null;
  sessionStorage.removeItem('token');
  if (byId('token').hidden) {
    byId('token').hidden = false;
    byId('token-value').focus();
  }
}

byId('charts').append(...charts.map(chart => chart.root));
byId('find').addEventListener('submit', event => { event.preventDefault(); listKeys(); });
byId('token').addEventListener('submit', event => {
  event.preventDefault();
  live.token = byId('token-value').value;
  sessionStorage.setItem('token', live.token);
  byId('token-value').value = '';
  live.poll();
});

// A token behind # never reaches a server or its logs. It is taken out of the address at once, and kept for this tab.
const given = new URLSearchParams(location.hash.slice(1)).get('token');
if (given) {
  sessionStorage.setItem('token', given);
  history.replaceState(null, '', location.pathname);
}
live.token = sessionStorage.getItem('token');
live.poll();
