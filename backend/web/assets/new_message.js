import {Composer} from "./composer.js";
import {byId, setText} from "./dom.js";
import {handleOf} from "./text.js";
import {Problem, wordsFor} from "./words.js";

const LOOK_UP_DELAY_MS = 350;
const RECEIVER_DRAFT = "new/receiver";

/** The form that begins a conversation: to whom, and the first message. */
export class NewMessageView {
  /**
   * @param {{api: import("./api.js").Api, session: import("./session.js").Session,
   *          drafts: import("./drafts.js").Drafts, announce: (text: string) => void, newKey: () => string,
   *          onStarted: (uuid: string) => void}} parts
   */
  constructor({api, session, drafts, announce, newKey, onStarted}) {
    this.api = api;
    this.session = session;
    this.drafts = drafts;
    this.newKey = newKey;
    this.onStarted = onStarted;
    this.receiver = byId("receiver");
    this.note = byId("receiver-note");
    this.composer = new Composer({
      form: byId("first"), problem: byId("first-problem"), count: byId("first-count"), growsToPx: 320,
      drafts, announce, onSend: text => this.#send(text),
    });
    this.timer = null;
    /** What is being sent, with its idempotency key: the same words to the same person keep the key. */
    this.attempt = null;
    this.receiver.addEventListener("input", () => this.#typed());
    this.receiver.addEventListener("keydown", event => {
      if (event.key !== "Enter") return;
      event.preventDefault();  // Enter sends nothing here: on to the message
      this.composer.focus();
    });
  }

  /** @param {string} handle to write to; empty: the draft's */
  open(handle) {
    this.receiver.value = handleOf(handle) || this.drafts.read(RECEIVER_DRAFT);
    this.composer.open("new");
    this.#say("", "");
    this.#lookUp();
  }

  close() {
    clearTimeout(this.timer);
    this.receiver.value = "";
    this.composer.close();
    this.#say("", "");
  }

  focus() {
    (this.receiver.value === "" ? this.receiver : this.composer).focus();
  }

  #typed() {
    if (this.receiver.value.startsWith("@")) this.receiver.value = handleOf(this.receiver.value);
    this.drafts.write(RECEIVER_DRAFT, this.receiver.value);
    this.composer.sayProblem("");
    this.#say("", "");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#lookUp(), LOOK_UP_DELAY_MS);
  }

  async #lookUp() {
    const handle = handleOf(this.receiver.value);
    if (handle === "") return;
    if (handle === this.session.handle) return this.#say("wrong", wordsFor(codeOf("user_reciever_handle_self")));
    const person = await this.api.person(handle).catch(() => undefined);  // the sending itself will say
    if (person === undefined || handle !== handleOf(this.receiver.value)) return;
    if (person) {
      this.#say("right", `To ${person.display_name}`);
    } else {
      this.#say("wrong", wordsFor(codeOf("user_reciever_handle_unknown")));
    }
  }

  async #send(text) {
    const handle = handleOf(this.receiver.value);
    if (handle === "") {
      this.#say("wrong", wordsFor(codeOf("user_reciever_handle_blank")));
      this.receiver.focus();
      return;
    }
    const {form} = this.composer;
    if (form.getAttribute("aria-busy") === "true") return;
    if (this.attempt?.text !== text || this.attempt.handle !== handle) {
      this.attempt = {text, handle, key: this.newKey()};
    }
    form.setAttribute("aria-busy", "true");
    try {
      const uuid = await this.api.start(handle, text, this.attempt.key);
      this.attempt = null;
      this.composer.clear();
      this.receiver.value = "";
      this.drafts.write(RECEIVER_DRAFT, "");
      this.onStarted(uuid);
    } catch (problem) {
      this.#failed(problem);
    }
    form.removeAttribute("aria-busy");
  }

  #failed(problem) {
    if (problem.codes?.some(code => code.startsWith("user_reciever_handle"))) {
      this.#say("wrong", wordsFor(problem));
      this.receiver.focus();
    } else {
      this.composer.sayProblem(`Not sent. ${wordsFor(problem)}${problem.isTemporary ? " Send it once more." : ""}`);
    }
  }

  #say(kind, words) {
    this.note.dataset.kind = kind;
    setText(this.note, words);
    this.receiver.setAttribute("aria-invalid", String(kind === "wrong"));
  }
}

function codeOf(code) {
  return new Problem("refused", [code]);
}
