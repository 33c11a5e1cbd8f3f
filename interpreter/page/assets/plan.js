// The page of a change plan: search and filters. Rows are fates, advice, rules …; a row's parts are its objects.
'use strict';

{
  const search = document.querySelector('[data-search]');
  const status = document.querySelector('[data-status]');
  const reset = document.querySelector('[data-reset]');
  const classes = [...document.querySelectorAll('[data-class-filter]')];
  const flags = [...document.querySelectorAll('[data-flag]')];
  const links = [...document.querySelectorAll('.contents li')];

  // The text of a row without that of its objects.
  const own_text = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches('.objects, .preview')) return '';
    return [...node.childNodes].map(own_text).join(' ');
  };
  const rows = [...document.querySelectorAll('[data-row]')].map((element) => ({
    element,
    text: page.plain(own_text(element)),
    classes: (element.dataset.class ?? '').split(' '),
    parts: [...element.querySelectorAll('[data-part]')].map((part) => ({
      element: part,
      text: page.plain(part.textContent),
    })),
    details: element.querySelector('details'),
  }));
  const opened = new Set();  // by a search, and closed again after it

  const has_class = (row, wanted) => wanted.split(' ').every((word) => row.classes.includes(word));

  const passes = (row, wanted_classes, wanted_flags) =>
    (wanted_classes.length === 0 || wanted_classes.some((wanted) => has_class(row, wanted))) &&
    wanted_flags.every((flag) => row.element.hasAttribute(`data-${flag}`));

  const show = (row, words) => {
    const whole = page.holds(row.text, words);
    let any = whole;
    for (const part of row.parts) {
      const shown = whole || page.holds(`${row.text} ${part.text}`, words);
      part.element.hidden = !shown;
      any ||= shown;
    }
    row.element.hidden = !any;
    if (row.details !== null) {
      const by_part = any && !whole;
      if (by_part && !row.details.open) {
        row.details.open = true;
        opened.add(row.details);
      } else if (!by_part && opened.delete(row.details)) {
        row.details.open = false;
      }
    }
    return any;
  };

  const update = () => {
    const words = page.words(search.value);
    const wanted_classes = classes.filter((box) => box.checked).map((box) => box.dataset.classFilter);
    const wanted_flags = flags.filter((box) => box.checked).map((box) => box.dataset.flag);
    const filters = words.length + wanted_classes.length + wanted_flags.length > 0;
    let shown = 0;
    for (const row of rows) {
      if (passes(row, wanted_classes, wanted_flags)) {
        shown += show(row, words) ? 1 : 0;
      } else {
        row.element.hidden = true;
      }
    }
    for (const section of document.querySelectorAll('[data-section], [data-rows]')) {
      section.hidden = filters && section.id !== 'fates' && section.querySelector('[data-row]:not([hidden])') === null;
    }
    for (const link of links) {
      const target = document.getElementById(link.firstElementChild.hash.slice(1));
      link.hidden = target !== null && target.hidden;
    }
    reset.hidden = !filters;
    status.textContent = !filters ? '' : shown === 0 ? 'Nothing matches' : `${shown} of ${rows.length} entries match`;
  };

  const clear = () => {
    search.value = '';
    for (const box of [...classes, ...flags]) box.checked = false;
    update();
  };

  page.listen(search, update);
  for (const box of classes) box.hidden = false;
  for (const box of [...classes, ...flags]) box.addEventListener('change', update);
  reset.addEventListener('click', () => {
    clear();
    search.focus();
  });

  // Where there is room for one column only, the contents would push the plan out of sight.
  if (matchMedia('(max-width: 60rem)').matches) document.querySelector('.contents details').open = false;

  // A link leads to its place even where a filter has hidden it.
  const go = () => {
    const target = page.target();
    if (target === null) return;
    if (target.closest('[hidden]') !== null) clear();
    page.open(target);
    target.scrollIntoView();
  };
  addEventListener('hashchange', go);
  go();
  update();  // a browser may have kept what was typed before
}
