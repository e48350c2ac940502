/**
 * @typedef {{name: "list"} | {name: "new", handle: string} | {name: "conversation", uuid: string} |
 *           {name: "sign-in"} | {name: "unknown"}} Route
 */

const CONVERSATION = /^\/messages\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i;

/**
 * Which view an address means.
 * @param {{pathname: string, search: string}} address
 * @returns {Route}
 */
export function routeOf({pathname, search}) {
  if (pathname === "/" || pathname === "/messages" || pathname === "/messages/") return {name: "list"};
  if (pathname === "/sign-in") return {name: "sign-in"};
  if (pathname === "/messages/new") return {name: "new", handle: new URLSearchParams(search).get("to") ?? ""};
  const conversation = CONVERSATION.exec(pathname);
  return conversation ? {name: "conversation", uuid: conversation[1].toLowerCase()} : {name: "unknown"};
}

/**
 * @param {string} uuid
 * @returns {string} the conversation's address
 */
export function conversationPath(uuid) {
  return `/messages/${encodeURIComponent(uuid)}`;
}

/** Changes the address without loading the page anew, and says when it has changed. */
export class Router {
  /**
   * @param {Window} window
   * @param {(route: Route) => void} onRoute called by `go`, by a link within the site, and by back and forward
   */
  constructor(window, onRoute) {
    this.window = window;
    this.onRoute = onRoute;
    window.addEventListener("popstate", () => this.show());
    window.document.addEventListener("click", event => this.#follow(event));
  }

  /** @returns {Route} */
  get route() {
    return routeOf(this.window.location);
  }

  show() {
    this.onRoute(this.route);
  }

  /**
   * @param {string} path
   * @param {{replace?: boolean}} [how] `replace`: back leads past the address of now
   */
  go(path, {replace = false} = {}) {
    this.window.history[replace ? "replaceState" : "pushState"](null, "", path);
    this.show();
  }

  #follow(event) {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button !== 0 || link.target) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.origin !== this.window.location.origin || link.hash) return;
    event.preventDefault();
    this.go(link.pathname + link.search, {replace: link.href === this.window.location.href});
  }
}
