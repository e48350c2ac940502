import {setText} from "./dom.js";

const OFFLINE = "You are offline. What you write goes out when the connection is back.";
const SILENT = "Cruddur can't be reached just now. Trying again…";

/** One line at the top that says when the server can't be reached, and goes when it can. */
export class Connection {
  /** @param {HTMLElement} line */
  constructor(line) {
    this.line = line;
    this.failing = new Set();
    window.addEventListener("offline", () => this.#show());
    window.addEventListener("online", () => this.#show());
  }

  /** @param {string} who whose question was answered */
  worked(who) {
    this.failing.delete(who);
    this.#show();
  }

  /**
   * @param {string} who
   * @param {import("./words.js").Problem} problem
   */
  failed(who, problem) {
    if (problem.isTemporary) {
      this.failing.add(who);
    } else {
      this.failing.delete(who);
    }
    this.#show();
  }

  /** @param {string} who asks no longer */
  forget(who) {
    this.worked(who);
  }

  #show() {
    const words = !navigator.onLine ? OFFLINE : this.failing.size > 0 ? SILENT : "";
    setText(this.line, words);
    this.line.hidden = words === "";
  }
}
