import {element, reconcile, setText} from "./dom.js";
import {clockTime, dayTitle} from "./time.js";
import {Problem, wordsFor} from "./words.js";

/**
 * Shows what `arrange` gives, keeping the elements that are there.
 * @param {HTMLElement} list
 * @param {(import("./timeline.js").DayEntry | import("./timeline.js").MessageEntry)[]} entries
 * @param {{onRetry: (key: string) => void, onDiscard: (key: string) => void}} actions on a message that failed
 */
export function renderMessages(list, entries, actions) {
  const now = new Date();
  reconcile(list, entries, {
    key: entry => entry.key,
    create: entry => (entry.kind === "day" ? element("li", {class: "day"}) : createMessage(entry)),
    update: (child, entry) => {
      if (entry.kind === "day") {
        setText(child, dayTitle(entry.date, now));
      } else {
        updateMessage(child, entry, actions);
      }
    },
  });
}

function createMessage(entry) {
  return element("li", {class: "message"},
    element("span", {class: "only-spoken message-sender"}),
    element("p", {class: "message-text", dir: "auto"}, entry.text),
    element("p", {class: "message-foot"}, element("time", {}), element("span", {class: "message-state"})));
}

function updateMessage(child, entry, actions) {
  const state = entry.outgoing?.state ?? "sent";
  child.className = ["message", entry.isOwn ? "own" : "other", entry.isFirst ? "first" : "", entry.isLast ? "last" : "",
                     state].filter(Boolean).join(" ");
  setText(child.querySelector(".message-sender"), entry.isOwn ? "You:" : `${entry.sender}:`);
  const time = child.querySelector("time");
  time.setAttribute("datetime", entry.date.toISOString());
  setText(time, clockTime(entry.date));
  if (child.dataset.state === state) return;
  child.dataset.state = state;
  setText(child.querySelector(".message-state"), state === "pending" ? "Sending…" : "");
  child.querySelector(".message-failure")?.remove();
  if (state === "failed") child.append(failure(entry.outgoing, actions));
}

function failure({key, kind, codes}, actions) {
  const retry = element("button", {type: "button", class: "link-button"}, "Try again");
  const discard = element("button", {type: "button", class: "link-button"}, "Change it");
  retry.addEventListener("click", () => actions.onRetry(key));
  discard.addEventListener("click", () => actions.onDiscard(key));
  return element("div", {class: "message-failure", role: "alert"},
    element("span", {}, `Not sent. ${wordsFor(new Problem(kind, codes))}`), " ", retry, " ", discard);
}
