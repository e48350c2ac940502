import {ConversationList} from "./conversation_list.js";
import {byId, element, reconcile, setText} from "./dom.js";
import {LoadMore} from "./load_more.js";
import {Poller} from "./poller.js";
import {conversationPath} from "./router.js";
import {initialsOf, toneOf} from "./text.js";
import {dateOf, shortTime} from "./time.js";
import {wordsFor} from "./words.js";

export const TONES = 6;

/** The list of conversations; it keeps itself up to date. Arrow keys, Home and End move within it. */
export class ConversationsView {
  /**
   * @param {{api: import("./api.js").Api, connection: import("./connection.js").Connection,
   *          onNews: (count: number) => void}} parts `onNews`: of how many conversations, at each change
   */
  constructor({api, connection, onNews}) {
    this.api = api;
    this.connection = connection;
    this.onNews = onNews;
    this.list = byId("conversation-list");
    this.more = new LoadMore(byId("more-conversations"), this.list.parentElement, () => this.#readMore());
    this.poller = new Poller({
      ask: () => this.#refresh(), intervalMs: 4000, hiddenIntervalMs: 20_000, isHidden: () => document.hidden,
    });
    this.list.addEventListener("keydown", event => this.#pressed(event));
    this.#forget();
  }

  start() {
    this.poller.start();
  }

  /** Stops, and forgets what it has read: the next person's are others. */
  stop() {
    this.poller.stop();
    this.#forget();
    this.render();
  }

  wake() {
    this.poller.wake();
  }

  /**
   * @param {string | null} uuid of the conversation that is open
   */
  setOpen(uuid) {
    this.openUuid = uuid;
    this.render();
  }

  /**
   * @param {string} uuid
   * @returns {Promise<import("./api.js").Row | null>} null if it is not in the list
   */
  async find(uuid) {
    const found = await this.model.find(uuid);
    this.render();
    return found;
  }

  /**
   * @param {string} uuid
   * @param {import("./api.js").Row} message the newest of that conversation
   */
  showMessage(uuid, message) {
    if (!this.model.rows.some(row => row.uuid === uuid)) this.wake();
    this.model.showMessage(uuid, message);
    this.render();
  }

  /** Puts the focus on a conversation's row, or on the list's title where there is no such row. */
  focus(uuid) {
    const row = [...this.list.children].find(child => child.dataset.key === uuid);
    (row?.querySelector("a") ?? byId("conversations-title")).focus();
  }

  render() {
    const {rows, isLoaded, next} = this.model;
    const now = new Date();
    if (this.openUuid && !document.hidden) this.model.markSeen(this.openUuid);
    reconcile(this.list, rows, {
      key: row => row.uuid,
      create: createRow,
      update: (child, row) => this.#updateRow(child, row, now),
    });
    byId("conversations-empty").hidden = !isLoaded || rows.length > 0;
    this.list.setAttribute("aria-busy", String(!isLoaded));
    this.more.update(next !== null);
    this.onNews(this.model.newsCount);
  }

  #forget() {
    this.model = new ConversationList(this.api);
    this.openUuid = null;
    this.more.reset();
    setText(byId("conversations-problem"), "");
  }

  async #refresh() {
    const model = this.model;
    try {
      await model.refresh();
      this.connection.worked("conversations");
    } catch (problem) {
      this.connection.failed("conversations", problem);
      if (!problem.isTemporary) setText(byId("conversations-problem"), wordsFor(problem));
      throw problem;
    }
    if (model !== this.model) return true;
    setText(byId("conversations-problem"), "");
    this.render();
    return true;
  }

  async #readMore() {
    try {
      await this.model.readMore();
      setText(byId("conversations-problem"), "");
      this.render();
    } catch (problem) {
      setText(byId("conversations-problem"), wordsFor(problem));
      throw problem;
    }
  }

  #updateRow(child, row, now) {
    const [link] = child.children;
    const date = dateOf(row.created_at);
    const time = link.querySelector("time");
    time.setAttribute("datetime", row.created_at);
    setText(time, shortTime(date, now));
    setText(link.querySelector(".row-name"), row.display_name);
    setText(link.querySelector(".row-handle"), `@${row.handle}`);
    setText(link.querySelector(".row-message"), row.message);
    const hasNews = this.model.hasNews(row.uuid);
    link.classList.toggle("has-news", hasNews);
    setText(link.querySelector(".row-news"), hasNews ? "New" : "");
    if (row.uuid === this.openUuid) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  }

  #pressed(event) {
    const links = [...this.list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1}[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = links[Math.max(0, Math.min(to, links.length - 1))];
    if (!wanted) return;
    event.preventDefault();
    wanted.focus();
  }
}

function createRow(row) {
  const tone = `tone-${toneOf(row.handle, TONES)}`;
  return element("li", {},
    element("a", {class: "row", href: conversationPath(row.uuid)},
      element("span", {class: `disc ${tone}`, "aria-hidden": "true"}, initialsOf(row.display_name)),
      element("span", {class: "row-who"},
        element("bdi", {class: "row-name"}), " ", element("bdi", {class: "row-handle"})),
      element("time", {class: "row-time"}),
      element("span", {class: "row-last"},
        element("span", {class: "row-message", dir: "auto"}), element("span", {class: "row-news"}))));
}
