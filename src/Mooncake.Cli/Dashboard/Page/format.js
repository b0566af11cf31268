'use strict';

// Numbers and elements. All text goes into the document as text, never as HTML: keys are whatever somebody stored.
const format = {
  compact: new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }),
  whole: new Intl.NumberFormat('en', { maximumFractionDigits: 0 }),

  count: value => value === null || value === undefined ? '–' : Math.abs(value) < 1000 && Number.isInteger(value)
    ? format.whole.format(value) : format.compact.format(value),
  percent: value => value === null || value === undefined ? '–' : (100 * value).toFixed(1).replace(/\.0$/, '') + '\u202F%',
  micros: value => value === null || value === undefined ? '–'
    : value < 1000 ? `${format.digits(value)}\u202Fµs`
    : value < 1e6 ? `${format.digits(value / 1000)}\u202Fms`
    : `${format.digits(value / 1e6)}\u202Fs`,
  bytes: value => {
    if (value === null || value === undefined) return '–';
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
    let unit = 0;
    while (value >= 1024 && unit < units.length - 1) { value /= 1024; unit++; }
    return `${unit === 0 ? format.whole.format(value) : format.digits(value)}\u202F${units[unit]}`;
  },
  digits: value => value >= 100 ? value.toFixed(0)
    : value >= 10 ? value.toFixed(1).replace(/\.0$/, '')
    : value.toFixed(2).replace(/\.?0+$/, ''),
};

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('aria-') || key === 'role' || key === 'for') made.setAttribute(key, value); else made[key] = value;
  }
  made.append(...children);
  return made;
}

function shape(name, attributes, text) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}
