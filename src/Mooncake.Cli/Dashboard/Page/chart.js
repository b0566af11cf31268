// A chart of the last five minutes: one or two bands above each other, with a common time axis. Arrow keys and the pointer move a line in
// all charts, and the legends show the values there.
const chartState = { charts: [], at: null };

class Chart {
  constructor(title, bands) {
    this.bands = bands;
    this.legend = element('ul', { className: 'legend' });
    this.svg = shape('svg', { tabindex: 0, role: 'img' });
    this.title = title;
    this.root = element('figure', { className: 'chart' }, element('h2', { textContent: title }), this.legend, this.svg);
    this.svg.addEventListener('pointermove', event => this.pointAt(event.offsetX));
    this.svg.addEventListener('pointerleave', () => moveTo(null));
    this.svg.addEventListener('blur', () => moveTo(null));
    this.svg.addEventListener('keydown', event => this.press(event));
    new ResizeObserver(() => this.draw()).observe(this.root);
    chartState.charts.push(this);
  }

  show(figures, seconds) {
    this.figures = figures;
    this.seconds = seconds;
    this.draw();
  }

  draw() {
    const figures = this.figures;
    const width = Math.round(this.svg.clientWidth);
    if (!figures || width < 50) return;
    const height = 190;
    const area = { left: 54, right: width - 6, top: 8, bottom: height - 22 };
    this.area = area;
    const end = figures.length ? Date.parse(figures.at(-1).time) : Date.now();
    const start = end - this.seconds * 1000;
    this.x = time => area.left + (time - start) / (end - start) * (area.right - area.left);
    this.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.svg.style.height = `${height}px`;
    this.svg.replaceChildren();
    this.drawTimes(area, width);
    let top = area.top;
    const gap = 18;
    for (const band of this.bands) {
      const bottom = top + (area.bottom - area.top) * band.share - (band === this.bands.at(-1) ? 0 : gap);
      this.drawBand(band, area, top, bottom);
      top = bottom + gap;
    }
    this.drawLegend();
  }

  drawTimes(area, width) {
    const minutes = this.seconds / 60;
    const step = minutes > 10 ? 5 : width < 420 ? 2 : 1;
    for (let ago = 0; ago <= minutes; ago += step) {
      const x = area.right - ago / minutes * (area.right - area.left);
      const anchor = ago === 0 ? 'end' : 'middle';
      this.svg.append(shape('text', { x, y: area.bottom + 16, 'text-anchor': anchor }, ago === 0 ? 'now' : `−${ago} min`));
    }
    if (chartState.at !== null) {
      const x = Math.max(area.left, this.x(chartState.at));
      this.svg.append(shape('line', { class: 'cross', x1: x, x2: x, y1: area.top, y2: area.bottom }));
    }
  }

