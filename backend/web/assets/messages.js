import {Composer} from "./composer.js";
import {Conversation} from "./conversation.js";
import {TONES} from "./conversations.js";
import {byId, setText} from "./dom.js";
import {LoadMore} from "./load_more.js";
import {renderMessages} from "./message_list.js";
import {Poller} from "./poller.js";
import {initialsOf, toneOf} from "./text.js";
import {arrange, isOwnMessage} from "./timeline.js";
import {wordsFor} from "./words.js";

/** Who is this near to the end of a conversation stays there when something comes. */
const NEAR_END_PX = 120;

/** One conversation: its messages, and the form to add to them. */
export class MessagesView {
  /**
   * @param {{api: import("./api.js").Api, session: import("./session.js").Session,
   *          outbox: import("./outbox.js").Outbox, drafts: import("./drafts.js").Drafts,
   *          connection: import("./connection.js").Connection, announce: (text: string) => void,
   *          find: (uuid: string) => Promise<import("./api.js").Row | null>,
   *          onNewest: (uuid: string, message: import("./api.js").Row) => void, onTitle: () => void}} parts
   *   `find`: who a conversation is with; `onNewest`: a message that the list may not know yet;
   *   `onTitle`: `title` may be another
   */
  constructor({api, session, outbox, drafts, connection, announce, find, onNewest, onTitle}) {
    this.api = api;
    this.session = session;
    this.outbox = outbox;
    this.drafts = drafts;
    this.connection = connection;
    this.announce = announce;
    this.find = find;
    this.onNewest = onNewest;
    this.onTitle = onTitle;
    this.current = null;
    this.list = byId("message-list");
    this.scroller = byId("scroller");
    this.jump = byId("jump");
    this.older = new LoadMore(byId("older"), this.scroller, () => this.#readOlder());
    this.composer = new Composer({
      form: byId("reply"), problem: byId("reply-problem"), count: byId("reply-count"), growsToPx: 190,
      drafts, announce, onSend: text => this.#send(text),
    });
    this.jump.addEventListener("click", () => this.#jump());
    this.isAtEnd = true;
    this.scroller.addEventListener("scroll", () => this.#scrolled(), {passive: true});
    const resized = new ResizeObserver(() => this.isAtEnd && this.#scrollToEnd());
    resized.observe(this.scroller);
    resized.observe(this.list.parentElement);
    byId("conversation-problem").querySelector("button").addEventListener("click", () => this.current?.poller.start());
    outbox.onChange = uuid => uuid === this.current?.uuid && this.#render();
    outbox.onSent = (uuid, row, key) => this.#sent(uuid, row, key);
  }

  /** @param {string} uuid */
  open(uuid) {
    this.close();
    const poller = new Poller({
      ask: () => this.#refresh(current), intervalMs: 2000, hiddenIntervalMs: 10_000, isHidden: () => document.hidden,
    });
    const current = {uuid, conversation: new Conversation(this.api, uuid), other: null, keys: new Map(), poller};
    this.current = current;
    this.#showOther();
    this.composer.open(uuid);
    poller.start();
  }

  close() {
    this.current?.poller.stop();
    this.current = null;
    this.older.reset();
    this.list.replaceChildren();
    byId("beginning").hidden = true;
    this.jump.hidden = true;
    this.composer.close();
    this.#sayOlderProblem("");
    this.#sayProblem(null);
    this.connection.forget("messages");
  }

  wake() {
    this.current?.poller.wake();
  }

  /** @returns {string} what the page's title says; empty while it is not known */
  get title() {
    const other = this.current?.other;
    return other ? `${other.display_name} (@${other.handle})` : "";
  }

  /** Puts the focus where a person would go on: the field, or on a small screen the title. */
  focus() {
    if (matchMedia("(min-width: 760px) and (pointer: fine)").matches) {
      this.composer.focus();
    } else {
      byId("conversation-title").focus();
    }
  }

  async #refresh(current) {
    const isFirst = !current.conversation.isLoaded;
    try {
      const other = current.other ?? (await this.find(current.uuid));
      const added = await current.conversation.refresh();
      if (current !== this.current) return false;
      this.connection.worked("messages");
      this.#sayProblem(null);
      if (other !== current.other) this.#knowOther(other);
      if (isFirst) this.#showFirst(current);
      if (!isFirst && added.length > 0) this.#showNews(added);
      return true;
    } catch (problem) {
      if (current !== this.current) return false;
      this.connection.failed("messages", problem);
      if (isFirst || problem.kind === "forbidden") this.#sayProblem(problem);
      if (problem.kind === "forbidden" || problem.kind === "signed_out") return false;
      throw problem;
    }
  }

  #knowOther(other) {
    this.current.other = other;
    this.#showOther();
    this.#render();
  }

  #showFirst(current) {
    this.#render();
    this.older.update(current.conversation.older !== null);
    this.#scrollToEnd();
    this.#tellNewest();
  }

  #showNews(added) {
    const foreign = added.filter(row => !this.#isOwn(row));
    this.#render();
    if (!this.isAtEnd && foreign.length > 0) this.jump.hidden = false;
    if (foreign.length > 0) this.announce(foreign.map(row => `${row.display_name}: ${row.message}`).join("\n"));
    this.#tellNewest();
  }

  async #readOlder() {
    const {current} = this;
    if (!current) return;
    try {
      await current.conversation.readOlder();
    } catch (problem) {
      if (current === this.current) this.#sayOlderProblem(wordsFor(problem));
      throw problem;
    }
    if (current !== this.current) return;
    this.#sayOlderProblem("");
    const hadFocus = document.activeElement === this.older.button;
    const fromEnd = this.scroller.scrollHeight - this.scroller.scrollTop;
    this.isAtEnd = false;
    this.#render();
    this.older.update(current.conversation.older !== null);
    this.scroller.scrollTop = this.scroller.scrollHeight - fromEnd;
    if (hadFocus && this.older.button.hidden) this.scroller.focus();
  }

