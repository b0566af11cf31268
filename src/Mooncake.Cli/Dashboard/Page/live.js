// Asks the server for figures at its interval. Nothing is asked while nobody looks at the page.
const live = {
  figures: [], runId: null, interval: 1, lostSince: null, token: null, kept: 300, round: 0,

  async ask(path) {
    const answer = await fetch(path, {
      headers: live.token ? { authorization: `Bearer ${live.token}` } : {}, cache: 'no-store', signal: AbortSignal.timeout(10_000),
    });
    const body = await answer.json().catch(() => ({ error: `The server answers with status ${answer.status}.` }));
    if (answer.status === 401) askForToken();
    if (!answer.ok) throw Object.assign(new Error(body.error), { status: answer.status });
    return body;
  },

  async poll() {
    clearTimeout(live.timer);
    const round = ++live.round;
    let wait = Math.max(250, live.interval * 1000);
    if (!document.hidden) {
      try {
        live.take(await live.ask(`/api/live?after=${live.figures.at(-1)?.sequence ?? 0}`));
        live.lostSince = null;
      } catch (failure) {
        if (failure.status !== 401) {
          live.lostSince ??= new Date();
          wait = 1000;
        }
        if (round === live.round) show.lost(failure);
      }
    }
    // Unless a newer round has begun meanwhile.
    if (round === live.round) live.timer = setTimeout(live.poll, wait);
  },

  take(history) {
    if (history.runId !== live.runId) {
      // Another run of the server counts its intervals from 1 again.
      const isOther = live.runId !== null;
      live.runId = history.runId;
      live.figures = [];
      if (isOther) return live.poll();
    }
    live.interval = history.intervalSeconds;
    if (history.figures.length > 0 || live.newest === undefined) live.newest = performance.now();
    live.figures = [...live.figures, ...history.figures].slice(-live.kept);
    show.figures(history.engine);
  },
};

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) live.poll();
});
