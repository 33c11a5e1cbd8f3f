// The page of a comparison: search, filters, sorting, keys in the tables, and the panel behind the cells. The address
// says which panel is open (#c=crm.deal&e=std.suspend), so that links and the way back work as on any page.
'use strict';

{
  const search = document.querySelector('[data-search]');
  const by_event = document.querySelector('[data-by-event]');
  const by_class = document.querySelector('[data-by-class]');
  const sort = document.querySelector('[data-sort]');
  const likenesses = [...document.querySelectorAll('[data-likeness][type="checkbox"]')];
  const irreversible = document.querySelector('[data-irreversible-only]');
  const status = document.querySelector('[data-status]');
  const reset = document.querySelector('[data-reset]');
  const panel = document.querySelector('[data-panel]');
  const panel_body = document.querySelector('[data-panel-body]');
  const tables = [...document.querySelectorAll('[data-matrix]')];

  const rows = [...document.querySelectorAll('tr[data-row]')].map((element, order) => {
    const place = document.getElementById(element.dataset.place);
    return {
      element,
      place,
      order,
      text: page.plain(`${element.textContent} ${place.textContent}`),
      name: page.plain(element.querySelector('.thing').textContent),
      event: element.querySelector('.event').textContent,
      classes: element.dataset.class.split(' '),
      cost: Number(element.dataset.cost),
      worst: Number(element.dataset.worst),
    };
  });

  // --- search and filters

  const is_changed = () =>
    search.value.trim() !== '' || by_event.value !== '' || by_class.value !== '' || irreversible.checked ||
    likenesses.some((box) => !box.checked);

  const update = () => {
    const words = page.words(search.value);
    const wanted = new Set(likenesses.filter((box) => box.checked).map((box) => box.dataset.likeness));
    const class_words = by_class.value === '' ? [] : by_class.value.split(' ');
    let shown = 0;
    for (const row of rows) {
      const data = row.element.dataset;
      const is_shown = wanted.has(data.likeness) && (by_event.value === '' || data.event === by_event.value) &&
        class_words.every((word) => row.classes.includes(word)) &&
        (!irreversible.checked || row.element.hasAttribute('data-irreversible')) && page.holds(row.text, words);
      row.element.hidden = !is_shown;
      shown += is_shown ? 1 : 0;
    }
    for (const table of tables) {
      table.closest('section').hidden = table.querySelector('tr[data-row]:not([hidden])') === null;
      keep_one_stop(table);
    }
    reset.hidden = !is_changed();
    status.textContent = shown === 0 ? 'Nothing matches' : `${shown} of ${rows.length} rows`;
  };

  const clear = () => {
    search.value = '';
    by_event.value = '';
    by_class.value = '';
    irreversible.checked = false;
    for (const box of likenesses) box.checked = true;
    update();
  };

  page.listen(search, update);
  for (const control of [by_event, by_class, irreversible, ...likenesses]) control.addEventListener('change', update);
  reset.addEventListener('click', () => {
    clear();
    search.focus();
  });

  // --- sorting

  const by_name = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const orders = {
    cost: (a, b) => a.order - b.order,
    worst: (a, b) => b.worst - a.worst || b.cost - a.cost || a.order - b.order,
    name: (a, b) => by_name(a, b) || a.order - b.order,
    event: (a, b) => (a.event < b.event ? -1 : a.event > b.event ? 1 : by_name(a, b) || a.order - b.order),
  };
  sort.addEventListener('change', () => {
    const sorted = [...rows].sort(orders[sort.value]);
    for (const table of tables) {
      const body = table.tBodies[0];
      body.append(...sorted.filter((row) => body.contains(row.element)).map((row) => row.element));
      keep_one_stop(table);
    }
  });

  // --- keys: a table is one stop of the tabulator, arrows move between its cells

  const cells_of = (table) =>
    [...table.querySelectorAll('tr[data-row]:not([hidden])')].map((row) => [...row.querySelectorAll('[data-cell]')]);

  function keep_one_stop(table, wanted = null) {
    const cells = [...table.querySelectorAll('[data-cell]')];
    const visible = cells.filter((cell) => !cell.closest('tr').hidden);
    const stop = wanted ?? visible.find((cell) => cell.tabIndex === 0 && cell.hasAttribute('tabindex')) ?? visible[0];
    for (const cell of cells) cell.tabIndex = cell === stop ? 0 : -1;
  }

  const steps = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1]};
  for (const table of tables) {
    keep_one_stop(table);
    table.addEventListener('focusin', (event) => {
      const cell = event.target.closest('[data-cell]');
      if (cell !== null) keep_one_stop(table, cell);
    });
    table.addEventListener('keydown', (event) => {
      const cell = event.target.closest('[data-cell]');
      if (cell === null || event.ctrlKey || event.metaKey || event.altKey) return;
      const grid = cells_of(table);
      let y = grid.findIndex((line) => line.includes(cell));
      let x = grid[y].indexOf(cell);
      if (event.key in steps) {
        y = Math.min(Math.max(y + steps[event.key][0], 0), grid.length - 1);
        x = Math.min(Math.max(x + steps[event.key][1], 0), grid[y].length - 1);
      } else if (event.key === 'Home') {
        x = 0;
      } else if (event.key === 'End') {
        x = grid[y].length - 1;
      } else {
        return;
      }
      event.preventDefault();
      grid[y][x].focus();
    });
  }

  // --- the panel

  const homes = new Map(rows.map((row) => [row.place, row]));
  let shown_row = null;  // whose place is in the panel
  let opener = null;     // the cell that has the focus again afterwards
  let depth = 0;         // addresses to go back over, to where the panel was not open
  let is_followed = false;  // the panel was closed by an address

  const put_back = () => {
    if (shown_row === null) return;
    // Where it came from: before the place that follows it, so that paper keeps the order.
    const next = rows.slice(shown_row.order + 1).find((row) => row.place.parentElement !== panel_body);
    if (next !== undefined && next.place.parentElement === shown_row.parent) {
      next.place.before(shown_row.place);
    } else {
      shown_row.parent.append(shown_row.place);
    }
    shown_row = null;
  };

  const neighbour = (step) => {
    const visible = [...document.querySelectorAll('tr[data-row]:not([hidden])')];
    return visible[visible.indexOf(shown_row.element) + step];
  };

  const show = (row) => {
    put_back();
    shown_row = row;
    row.parent = row.place.parentElement;
    panel_body.replaceChildren(row.place);
    const title = row.place.querySelector('h3').textContent.replace(/\s+/g, ' ').trim();
    panel.setAttribute('aria-label', title);
    if (opener === null || opener.closest('tr') !== row.element) opener = row.element.querySelector('[data-cell]');
    if (!panel.open) panel.showModal();
    panel_body.scrollTop = 0;
    panel_body.focus();
    for (const button of panel.querySelectorAll('[data-step]')) {
      button.disabled = row.element.hidden || neighbour(Number(button.dataset.step)) === undefined;
    }
  };

  const follow = () => {
    const target = page.target();
    const row = target === null ? undefined : homes.get(target);
    if (row !== undefined) {
      show(row);
    } else if (panel.open) {
      depth = 0;
      is_followed = true;
      panel.close();
    }
  };

  document.addEventListener('click', (event) => {
    const cell = event.target.closest('[data-cell]');
    if (cell === null) return;
    opener = cell;
    depth = 1;
  });
  for (const button of panel.querySelectorAll('[data-step]')) {
    button.addEventListener('click', () => {
      const row = neighbour(Number(button.dataset.step));
      if (row !== undefined) location.replace(`#${row.dataset.place}`);
    });
  }
  panel.querySelector('[data-close]').addEventListener('click', () => panel.close());
  panel.addEventListener('click', (event) => {
    if (event.target === panel) panel.close();  // beside it
  });
  panel.addEventListener('close', () => {
    const back = opener;
    // An address that was followed stays: by now it may already be the next one.
    const is_addressed = !is_followed && homes.has(page.target());
    is_followed = false;
    if (panel.open) return;  // opened again before this was told
    put_back();
    if (is_addressed && depth > 0) {
      history.back();
    } else if (is_addressed) {
      history.replaceState(null, '', '#');
    }
    depth = 0;
    opener = null;
    if (back !== null && !back.closest('tr').hidden) {
      keep_one_stop(back.closest('table'), back);
      back.focus();
    }
  });
  addEventListener('hashchange', follow);

  update();
  follow();
}
