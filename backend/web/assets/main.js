import {Api} from "./api.js";
import {Cognito} from "./cognito.js";
import {Connection} from "./connection.js";
import {ConversationsView} from "./conversations.js";
import {byId, setText} from "./dom.js";
import {Drafts} from "./drafts.js";
import {MessagesView} from "./messages.js";
import {NewMessageView} from "./new_message.js";
import {Outbox} from "./outbox.js";
import {request} from "./request.js";
import {conversationPath, Router} from "./router.js";
import {Session} from "./session.js";
import {SignInView} from "./sign_in.js";
import {Problem} from "./words.js";

const LAST_HANDLE = "cruddur/last-handle";
const CHOOSE = "Choose a conversation, or begin one.";
const UNKNOWN = "There is nothing at this address.";

const storage = window.sessionStorage;
const send = (url, options) => window.fetch(url, options);
const drafts = new Drafts(storage);
const session = new Session(new Cognito(send, oneConfig()), storage, () => Date.now());
const api = new Api(send, session);
const connection = new Connection(byId("connection"));
const outbox = new Outbox({
  send: (uuid, text, key) => api.send(uuid, text, key),
  storage,
  newKey,
  now: () => Date.now(),
  sleep: milliseconds => new Promise(done => setTimeout(done, milliseconds)),
});
const conversations = new ConversationsView({api, connection, onNews: showTitle});
const messages = new MessagesView({
  api, session, outbox, drafts, connection, announce,
  find: uuid => conversations.find(uuid),
  onNewest: (uuid, message) => conversations.showMessage(uuid, message),
  onTitle: showTitle,
});
const newMessage = new NewMessageView({
  api, session, drafts, announce, newKey,
  onStarted: uuid => router.go(conversationPath(uuid), {replace: true}),
});
const signIn = new SignInView(session, signedIn);
const router = new Router(window, show);
let shown = {name: "none"};

session.onEnd = () => {
  closeEverything();
  showSignIn("ended");
};
byId("sign-out").addEventListener("click", signOut);
document.addEventListener("visibilitychange", () => document.hidden || wake());
window.addEventListener("online", () => {
  wake();
  if (session.isOpen) outbox.resume();
});
for (const link of document.querySelectorAll("[data-skip]")) {
  link.addEventListener("click", event => {
    event.preventDefault();
    byId(link.dataset.skip).focus();
  });
}

if (session.isOpen) begin();
router.show();

/** Where to sign in, as the backend says; asked once, and again if it could not be had. */
function oneConfig() {
  let config = null;
  return async () => {
    if (config) return config;
    const {status, body} = await request(send, "/config.json");
    if (status !== 200 || !body) throw new Problem("unavailable");
    return (config = body);
  };
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}

function announce(text) {
  setText(byId("announcer"), text);
}

function wake() {
  conversations.wake();
  messages.wake();
}

function begin() {
  setText(byId("own-handle"), `@${session.handle}`);
  conversations.start();
  outbox.resume();
}

function signedIn() {
  if (storage.getItem(LAST_HANDLE) !== session.handle) {
    drafts.clear();
    outbox.clear();
  }
  storage.setItem(LAST_HANDLE, session.handle);
  begin();
  if (router.route.name === "sign-in") {
    router.go("/", {replace: true});
  } else {
    router.show();
  }
}

function signOut() {
  session.signOut();
  drafts.clear();
  outbox.clear();
  closeEverything();
  router.go("/sign-in", {replace: true});
}

function closeEverything() {
  messages.close();
  newMessage.close();
  conversations.stop();
  connection.forget("conversations");
  shown = {name: "none"};
}

/** @param {import("./router.js").Route} route */
function show(route) {
  if (!session.isOpen) return showSignIn("new");
  if (route.name === "sign-in") return router.go("/", {replace: true});
  const before = shown;
  shown = route;
  byId("sign-in").hidden = true;
  byId("frame").hidden = false;
  byId("frame").dataset.view = route.name === "list" ? "list" : "pane";
  byId("nothing-open").hidden = route.name !== "list" && route.name !== "unknown";
  byId("conversation").hidden = route.name !== "conversation";
  byId("new-message").hidden = route.name !== "new";
  setText(byId("nothing-open-words"), route.name === "unknown" ? UNKNOWN : CHOOSE);
  if (route.name === "conversation") {
    messages.open(route.uuid);
    messages.focus();
  } else {
    messages.close();
  }
  if (route.name === "new") {
    newMessage.open(route.handle);
    newMessage.focus();
  } else {
    newMessage.close();
  }
  conversations.setOpen(route.name === "conversation" ? route.uuid : null);
  if (route.name === "list" && before.name !== "none") conversations.focus(before.uuid);
  showTitle();
}

function showSignIn(reason) {
  byId("frame").hidden = true;
  byId("sign-in").hidden = false;
  document.title = "Sign in – Cruddur";
  signIn.show(reason);
}

/** "(2) Teo Okafor (@teo) – Cruddur": how many conversations have news, and what is open. */
function showTitle() {
  if (!session.isOpen) return;
  const {newsCount} = conversations.model;
  const what = {conversation: messages.title || "Conversation", new: "New message", list: "Messages",
                unknown: "Nothing here"}[shown.name];
  document.title = `${newsCount > 0 ? `(${newsCount}) ` : ""}${what ? `${what} – ` : ""}Cruddur`;
}