  #send(text) {
    const newest = this.current.conversation.messages.at(-1);
    this.composer.clear();
    this.outbox.add(this.current.uuid, text, newest?.created_at ?? "");
    this.#scrollToEnd();
    this.composer.focus();
  }

  #sent(uuid, row, key) {
    this.onNewest(uuid, row);
    if (uuid !== this.current?.uuid) return;
    this.current.keys.set(row.uuid, key);  // the element that was on its way becomes the message
    if (this.current.conversation.isLoaded) this.current.conversation.add([row]);
  }

  #render() {
    const {current} = this;
    if (!current?.conversation.isLoaded) return;
    const entries = arrange(current.conversation.messages, this.outbox.of(current.uuid), row => this.#isOwn(row));
    for (const entry of entries) entry.key = current.keys.get(entry.key) ?? entry.key;
    renderMessages(this.list, entries, {
      onRetry: key => this.outbox.retry(key),
      onDiscard: key => this.#discard(key),
    });
    const beginning = byId("beginning");
    beginning.hidden = current.conversation.older !== null;
    setText(beginning, current.other ? `The beginning of your conversation with ${current.other.display_name}` : "");
    if (this.isAtEnd) this.#scrollToEnd();
  }

  /** Takes a message that could not be sent back into the field, where it can be changed. */
  #discard(key) {
    const item = this.outbox.of(this.current.uuid).find(item => item.key === key);
    if (!item) return;
    const draft = this.drafts.read(this.current.uuid);
    this.drafts.write(this.current.uuid, draft === "" ? item.text : `${item.text}\n${draft}`);
    this.outbox.discard(key);
    this.composer.open(this.current.uuid);
    this.composer.focus();
  }

  #showOther() {
    const {other} = this.current;
    const title = byId("conversation-title");
    setText(title, other?.display_name ?? "Conversation");
    setText(byId("conversation-handle"), other ? `@${other.handle}` : "");
    const disc = byId("conversation-disc");
    disc.hidden = !other;
    disc.className = `disc tone-${toneOf(other?.handle ?? "", TONES)}`;
    setText(disc, initialsOf(other?.display_name ?? ""));
    this.composer.field.setAttribute("aria-label", other ? `Message to ${other.display_name}` : "Message");
    this.onTitle();
  }

  #sayProblem(problem) {
    const box = byId("conversation-problem");
    box.hidden = problem === null;
    setText(box.querySelector("p"), problem ? wordsFor(problem) : "");
    box.querySelector("button").hidden = problem?.kind === "forbidden";
    byId("reply").hidden = problem !== null && !this.current?.conversation.isLoaded;
  }

  #sayOlderProblem(words) {
    setText(byId("older-problem"), words);
  }

  #tellNewest() {
    const newest = this.current.conversation.messages.at(-1);
    if (newest) this.onNewest(this.current.uuid, newest);
  }

  #isOwn(row) {
    return isOwnMessage(row, this.session.handle, this.current.other?.handle ?? null);
  }

  #scrolled() {
    const {scrollHeight, scrollTop, clientHeight} = this.scroller;
    this.isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (this.isAtEnd) this.jump.hidden = true;
  }

  #scrollToEnd() {
    this.isAtEnd = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.jump.hidden = true;
  }

  #jump() {
    this.#scrollToEnd();
    this.composer.focus();
  }
}
