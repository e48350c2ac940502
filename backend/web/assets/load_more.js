/**
 * A button that reads one page more. It presses itself when it comes into sight, so the Tab key passes it by; unless
 * the last try failed: then it waits for a person.
 */
export class LoadMore {
  /**
   * @param {HTMLButtonElement} button
   * @param {HTMLElement} scroller
   * @param {() => Promise<void>} load says itself what went wrong, then fails
   */
  constructor(button, scroller, load) {
    this.button = button;
    this.load = load;
    this.isLoading = false;
    this.isInSight = false;
    this.#setFailed(false);
    button.addEventListener("click", () => this.#press());
    this.observer = new IntersectionObserver(entries => {
      this.isInSight = entries.at(-1).isIntersecting;
      this.#pressIfInSight();
    }, {root: scroller, rootMargin: "160px"});
    this.observer.observe(button);
  }

  /** @param {boolean} hasMore whether there is anything to press for */
  update(hasMore) {
    this.button.hidden = !hasMore;
  }

  reset() {
    this.#setFailed(false);
    this.isInSight = false;
    this.button.hidden = true;
  }

  #setFailed(hasFailed) {
    this.hasFailed = hasFailed;
    this.button.tabIndex = hasFailed ? 0 : -1;
  }

  #pressIfInSight() {
    if (this.isInSight && !this.hasFailed && !this.button.hidden) this.#press();
  }

  async #press() {
    if (this.isLoading) return;
    this.isLoading = true;
    this.button.setAttribute("aria-busy", "true");
    try {
      await this.load();
      this.#setFailed(false);
    } catch {
      this.#setFailed(true);
    }
    this.isLoading = false;
    this.button.removeAttribute("aria-busy");
    this.#lookAgain();
  }

  /** The observer speaks of changes alone; the button may be in sight still. */
  #lookAgain() {
    this.observer.unobserve(this.button);
    this.observer.observe(this.button);
  }
}