  drawBand(band, area, top, bottom) {
    const values = band.lines.flatMap(line => this.figures.map(line.value)).filter(value => value !== null && value !== undefined);
    const scale = band.isLogarithmic ? logScale(values) : linearScale(values, band.most, band.isBytes);
    const y = value => bottom - scale.position(value) * (bottom - top);
    for (const tick of scale.ticks.length > 4 && bottom - top < 60 ? [scale.ticks[0], scale.ticks.at(-1)] : scale.ticks) {
      const kind = tick === scale.ticks[0] ? 'axis' : 'grid';
      this.svg.append(shape('line', { class: kind, x1: area.left, x2: area.right, y1: y(tick), y2: y(tick) }));
      this.svg.append(shape('text', { x: area.left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, band.format(tick)));
    }
    if (values.length === 0) {
      this.svg.append(shape('text', { class: 'none', x: (area.left + area.right) / 2, y: (top + bottom) / 2, 'text-anchor': 'middle' },
        this.figures.length ? band.none : 'Waiting for figures'));
    }
    band.lines.forEach(line => line.isBars ? this.drawBars(line, y, bottom) : this.drawLine(line, y, bottom));
  }

  drawLine(line, y, bottom) {
    const pieces = [];
    for (const figures of this.figures) {
      const value = line.value(figures);
      const point = [this.x(Date.parse(figures.time)), value];
      if (value === null || value === undefined) pieces.push([]);
      else if (pieces.length === 0) pieces.push([point]);
      else pieces.at(-1).push(point);
    }
    for (const piece of pieces.filter(points => points.length)) {
      const path = piece.map(([x, value]) => `${x.toFixed(1)},${y(value).toFixed(1)}`).join(' ');
      if (line.isArea) {
        const outline = `${piece[0][0]},${bottom} ${path} ${piece.at(-1)[0]},${bottom}`;
        this.svg.append(shape('polygon', { class: `area ${line.color}`, points: outline }));
      }
      // A piece of one point shows as a dot.
      const last = piece.at(-1);
      this.svg.append(shape('polyline', {
        class: `line ${line.color}${line.isDashed ? ' dashed' : ''}`, 'stroke-linecap': 'round',
        points: piece.length > 1 ? path : `${path} ${last[0] + 0.1},${y(last[1])}`,
      }));
    }
  }

  drawBars(line, y, bottom) {
    for (const figures of this.figures) {
      const value = line.value(figures);
      if (value > 0) {
        const x = this.x(Date.parse(figures.time));
        this.svg.append(shape('line', { class: `bars ${line.color}`, x1: x, x2: x, y1: bottom, y2: y(value) }));
      }
    }
  }

  drawLegend() {
    const shown = nearest(this.figures, chartState.at);
    const entries = this.bands.flatMap(band => band.lines.map(line => ({ line, text: band.format(shown ? line.value(shown) : null) })));
    this.legend.replaceChildren(...entries.map(({ line, text }) =>
      element('li', { className: line.isDashed ? `${line.color} dashed` : line.color }, `${line.name} `,
        element('b', { textContent: text }))));
    const when = chartState.at === null || !shown ? 'now' : new Date(shown.time).toLocaleTimeString();
    this.svg.setAttribute('aria-label', `${this.title}, ${when}: ${entries.map(({ line, text }) => `${line.name} ${text}`).join(', ')}`);
  }

  pointAt(x) {
    if (!this.figures?.length) return;
    const share = (x - this.area.left) / (this.area.right - this.area.left);
    moveTo(Date.parse(this.figures.at(-1).time) - (1 - share) * this.seconds * 1000);
  }

  press(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === 'Escape') moveTo(null);
    if (!step || !this.figures?.length) return;
    event.preventDefault();
    const index = this.figures.indexOf(nearest(this.figures, chartState.at)) + step;
    moveTo(Date.parse(this.figures[Math.max(0, Math.min(this.figures.length - 1, index))].time));
  }
}

function moveTo(time) {
  chartState.at = time;
  chartState.charts.forEach(chart => chart.draw());
}

function nearest(figures, time) {
  const distance = figures => Math.abs(Date.parse(figures.time) - time);
  return time === null ? figures.at(-1) : figures.reduce((best, next) => distance(next) < distance(best) ? next : best, figures[0]);
}

function linearScale(values, most, isBytes) {
  // Without anything above zero: up to 1, or to 1 KiB.
  const high = most ?? (Math.max(0, ...values) || (isBytes ? 1024 : 1));
  const base = isBytes ? 1024 ** Math.floor(Math.log(Math.max(high, 1)) / Math.log(1024)) : 1;
  const rough = high / base / 3;
  const power = isBytes && rough >= 1 ? 2 ** Math.ceil(Math.log2(rough)) : 10 ** Math.floor(Math.log10(rough));
  const step = base * (isBytes && rough >= 1 ? power : power * ([1, 2, 5].find(factor => factor * power >= rough * 0.999) ?? 10));
  const end = Math.ceil(high / step - 1e-9) * step;
  const ticks = [];
  for (let i = 0; i * step <= end * 1.0001; i++) ticks.push(i * step);
  return { ticks, position: value => Math.max(0, Math.min(1, value / end)) };
}

function logScale(values) {
  const positive = values.filter(value => value > 0);
  const low = 10 ** Math.floor(Math.log10(Math.min(1, ...positive)));
  const high = 10 ** Math.max(1, Math.ceil(Math.log10(Math.max(1, ...positive))));
  const ticks = [];
  for (let tick = low; tick <= high * 1.01; tick *= 10) ticks.push(tick);
  return { ticks, position: value => Math.max(0, Math.min(1, Math.log(Math.max(value, low) / low) / Math.log(high / low))) };
}
