// What all pages share: light or dark, links into closed parts, printing, and what search compares.
'use strict';

const page = {
  // Without case and accents, so that "ubung" finds "Übung".
  plain: (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase(),

  words: (query) => page.plain(query).split(/\s+/).filter((word) => word !== ''),

  holds: (text, words) => words.every((word) => text.includes(word)),

  // A search field: what is typed is looked for when the typing rests, Escape empties it, and a slash leads to it.
  listen(search, update) {
    let waiting = 0;
    search.addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(update, 120);
    });
    search.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && search.value !== '') {
        event.preventDefault();
        search.value = '';
        update();
      }
    });
    document.addEventListener('keydown', (event) => {
      const is_typing = event.target.closest('input, select, textarea, dialog') !== null;
      if (event.key === '/' && !is_typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        search.focus();
      }
    });
  },

  // Opens whatever closed part an element stands in.
  open(element) {
    for (let at = element; at !== null; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true;
    }
  },

  // The element that the address points to, if any.
  target() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;  // not an address that this page has given
    }
  },
};

document.documentElement.classList.add('scripted');
for (const element of document.querySelectorAll('[data-script]')) element.hidden = false;

// --- light or dark

{
  const root = document.documentElement;
  const button = document.querySelector('[data-theme-switch]');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const key = 'exeunt-theme';
  const is_dark = () => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const label = () => {
    button.textContent = is_dark() ? 'Light theme' : 'Dark theme';
  };
  // A page opened from a file or in a frame may have no storage: then it forgets.
  const recall = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (theme) => { try { localStorage.setItem(key, theme); } catch { /* forgotten */ } };
  const chosen = recall();
  if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;
  button.hidden = false;
  label();
  button.addEventListener('click', () => {
    root.dataset.theme = is_dark() ? 'light' : 'dark';
    remember(root.dataset.theme);
    label();
  });
  system.addEventListener('change', label);
}

// --- printing shows what is closed

{
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    for (const details of opened) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
  });
}
