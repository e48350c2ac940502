/**
 * Builds an element. Data only ever becomes text or an attribute's value, so no text can turn into markup.
 * @param {string} tag
 * @param {Record<string, string | null>} attributes those that are null are left out
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/**
 * @param {string} id one that index.html has
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no #${id}`);
  return found;
}

/**
 * Makes the children of `parent` those of `entries`, in order, keeping each element whose key is still there, and
 * with it its focus and the reader's selection.
 * @template T
 * @param {HTMLElement} parent
 * @param {T[]} entries
 * @param {{key: (entry: T) => string, create: (entry: T) => HTMLElement,
 *          update: (element: HTMLElement, entry: T) => void}} how keys are unique; a new element is updated too
 */
export function reconcile(parent, entries, {key, create, update}) {
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  const kept = new Map([...parent.children].map(child => [child.dataset.key, child]));
  let next = parent.firstElementChild;
  for (const entry of entries) {
    const name = key(entry);
    let child = kept.get(name);
    kept.delete(name);
    if (!child) {
      child = create(entry);
      child.dataset.key = name;
    }
    update(child, entry);
    if (child === next) {
      next = next.nextElementSibling;
    } else {
      parent.insertBefore(child, next);
    }
  }
  for (const child of kept.values()) child.remove();
  if (focused?.isConnected && document.activeElement !== focused) focused.focus({preventScroll: true});
}

/**
 * Sets an element's text, unless it is there already: a live region speaks at every change.
 * @param {HTMLElement} where
 * @param {string} text
 */
export function setText(where, text) {
  if (where.textContent !== text) where.textContent = text;
}
