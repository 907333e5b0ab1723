"""What a page is asked, each in one message.

Most of a robot's time goes into messages to the browser.  What a person does in one
movement (fill a field, leave it, look at what stands there) is therefore one script.
A script that types gives null where it cannot, because a field is shut or an option is
not there: then the driver does it step by step, and waits or says what is wrong.
"""

READ_TABLES = """(tables, wanted) => {
  const text = (cell) => cell.innerText.replace(/\\s+/g, ' ').trim();
  const found = [];
  for (const table of tables) {
    const rows = [...table.rows];
    const at = rows.findIndex((row) => {
      const names = [...row.cells].map(text);
      return wanted.every((name) => names.includes(name));
    });
    if (at < 0) continue;
    const names = [...rows[at].cells].map(text);
    for (const row of rows.slice(at + 1)) {
      if (row.cells.length !== names.length) continue;
      const cells = [...row.cells].map(text);
      found.push(Object.fromEntries(names.map((name, i) => [name, cells[i]])));
    }
    break;
  }
  return found;
}"""

# Labels that are tied to their field by name, as newer pages have them; a label in a
# cell is the words of a tick or of a choice.
_TIED = """
  const tied = (root) => [...root.querySelectorAll('label[for]')].filter(
    (label) => !label.closest('td, dd') && label.innerText.trim());
"""

READ_FIELDS = f"""root => {{ {_TIED}
  const controls = 'input:not([type=hidden]):not([type=submit]):not([type=button]), '
    + 'select, textarea';
  const found = [];
  for (const part of root.querySelectorAll('fieldset')) {{
    const title = part.querySelector('legend, h2, h3, h4')?.innerText.trim();
    if (!title) continue;
    for (const cell of part.querySelectorAll('td, dd')) {{
      if (!cell.querySelector(controls)) continue;
      const label = cell.previousElementSibling;
      if (label) found.push([title, label.innerText]);
    }}
    for (const label of tied(part)) {{
      if (label.control?.matches(controls)) found.push([title, label.innerText]);
    }}
  }}
  return found;
}}"""

# Of a cell, or of the field in it: the words of what is chosen, 有 for a tick.
READ_SHOWN = """cell => {
  const field = cell.querySelector('input:not([type=hidden]), select, textarea');
  if (!field) return cell.innerText;
  const words = (each) => (each.closest('label') ?? each.parentElement).innerText;
  if (field.type === 'radio') {
    const on = cell.querySelector('input:checked');
    return on ? words(on).trim() : '';
  }
  if (field.type === 'checkbox') return field.checked ? '有' : '';
  if (field.tagName !== 'SELECT') return field.value;
  return field.selectedOptions[0]?.text ?? '';
}"""

READ_ALL = f"""root => {{ {_TIED}
  const shown = {READ_SHOWN};
  const cells = [...root.querySelectorAll('th, dt, td')].flatMap((label) => {{
    const value = label.nextElementSibling;
    if (!value || !['TD', 'DD'].includes(value.tagName)) return [];
    return [[label.innerText, shown(value).trim()]];
  }});
  return cells.concat(tied(root).flatMap((label) => {{
    const value = label.control ? label.parentElement : label.nextElementSibling;
    return value ? [[label.innerText, shown(value).trim()]] : [];
  }}));
}}"""

_HELPERS = """
  const pause = () => new Promise((again) => setTimeout(again, 10));
  const isShown = (element) => element.getClientRects().length > 0;
  const covers = '[role=dialog], [role=alertdialog], dialog';
  const isCovered = (root) => [...root.querySelectorAll(covers)].some(isShown);
  const isOpen = (field) => isShown(field) && !field.disabled && !field.readOnly;

  // The events are those of a person's typing: old pages convert and look up on them.
  const put = (field, value) => {
    if (!isOpen(field)) return false;
    field.focus();
    field.select();
    const page = field.ownerDocument;
    if (!value) return field.value === '' || page.execCommand('delete');
    return page.execCommand('insertText', false, value);
  };
  const pick = (field, text) => {
    const option = [...field.options].find((each) => each.text.trim() === text);
    if (!isOpen(field) || !option || option.disabled) return false;
    field.focus();
    option.selected = true;
    for (const kind of ['input', 'change']) {
      field.dispatchEvent(new Event(kind, {bubbles: true}));
    }
    return true;
  };

  // Everything that is typed or chosen there, once the system has finished with it.
  const leave = async (place) => {
    const page = place.ownerDocument;
    const active = page.activeElement;
    if (active && place.contains(active)) active.blur();
    const isBusy = () => [...page.querySelectorAll('[aria-busy="true"]')].some(isShown);
    while (isBusy()) await pause();
    const fields = place.matches('input, select, textarea')
      ? [place] : [...place.querySelectorAll('select, input:not([type=hidden])')];
    return fields.filter(isShown).map((field) => field.tagName === 'SELECT'
      ? field.selectedOptions[0]?.text ?? '' : field.value);
  };
"""

