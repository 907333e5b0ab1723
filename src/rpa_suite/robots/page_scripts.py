"""What a page is asked, each in one message.

Most of a robot's time goes into messages to the browser.  What a person does in one
movement (fill a field, leave it, look at what stands there) is therefore one script.
A script that types gives null where it cannot, because a field is shut or an option is
not there: then the driver does it step by step, and waits or says what is wrong.
"""

READ_TABLES = """(root, wanted) => {
  const text = (cell) => cell.innerText.replace(/\\s+/g, ' ').trim();
  const found = [];
  for (const table of root.querySelectorAll('table')) {
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

# Also the text of the screen, where its 画面版 stands.
READ_LAYOUT = f"root => [root.innerText, ({READ_FIELDS})(root)]"

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

# What stands beside every label of several 欄; null for one that is not there once.
READ_SECTIONS = f"""(root, paths) => paths.map((path) => {{
  const read = {READ_ALL};
  const found = root.ownerDocument.evaluate(path, root, null, 7, null);
  return found.snapshotLength === 1 ? read(found.snapshotItem(0)) : null;
}})"""

_HELPERS = """
  const pause = () => new Promise((again) => setTimeout(again, 10));
  const isShown = (element) => element.getClientRects().length > 0;
  const LONGEST_BUSY = 30_000;  // milliseconds
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

  // Everything that is typed or chosen there, once the system has finished with it;
  // null where it does not finish.
  const leave = async (place) => {
    const page = place.ownerDocument;
    const active = page.activeElement;
    if (active && place.contains(active)) active.blur();
    const isBusy = () => [...page.querySelectorAll('[aria-busy="true"]')].some(isShown);
    const giveUp = Date.now() + LONGEST_BUSY;
    while (isBusy()) {
      if (Date.now() > giveUp) return null;
      await pause();
    }
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

_TYPE_DATE = """(cell, [whole, era, ...parts]) => {
  const boxes = [...cell.querySelectorAll('input:not([type=hidden])')].filter(isShown);
  const choice = cell.querySelector('select');
  if (!choice && boxes.length === 1 && boxes[0].type === 'text') {
    return put(boxes[0], whole) ? leave(boxes[0]) : null;
  }
  const done = choice && boxes.length === parts.length && pick(choice, era)
    && boxes.every((box, place) => put(box, parts[place]));
  return done ? leave(cell) : null;
}"""

CHOOSE = f"""(cell, text) => {{ {_HELPERS}
  const choice = cell.querySelector('select');
  return choice && pick(choice, text) ? leave(choice) : null;
}}"""

# Fills whatever stands beside a label.
_PUT = """(cell, text) => {
  const choice = cell.querySelector('select');
  if (choice) return pick(choice, text) ? leave(choice) : null;
  const buttons = [...cell.querySelectorAll('input[type=radio]')];
  if (buttons.length) {
    const wanted = buttons.find((each) =>
      (each.closest('label') ?? each.parentElement).innerText.trim() === text);
    if (!wanted || !isOpen(wanted)) return null;
    wanted.click();
    return leave(cell).then((left) => left && [wanted.checked ? text : '']);
  }
  const field = cell.querySelector('input:not([type=hidden]), textarea');
  return field && put(field, text) ? leave(field) : null;
}"""

_TICK = """(cell, on) => {
  const boxes = [...cell.querySelectorAll('input[type=checkbox]')];
  if (boxes.length !== 1 || !isOpen(boxes[0])) return null;
  if (boxes[0].checked !== on) boxes[0].click();
  return leave(cell).then((left) => left && [boxes[0].checked]);
}"""

# Fills one field after the other, as far as it can: the last of what it gives is null
# where that one must be filled step by step.
PUT_ALL = f"""async (root, fields) => {{ {_HELPERS}
  const fill = {{text: {_PUT}, date: {_TYPE_DATE}, tick: {_TICK}}};
  const shown = [];
  for (const [path, kind, value] of fields) {{
    const found = root.ownerDocument.evaluate(path, root, null, 7, null);
    const cell = found.snapshotLength === 1 ? found.snapshotItem(0) : null;
    shown.push(cell && await fill[kind](cell, value));
    if (!shown.at(-1)) break;
  }}
  return shown;
}}"""

KIND = """cell => {
  const field = cell.querySelector('select, input:not([type=hidden]), textarea');
  return field ? field.type : '';
}"""

_BUTTONS = """
  const wordsOf = (element) => (element.getAttribute('aria-label')
    ?? (element.tagName === 'INPUT' ? element.value : element.innerText))
    .replace(/\\s+/g, ' ').trim();
  const isVisible = (element) => isShown(element)
    && getComputedStyle(element).visibility === 'visible';
  const kinds = 'button, input[type=button], input[type=submit], a[href], '
    + '[role=button], [role=link]';
  const buttonsOf = (root, words) => [...root.querySelectorAll(kinds)]
    .filter((each) => wordsOf(each) === words && isVisible(each));

  // Whether a click in its middle would meet it, and nothing that lies over it.
  const isOnTop = (element) => {
    element.scrollIntoView({block: 'nearest', inline: 'nearest'});
    const box = element.getClientRects()[0];
    let [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    let page = element.ownerDocument;
    const hit = page.elementFromPoint(x, y);
    if (!hit || !element.contains(hit)) return false;
    for (;;) {
      const frame = page.defaultView.frameElement;
      if (!frame) return page.defaultView === page.defaultView.top;
      const place = frame.getBoundingClientRect();
      [x, y] = [x + place.x + frame.clientLeft, y + place.y + frame.clientTop];
      page = frame.ownerDocument;
      if (page.elementFromPoint(x, y) !== frame) return false;
    }
  };
"""

# Presses what can be pressed at once; false where the driver has to look or to wait,
# and where the whole window turns: the driver knows when that is done.
PRESS = f"""(root, words) => {{ {_HELPERS} {_BUTTONS}
  const [button, ...more] = buttonsOf(root, words);
  if (!button || more.length || button.matches(':disabled, [aria-disabled=true]')
    || /^_(top|parent|blank)$/.test(button.target || button.form?.target)
    || !isOnTop(button)) return false;
  for (const kind of ['mousedown', 'mouseup']) {{
    button.dispatchEvent(new MouseEvent(kind, {{bubbles: true, cancelable: true}}));
  }}
  button.click();
  return true;
}}"""

# One page of a list: its rows, the text of the screen, and which buttons turn it.
READ_LIST = f"""(root, [headers, ways]) => {{ {_HELPERS} {_BUTTONS}
  const rows = ({READ_TABLES})(root, headers);
  return [rows, root.innerText, ways.filter((way) => buttonsOf(root, way).length)];
}}"""

# Whether a document has taken the place of the one that was marked.
TURNED = f"""async (page) => {{ {_HELPERS}
  for (let tries = 0; tries < 50 && page.hasAttribute('data-left'); tries += 1) {{
    await pause();
  }}
  return !page.hasAttribute('data-left');
}}"""

READ_MESSAGES = f"""(root) => {{ {_HELPERS}
  return [root.innerText, isCovered(root)];
}}"""

_LINES = "root.innerText.split(/[\\n\\t]/).map((line) => line.trim())"

# Whether a line of the screen is this title.
SHOWS = f"(root, title) => {_LINES}.includes(title)"

# Waits in the page, for a screen that is only just coming up; null where none does.
ARRIVED = f"""async (root, titles) => {{ {_HELPERS}
  const message = /(?<![A-Za-z0-9])[EW][0-9]{{4}}(?![0-9])/;
  for (let tries = 0; tries < 50; tries += 1) {{
    const lines = {_LINES};
    const title = titles.find((each) => lines.includes(each)) ?? '';
    if (title || lines.some((line) => message.test(line))) {{
      return [root.innerText, isCovered(root), title];
    }}
    await pause();
  }}
  return null;
}}"""

# With which HTTP status the document came.
STATUS = "() => performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0"

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
