// Tells what a person does on a page, in the words that stand there. Runs in every
// frame and window; passwords are never looked at.
(() => {
  const tell = window.rpaSuiteSeen;
  if (!tell) return;
  const text = (node) => (node?.innerText ?? '').replace(/\s+/g, ' ').trim();
  const heading = () => text(document.querySelector('h1'));
  const FIELDS = 'input:not([type=hidden]):not([type=submit]):not([type=button])'
    + ':not([type=password]), select, textarea';

  function place(field) {
    const cell = field.closest('td, dd');
    const beside = cell?.previousElementSibling;
    const label = beside?.matches('th, td, dt') ? text(beside) : text(field.labels?.[0]);
    const section = text(field.closest('fieldset')?.querySelector('legend, h2, h3, h4'));
    if (!label) return null;
    const required = field.required || !!field.labels?.[0]?.matches('.required');
    return {section, label, required, cell: beside ? cell : null};
  }

  // Every list on the page, row by row under its headers.
  function rows() {
    return [...document.querySelectorAll('table')].flatMap((table) => {
      const [head, ...rest] = [...table.rows].map((row) => [...row.cells].map(text));
      return rest.filter((cells) => cells.length === head.length && head.length > 2)
        .map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at]])));
    });
  }

  function filled(field) {
    const where = place(field);
    if (!where) return null;
    const {cell, ...named} = where;
    const all = cell ? [...cell.querySelectorAll(FIELDS)] : [field];
    const choice = all.find((each) => each.tagName === 'SELECT');
    const boxes = all.filter((each) => each.type === 'text');
    const chosen = (list) => list.selectedOptions[0]?.text.trim() ?? '';
    const yen = text(cell).endsWith('円');
    const base = {...named, yen, number: field.type === 'number', options: []};
    if (choice && boxes.length === 3) {
      const parts = boxes.map((each) => each.value);
      const value = parts.every(Boolean) ? [chosen(choice), ...parts].join(' ') : '';
      return {...base, kind: 'date', value};
    }
    if (choice) {
      const options = [...choice.options].map((each) => each.text.trim());
      return {...base, kind: 'choice', value: chosen(choice), options};
    }
    if (field.type === 'radio') {
      const words = (each) => text(each.closest('label') ?? each.parentElement);
      const on = all.find((each) => each.checked);
      return {...base, kind: 'choice', value: on ? words(on) : '', options: all.map(words)};
    }
    if (field.type === 'checkbox') {
      return {...base, kind: 'tick', value: field.checked ? '有' : ''};
    }
    return {...base, kind: 'text', value: field.value};
  }

  function everything() {
    const seen = new Map();
    for (const field of document.querySelectorAll(FIELDS)) {
      const each = filled(field);
      if (each) seen.set(`${each.section}/${each.label}`, each);
    }
    return [...seen.values()];
  }

  function shownTexts() {
    return [...document.querySelectorAll('fieldset')].flatMap((part) =>
      [...part.querySelectorAll('th')].flatMap((name) => {
        const cell = name.nextElementSibling;
        if (cell?.tagName !== 'TD' || cell.querySelector(FIELDS)) return [];
        return [[text(part.querySelector('legend')), text(name), text(cell)]];
      }));
  }

  const say = (what, more) => tell({what, heading: heading(), frame: window.name, ...more});

  document.addEventListener('DOMContentLoaded', () => {
    const version = document.body.innerText?.match(/画面版\s*(\S+)/)?.[1] ?? '';
    const fields = (READ_FIELDS)(document);
    if (heading()) say('arrived', {version, fields, texts: shownTexts(), rows: rows()});
  });
  document.addEventListener('change', (event) => {
    if (!event.target.matches?.(FIELDS)) return;
    const field = filled(event.target);
    if (field) say('filled', {field});
  }, true);
  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('button, a, input[type=submit], input[type=button]');
    if (!button) return;
    const words = text(button) || button.value || '';
    const boxes = button.form?.querySelectorAll('input[type=text], input[type=search]');
    const box = boxes?.length === 1 ? boxes[0].value : '';
    const secret = text(document.querySelector('input[type=password]')?.labels?.[0]);
    const path = location.pathname;
    say('pressed', {words, box, secret, path, all: everything()});
  }, true);
})();
