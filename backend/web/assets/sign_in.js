import {byId, setText} from "./dom.js";
import {handleOf} from "./text.js";
import {Problem, wordsFor} from "./words.js";

const WELCOME = "Sign in to read and write your messages.";
const ENDED = "You have been signed out. Sign in again to go on: what you were writing is still there.";
const FIRST_PASSWORD = "This is your first time here. Choose a password of your own.";

/** Asks for handle and password, and for a new password where the pool wants one. */
export class SignInView {
  /**
   * @param {import("./session.js").Session} session
   * @param {() => void} onSignedIn
   */
  constructor(session, onSignedIn) {
    this.session = session;
    this.onSignedIn = onSignedIn;
    this.form = byId("sign-in-form");
    this.newPasswordForm = byId("new-password-form");
    this.challenge = null;
    this.form.addEventListener("submit", event => this.#submit(event, byId("sign-in-error"), () => this.#signIn()));
    this.newPasswordForm.addEventListener("submit",
      event => this.#submit(event, byId("new-password-error"), () => this.#setNewPassword()));
    byId("new-password-cancel").addEventListener("click", () => this.show("new"));
  }

  /** @param {"new" | "ended"} reason whether the person comes, or was in the midst of something */
  show(reason) {
    setText(byId("sign-in-reason"), reason === "ended" ? ENDED : WELCOME);
    this.#switchTo(this.form);
    const {username, password} = this.form.elements;
    password.value = "";
    (username.value === "" ? username : password).focus();
  }

  async #submit(event, error, act) {
    event.preventDefault();
    const button = event.target.querySelector("button");
    if (button.getAttribute("aria-busy") === "true") return;
    setText(error, "");
    button.setAttribute("aria-busy", "true");
    try {
      await act();
    } catch (problem) {
      setText(error, wordsFor(problem));
    }
    button.removeAttribute("aria-busy");
  }

  async #signIn() {
    const {username, password} = this.form.elements;
    const name = handleOf(username.value);
    if (name === "") return this.#askFor(username, "username_blank");
    if (password.value === "") return this.#askFor(password, "password_blank");
    try {
      this.challenge = await this.session.signIn(name, password.value);
    } catch (problem) {
      password.select();
      throw problem;
    }
    if (this.challenge) return this.#askForNewPassword();
    return this.#done();
  }

  #askForNewPassword() {
    setText(byId("sign-in-reason"), FIRST_PASSWORD);
    this.#switchTo(this.newPasswordForm);
    this.newPasswordForm.elements.username.value = this.form.elements.username.value;
    this.newPasswordForm.elements.password.focus();
  }

  async #setNewPassword() {
    const {username, password, again} = this.newPasswordForm.elements;
    if (password.value === "") return this.#askFor(password, "password_blank");
    if (password.value !== again.value) return this.#askFor(again, "passwords_differ");
    this.challenge = await this.session.setNewPassword(this.challenge, password.value, handleOf(username.value));
    if (this.challenge) return this.#askForNewPassword();
    return this.#done();
  }

  #done() {
    this.form.elements.password.value = "";
    this.newPasswordForm.reset();
    this.onSignedIn();
  }

  #askFor(field, code) {
    field.focus();
    throw new Problem("refused", [code]);
  }

  #switchTo(form) {
    this.form.hidden = form !== this.form;
    this.newPasswordForm.hidden = form !== this.newPasswordForm;
    setText(byId("sign-in-error"), "");
    setText(byId("new-password-error"), "");
  }
}
