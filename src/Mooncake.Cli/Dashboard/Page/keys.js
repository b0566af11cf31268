// The key browser: a tree whose branches are read when they are opened, page by page.
const encodeId = text => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

async function fillBranch(list, prefix, from) {
  const waiting = element('li', { className: 'soft', textContent: 'Reading …' });
  list.append(waiting);
  try {
    const page = await live.ask(`/api/keys?prefix=${prefix}&from=${from}`);
    waiting.remove();
    list.append(...page.items.map(item => element('li', {}, item.isGroup ? groupButton(item) : keyButton(item))));
    if (page.note) list.append(element('li', { className: 'soft', textContent: page.note }));
    if (page.next !== null) {
      const more = element('button', { type: 'button', className: 'more', textContent: 'More' });
      const row = element('li', {}, more);
      more.addEventListener('click', async () => {
        const count = list.children.length;
        row.remove();
        await fillBranch(list, prefix, page.next);
        list.children[count - 1]?.querySelector('button')?.focus();
      });
      list.append(row);
    } else if (list.children.length === 0) {
      list.append(element('li', { className: 'soft', textContent: 'There are no keys.' }));
    }
  } catch (failure) {
    waiting.className = 'failed';
    waiting.textContent = failureText(failure);
  }
}

function groupButton(item) {
  const button = element('button', { type: 'button', textContent: item.name, title: item.name, 'aria-expanded': 'false' });
  button.addEventListener('click', () => {
    const isOpen = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!isOpen));
    if (isOpen) {
      button.nextElementSibling.remove();
    } else {
      const list = element('ul');
      button.after(list);
      fillBranch(list, item.id, '');
    }
  });
  return button;
}

function keyButton(item) {
  const name = item.name || '(nothing more)';
  const button = element('button', { type: 'button', className: 'leaf', textContent: name, title: name, 'aria-pressed': 'false' });
  button.addEventListener('click', () => {
    document.querySelectorAll('#tree [aria-pressed=true]').forEach(other => other.setAttribute('aria-pressed', 'false'));
    button.setAttribute('aria-pressed', 'true');
    showValue(item);
  });
  return button;
}

async function showValue(item) {
  const panel = document.getElementById('value');
  panel.replaceChildren(element('p', { className: 'soft', textContent: 'Reading …' }));
  try {
    const value = await live.ask(`/api/value?key=${item.id}`);
    const bytes = Uint8Array.from(atob(value.head), character => character.charCodeAt(0));
    const facts = [
      ['Size', `${format.whole.format(value.size)} bytes`],
      ['Expires', value.expiresAt ? new Date(value.expiresAt).toLocaleString() : 'never'],
    ];
    if (value.trailer) facts.push(['Trailer', value.trailer]);
    const shown = element('pre', { tabIndex: 0 });
    const viewButton = ([name, text]) => {
      const button = element('button', { type: 'button', textContent: name });
      button.addEventListener('click', () => {
        for (const other of views.children) other.setAttribute('aria-pressed', String(other === button));
        shown.className = name.toLowerCase();
        shown.textContent = text(bytes);
      });
      return button;
    };
    const views = element('div', { className: 'views', role: 'group', 'aria-label': 'View' },
      ...[['Text', textOf], ['Hex', hexOf]].map(viewButton));
    const part = bytes.length < value.size ? `The first ${format.whole.format(bytes.length)} bytes. ` : '';
    panel.replaceChildren(
      element('h3', { textContent: value.key }),
      element('dl', {}, ...facts.flatMap(([name, fact]) =>
        [element('dt', { textContent: name }), element('dd', { textContent: fact })])),
      views,
      shown,
      element('p', { className: 'soft', textContent: `${part}A preview is a read: it renews the lease of the object.` }));
    views.children[isText(bytes) ? 0 : 1].click();
  } catch (failure) {
    panel.replaceChildren(element('p', { className: 'failed', textContent: failureText(failure) }));
  }
}

// The last character may be cut off at the preview's end.
const isText = bytes => { const text = new TextDecoder().decode(bytes); return !/[\0-\x08\x0e-\x1f\x7f\ufffd]/.test(text.slice(0, -1)); };
// Controls, and marks that change the direction of writing, are shown as what they are.
const textOf = bytes => new TextDecoder().decode(bytes).replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
  character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

function hexOf(bytes) {
  const width = window.innerWidth < 500 ? 8 : 16;
  const lines = [];
  for (let at = 0; at < bytes.length; at += width) {
    const row = [...bytes.subarray(at, at + width)];
    const hex = row.map(byte => byte.toString(16).padStart(2, '0')).join(' ').padEnd(width * 3 - 1);
    const text = row.map(byte => byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.').join('');
    lines.push(`${at.toString(16).padStart(4, '0')}  ${hex}  ${text}`);
  }
  return lines.join('\n');
}

const failureText = failure => failure.status ? failure.message : 'The server does not respond.';

function listKeys() {
  const list = element('ul');
  document.getElementById('tree').replaceChildren(list);
  return fillBranch(list, encodeId(document.getElementById('prefix').value), '');
}
