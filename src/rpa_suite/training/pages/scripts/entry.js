const busy = document.getElementById('busy');
let waiting = 0;

// Run something that asks the server, with the mark that it is working.
async function working(ask) {
  waiting += 1;
  busy.setAttribute('aria-busy', 'true');
  try { await ask(); } finally {
    waiting -= 1;
    if (!waiting) busy.setAttribute('aria-busy', 'false');
  }
}

function say(text) {
  const box = document.getElementById('messages');
  box.replaceChildren();
  if (!text) return;
  const line = document.createElement('div');
  line.className = 'error';
  line.setAttribute('role', 'alert');
  line.textContent = text;
  box.append(line);
}

// The name behind a code, when its field is left.
document.querySelectorAll('[data-lookup]').forEach((input) => {
  let before = input.value;
  input.addEventListener('blur', () => {
    if (input.value === before) return;
    before = input.value;
    working(async () => {
      const section = input.closest('fieldset');
      const beside = section.querySelector('[data-lookup=bank]')?.value ?? '';
      const query = new URLSearchParams({kind: input.dataset.lookup, code: input.value, beside});
      const answer = await (await fetch('/lookup?' + query)).json();
      section.querySelectorAll('[data-shows]').forEach((cell) => {
        if (cell.dataset.shows in answer.texts) cell.textContent = answer.texts[cell.dataset.shows];
      });
      say(answer.message);
    });
  });
});

// What the server fills in, when a field is left that others depend on.
document.querySelectorAll('[data-recalculates]').forEach((cell) => {
  cell.addEventListener('change', () => working(async () => {
    const form = cell.closest('form');
    const body = new URLSearchParams(new FormData(form));
    const address = form.action.replace(/confirm$/, 'recalculate');
    const answer = await (await fetch(address, {method: 'POST', body})).json();
    for (const [name, text] of Object.entries(answer.values)) form.elements[name].value = text;
  }));
});

// Fields that another one opens and shuts.
function valueOf(key) {
  const cell = document.querySelector(`[data-key="${key}"]`);
  const chosen = cell.querySelector('input:checked');
  if (chosen) return chosen.value;
  return cell.querySelector('select, input[type=text]')?.value ?? '';
}
function openAndShut() {
  document.querySelectorAll('[data-needs]').forEach((cell) => {
    const open = cell.dataset.values.split('|').includes(valueOf(cell.dataset.needs));
    cell.querySelectorAll('input, select').forEach((field) => { field.disabled = !open; });
  });
}
document.addEventListener('change', openAndShut);
openAndShut();

// The cursor goes on to the next box of a date by itself.
document.querySelectorAll('td[data-kind=date] input').forEach((box, place, boxes) => {
  box.addEventListener('input', () => {
    const next = boxes[place + 1];
    const together = next && next.parentElement === box.parentElement;
    if (together && box.value.length >= box.maxLength) next.focus();
  });
});
