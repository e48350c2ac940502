const BACKOFF_MAX_MS = 30_000;

/** Asks again and again, one question at a time: seldom while nobody looks, and ever less often while it fails. */
export class Poller {
  /**
   * @param {{ask: () => Promise<boolean>, intervalMs: number, hiddenIntervalMs: number, isHidden: () => boolean,
   *          setTimer?: (run: () => void, milliseconds: number) => any, clearTimer?: (timer: any) => void}} how
   *   `ask` answers whether to go on, and fails where the same may work later
   */
  constructor({ask, intervalMs, hiddenIntervalMs, isHidden, setTimer, clearTimer}) {
    this.ask = ask;
    this.intervalMs = intervalMs;
    this.hiddenIntervalMs = hiddenIntervalMs;
    this.isHidden = isHidden;
    this.setTimer = setTimer ?? ((run, milliseconds) => setTimeout(run, milliseconds));
    this.clearTimer = clearTimer ?? (timer => clearTimeout(timer));
    this.failures = 0;
    this.timer = null;
    this.isAsking = false;
    this.isWanted = false;
    this.isStopped = true;
  }

  /** Asks now, and from then on. */
  start() {
    this.isStopped = false;
    this.failures = 0;
    this.wake();
  }

  stop() {
    this.isStopped = true;
    this.clearTimer(this.timer);
  }

  /** Asks now rather than when it would be time; once more if it is asking already. */
  wake() {
    if (this.isStopped) return;
    this.isWanted = this.isAsking;
    if (!this.isAsking) this.#ask();
  }

  async #ask() {
    this.clearTimer(this.timer);
    this.isAsking = true;
    try {
      if (!(await this.ask())) this.isStopped = true;
      this.failures = 0;
    } catch {
      ++this.failures;
    }
    this.isAsking = false;
    if (this.isStopped) return;
    const wait = this.isWanted && this.failures === 0 ? 0 : this.#waitMs();
    this.isWanted = false;
    this.timer = this.setTimer(() => this.#ask(), wait);
  }

  #waitMs() {
    const interval = this.isHidden() ? this.hiddenIntervalMs : this.intervalMs;
    return this.failures === 0 ? interval : Math.max(interval, Math.min(1000 * 2 ** this.failures, BACKOFF_MAX_MS));
  }
}