LEAVE = f"(place) => {{ {_HELPERS} return leave(place); }}"

TYPE = f"""(field, value) => {{ {_HELPERS}
  return put(field, value) ? leave(field) : null;
}}"""

TYPE_DATE = f"""(cell, [whole, era, ...parts]) => {{ {_HELPERS}
  const boxes = [...cell.querySelectorAll('input:not([type=hidden])')].filter(isShown);
  const choice = cell.querySelector('select');
  if (!choice && boxes.length === 1 && boxes[0].type === 'text') {{
    return put(boxes[0], whole) ? leave(boxes[0]) : null;
  }}
  const done = choice && boxes.length === parts.length && pick(choice, era)
    && boxes.every((box, place) => put(box, parts[place]));
  return done ? leave(cell) : null;
}}"""

CHOOSE = f"""(cell, text) => {{ {_HELPERS}
  const choice = cell.querySelector('select');
  return choice && pick(choice, text) ? leave(choice) : null;
}}"""

# Fills whatever stands beside a label.
PUT = f"""(cell, text) => {{ {_HELPERS}
  const choice = cell.querySelector('select');
  if (choice) return pick(choice, text) ? leave(choice) : null;
  const buttons = [...cell.querySelectorAll('input[type=radio]')];
  if (buttons.length) {{
    const wanted = buttons.find((each) =>
      (each.closest('label') ?? each.parentElement).innerText.trim() === text);
    if (!wanted || !isOpen(wanted)) return null;
    wanted.click();
    return leave(cell).then(() => [wanted.checked ? text : '']);
  }}
  const field = cell.querySelector('input:not([type=hidden]), textarea');
  return field && put(field, text) ? leave(field) : null;
}}"""

KIND = """cell => {
  const field = cell.querySelector('select, input:not([type=hidden]), textarea');
  return field ? field.type : '';
}"""

READ_MESSAGES = f"""(root) => {{ {_HELPERS}
  return [root.innerText, isCovered(root)];
}}"""

# Waits in the page, for a screen that is only just coming up; null where none does.
ARRIVED = f"""async (root, titles) => {{ {_HELPERS}
  const message = /(?<![A-Za-z0-9])[EW][0-9]{{4}}(?![0-9])/;
  for (let tries = 0; tries < 50; tries += 1) {{
    const lines = root.innerText.split(/[\\n\\t]/).map((line) => line.trim());
    const title = titles.find((each) => lines.includes(each)) ?? '';
    if (title || lines.some((line) => message.test(line))) {{
      return [root.innerText, isCovered(root), title];
    }}
    await pause();
  }}
  return null;
}}"""

WHOLE = f"""async (root) => {{ {_HELPERS}
  while (root.ownerDocument.readyState === 'loading') await pause();
}}"""

# Frames something, also on pictures; the driver's own highlight is left out of them.
FRAME = """(all, isOn) => all.forEach((element) => {
  element.style.outline = isOn ? '3px solid #d6336c' : '';
  if (isOn) element.scrollIntoView({block: 'nearest'});
})"""

# What a field is called: its 欄 and its 項目.
NAME = """element => {
  const text = (node) => (node?.innerText ?? '').replace(/\\s+/g, ' ').trim();
  const beside = element.closest('td, dd')?.previousElementSibling;
  const part = element.closest('fieldset, section, table');
  const title = part?.querySelector('legend, caption, h2, h3, h4');
  return [text(title), text(beside) || text(element.labels?.[0]) || text(element)];
}"""
