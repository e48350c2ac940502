import {MESSAGE_CHARACTERS_MAX} from "./text.js";

/**
 * What went wrong between the pages and a server, whichever it was.
 * `kind` is what the pages do about it:
 * - offline: no answer, or none in time; the same may work later
 * - unavailable: an answer that says so (5xx, 429); the same may work later
 * - signed_out: the session is over
 * - forbidden, missing, refused: the same will never work; `codes` say why
 * - unexpected: an answer that nobody can make sense of
 */
export class Problem extends Error {
  /**
   * @param {"offline" | "unavailable" | "signed_out" | "forbidden" | "missing" | "refused" | "unexpected"} kind
   * @param {string[]} [codes] the API's or Cognito's
   * @param {number} [retryAfterMs]
   */
  constructor(kind, codes = [], retryAfterMs = 0) {
    super(`${kind} ${codes.join(" ")}`);
    this.kind = kind;
    this.codes = codes;
    this.retryAfterMs = retryAfterMs;
  }

  /** @returns {boolean} the same may work later */
  get isTemporary() {
    return this.kind === "offline" || this.kind === "unavailable";
  }
}

const KINDS = {
  offline: "There is no connection just now.",
  unavailable: "Cruddur is not answering just now.",
  signed_out: "You have been signed out.",
  forbidden: "That is not open to you.",
  missing: "There is nothing of that kind.",
  refused: "That could not be done.",
  unexpected: "Something went wrong that should not have. Reloading the page may help.",
};

const CODES = {
  message_blank: "Write something first.",
  message_exceed_max_chars_1024:
    `A message has at most ${MESSAGE_CHARACTERS_MAX} characters. Shorten it a little, or send it in two.`,
  message_group_uuid_blank: "The address of this conversation is not complete.",
  message_group_forbidden: "There is no such conversation, or you are not part of it.",
  cognito_user_id_blank: "Your account has no place here yet. Whoever runs this Cruddur can add you.",
  cognito_user_id_unknown: "Your account has no place here yet. Whoever runs this Cruddur can add you.",
  user_reciever_handle_blank: "Say who it is for: their handle, such as @teo.",
  user_reciever_handle_unknown: "Nobody here has that handle. Is it spelled right?",
  user_reciever_handle_self: "That is your own handle. Who else would you like to write to?",
  idempotency_key_reused: "Something else was sent in its place. Write it again, please.",
  message_too_long_ago: "It is too long ago to know whether this was sent. Look before you send it again.",
  NotAuthorizedException: "That handle and password do not go together. Try again.",
  UserNotFoundException: "That handle and password do not go together. Try again.",
  UserNotConfirmedException: "This account has not been confirmed yet. Look for a mail with a code.",
  PasswordResetRequiredException: "The password of this account has to be set anew before you can sign in.",
  InvalidPasswordException: "That password is too simple for this user pool. Make it longer, with more kinds of signs.",
  TooManyRequestsException: "Too many attempts. Wait a minute, then try again.",
  LimitExceededException: "Too many attempts. Wait a minute, then try again.",
  user_disabled: "This account has been switched off. Whoever runs this Cruddur can say why.",
  temporary_password_expired: "Your first password is too old. Whoever runs this Cruddur can give you another.",
  session_expired: "That took too long. Go back and sign in once more.",
  challenge_unknown: "This account asks for a second step that this page does not know.",
  attributes_required:
    "This account needs details that this page can't ask for. Whoever runs this Cruddur can add them.",
  username_blank: "Write your handle or user name.",
  password_blank: "Write your password.",
  passwords_differ: "The two are not the same. Write them once more.",
};

/**
 * A problem in words for the person who meets it; one sentence for each code, or one for the kind.
 * @param {unknown} problem
 * @returns {string}
 */
export function wordsFor(problem) {
  if (!(problem instanceof Problem)) return KINDS.unexpected;
  const known = problem.codes.filter(code => Object.hasOwn(CODES, code)).map(code => CODES[code]);
  return known.length > 0 ? [...new Set(known)].join(" ") : KINDS[problem.kind];
}
