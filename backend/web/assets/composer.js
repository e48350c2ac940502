import {setText} from "./dom.js";
import {countCharacters, isBlank, MESSAGE_CHARACTERS_MAX} from "./text.js";
import {Problem, wordsFor} from "./words.js";

const NEAR_THE_END = 100;
const IS_APPLE = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** The field for a message: counts, keeps the draft, sends with Ctrl+Enter (Cmd+Enter) or the button. */
export class Composer {
  /**
   * @param {{form: HTMLFormElement, problem: HTMLElement, count: HTMLElement, drafts: import("./drafts.js").Drafts,
   *          announce: (text: string) => void, onSend: (text: string) => void, growsToPx: number}} parts
   *   `onSend` gets a text that is neither blank nor too long
   */
  constructor({form, problem, count, drafts, announce, onSend, growsToPx}) {
    this.form = form;
    this.problem = problem;
    this.count = count;
    this.drafts = drafts;
    this.announce = announce;
    this.onSend = onSend;
    this.growsToPx = growsToPx;
    /** @type {HTMLTextAreaElement} */
    this.field = form.elements.namedItem("text");
    this.draftName = "";
    this.field.addEventListener("input", () => this.#typed());
    this.field.addEventListener("keydown", event => this.#pressed(event));
    form.addEventListener("submit", event => {
      event.preventDefault();
      this.#send();
    });
    if (IS_APPLE) form.querySelector("kbd").textContent = "⌘";
  }

  /** @param {string} draftName whose draft it shows from now on */
  open(draftName) {
    this.draftName = draftName;
    this.field.value = this.drafts.read(draftName);
    this.sayProblem("");
    this.#show();
  }

  /** Shows nobody's text; the draft is kept. */
  close() {
    this.field.value = "";
    this.sayProblem("");
  }

  /** The text has been taken over; an empty field waits for the next. */
  clear() {
    this.field.value = "";
    this.drafts.write(this.draftName, "");
    this.sayProblem("");
    this.#show();
  }

  /** @param {string} words empty: all is well */
  sayProblem(words) {
    setText(this.problem, words);
    this.field.setAttribute("aria-invalid", String(words !== ""));
  }

  focus() {
    this.field.focus();
  }

  #typed() {
    this.drafts.write(this.draftName, this.field.value);
    this.sayProblem("");
    this.#show();
  }

  #pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  #send() {
    const text = this.field.value;
    const excess = countCharacters(text) - MESSAGE_CHARACTERS_MAX;
    if (isBlank(text)) {
      this.sayProblem(wordsFor(new Problem("refused", ["message_blank"])));
      this.focus();
    } else if (excess > 0) {
      this.sayProblem(`That is ${excess} ${excess === 1 ? "character" : "characters"} too long.`);
      this.focus();
    } else {
      this.sayProblem("");
      this.onSend(text);
    }
  }

  #show() {
    const characters = countCharacters(this.field.value);
    const left = MESSAGE_CHARACTERS_MAX - characters;
    const state = left < 0 ? "over" : left <= NEAR_THE_END ? "near" : "";
    if (state !== "" && state !== this.count.dataset.state) {
      this.announce(left < 0 ? "The message is too long." : `${left} characters left.`);
    }
    this.count.dataset.state = state;
    this.count.textContent = `${characters} / ${MESSAGE_CHARACTERS_MAX}`;
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight + 2, this.growsToPx)}px`;  // + 2: its borders
  }
}
