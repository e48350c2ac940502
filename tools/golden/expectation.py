"""Compares an answer with what a scenario expects of it."""
import decimal
import json
import re
import zlib

MISSING = object()
KINDS = {"string": str, "array": list, "object": dict, "boolean": bool, "number": (int, float)}
SHOWN_CHARACTERS_MAX = 700


def shown(value, characters_max=SHOWN_CHARACTERS_MAX):
    if value is MISSING:
        return "nothing"
    if isinstance(value, bytes):
        text = value.decode("utf-8", "replace")
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= characters_max else f"{text[:characters_max]}... ({len(text)} characters)"


def at(value, path):
    """The value at a dotted path; a number is an array's index, a backslash keeps a dot."""
    if path == ".":
        return value
    for part in re.split(r"(?<!\\)\.", path):
        part = part.replace("\\.", ".")
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and re.fullmatch(r"-?\d+", part) and -len(value) <= int(part) < len(value):
            value = value[int(part)]
        else:
            return MISSING
    return value


def canonical(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def same_number(want, got):
    try:
        return isinstance(got, str) and decimal.Decimal(want) == decimal.Decimal(got)
    except decimal.InvalidOperation:
        return False


class Comparison:
    """Deep comparison of JSON; sets compare without their order, numbers as text, unless told otherwise."""

    def __init__(self, checks, fill):
        self.numbers_by_value = any(check.kind == "numbers_by_value" for check in checks)
        self.sets_in_order = any(check.kind == "sets_in_order" for check in checks)
        self.any_order = {fill(check.path) for check in checks if check.kind == "any_order"}

    def difference(self, want, got, path="", exact=True, tag=None):
        """None when equal, else a sentence. `tag` is the member that holds the value, such as N or SS."""
        if isinstance(want, dict):
            return self.object_difference(want, got, path, exact)
        if isinstance(want, list):
            return self.array_difference(want, got, path, exact, tag)
        if tag == "N" and self.numbers_by_value and isinstance(want, str):
            same = same_number(want, got)
        elif isinstance(want, bool) or isinstance(got, bool) or want is None:
            same = want is got
        else:
            same = want == got and isinstance(want, str) == isinstance(got, str)
        return None if same else f"{path or '.'}: want {shown(want, 300)}, got {shown(got, 300)}"

    def object_difference(self, want, got, path, exact):
        if not isinstance(got, dict):
            return f"{path or '.'}: want an object, got {shown(got, 200)}"
        for name, wanted in want.items():
            inner = f"{path}.{name}" if path else name
            if name not in got:
                return f"{inner}: missing"
            why = self.difference(wanted, got[name], inner, exact, name)
            if why:
                return why
        extra = sorted(set(got) - set(want)) if exact else []
        return f"{path or '.'}: unexpected {', '.join(extra)}" if extra else None

    def array_difference(self, want, got, path, exact, tag):
        if not isinstance(got, list):
            return f"{path or '.'}: want an array, got {shown(got, 200)}"
        if len(want) != len(got):
            return f"{path or '.'}: want {len(want)} elements, got {len(got)}: {shown(got, 300)}"
        element_tag = "N" if tag == "NS" else None
        is_set = tag in ("SS", "NS", "BS") and all(isinstance(element, str) for element in want)
        if path in self.any_order or (is_set and not self.sets_in_order):
            left = list(got)
            for element in want:
                for i, candidate in enumerate(left):
                    if self.difference(element, candidate, path, exact, element_tag) is None:
                        del left[i]
                        break
                else:
                    return f"{path}: no element equals {shown(element, 200)} in {shown(got, 400)}"
            return None
        for i, (element, candidate) in enumerate(zip(want, got)):
            why = self.difference(element, candidate, f"{path}.{i}" if path else str(i), exact, element_tag)
            if why:
                return why
        return None


def failure(alternatives, answer, fill):
    """None when every check of one alternative holds, else what does not. `fill` fills placeholders."""
    reasons = []
    for checks in alternatives:
        why = first_failure(checks, answer, fill)
        if why is None:
            return None
        reasons.append(why)
    return reasons[0] if len(reasons) == 1 else "no alternative holds:\n" + "\n".join(reasons)


def first_failure(checks, answer, fill):
    kinds = {check.kind for check in checks}
    if "error" not in kinds and "status" not in kinds and answer.status != 200:
        return f"want an answer, got {answer.brief()}"
    comparison = Comparison(checks, fill)
    for check in checks:
        value = fill(list(check.value)) if isinstance(check.value, tuple) else fill(check.value)
        if check.kind == "error":
            others = [fill(c.value) for c in checks if c.kind == "or_message"]
            why = error_failure(value, others, answer, "status" in kinds)
        elif check.kind in ANSWER_CHECKS:
            why = ANSWER_CHECKS[check.kind](value, answer, comparison)
        elif check.kind in PATH_CHECKS:
            path = fill(check.path)
            value = at(answer.body, value) if check.kind == "same_as" else value
            why = PATH_CHECKS[check.kind](value, at(answer.body, path), path, comparison)
            why = f"{why}\n  in {answer.brief()}" if why else None
        else:
            why = None  # a word on how to compare
        if why:
            return f"line {check.line}: {why}"
    return None


def error_failure(value, others, answer, has_status):
    kind, message = value
    if answer.type != kind:
        return f"want {kind}{': ' + shown(message) if message else ''}\n  got  {answer.brief()}"
    if not has_status and answer.status != 400:
        return f"want status 400, got {answer.brief()}"
    if message is not None and answer.message not in (message, *others):
        wanted = "".join(f"\n  or   {shown(other)}" for other in others)
        return f"message\n  want {shown(message)}{wanted}\n  got  {shown(answer.message or '')}"
    return None


def message_failure(holds, words, want, answer):
    return None if holds(answer.message or "") else f"message\n  want {words} {want}\n  got  {answer.brief()}"


def header_failure(name, pattern, answer):
    got = answer.headers.get(name.lower())
    if got is None or (pattern is not None and not re.fullmatch(pattern, got)):
        return f"header {name}: want {pattern or 'it'}, got {got}"
    return None


def checksum_failure(answer):
    if answer.data is None:
        return None  # the client has read and checked it
    want = str(zlib.crc32(answer.data))
    got = answer.headers.get("x-amz-crc32")
    return None if got == want else f"x-amz-crc32: want {want}, got {got}"


def full_type_failure(value, answer):
    got = at(answer.body, "__type")
    return None if got == value or answer.data is None else f"__type: want {value}, got {shown(got)}"


def body_failure(value, answer, comparison, exact):
    why = comparison.difference(value, answer.body, exact=exact)
    return f"{why}\n  in {answer.brief()}" if why else None


ANSWER_CHECKS = {
    "answer": lambda v, a, c: body_failure(v, a, c, True),
    "answer_includes": lambda v, a, c: body_failure(v, a, c, False),
    "message_contains": lambda v, a, c: message_failure(lambda m: v in m, "with", v, a),
    "message_contains_any_case": lambda v, a, c: message_failure(lambda m: v.lower() in m.lower(), "with", v, a),
    "message_matches": lambda v, a, c: message_failure(lambda m: re.fullmatch(v, m, re.S), "a match of", v, a),
    "status": lambda v, a, c: None if a.status == v else f"want status {v}, got {a.brief()}",
    "header_present": lambda v, a, c: header_failure(v, None, a),
    "header": lambda v, a, c: header_failure(v[0], v[1], a),
    "checksum": lambda v, a, c: checksum_failure(a),
    "full_type": lambda v, a, c: full_type_failure(v, a),
}


def equal(want, got, path, comparison):
    if got is MISSING or want is MISSING:
        return f"{path}: missing"
    return comparison.difference(want, got, path, True, path.rsplit(".", 1)[-1])


def kind(want, got, path, _):
    if want == "present":
        holds = got is not MISSING
    else:
        holds = isinstance(got, KINDS[want]) and (want != "number" or not isinstance(got, bool))
    return None if holds else f"{path}: want a value of kind {want}, got {shown(got, 200)}"


def one_of(want, got, path, _):
    holds = got is not MISSING and canonical(got) in [canonical(choice) for choice in want]
    return None if holds else f"{path}: want one of {shown(want)}, got {shown(got, 200)}"


def within(bounds, got, path, _):
    low, high = bounds
    is_number = isinstance(got, (int, float)) and not isinstance(got, bool)
    holds = is_number and (low is None or got >= low) and (high is None or got <= high)
    return None if holds else f"{path}: want between {low} and {high}, got {shown(got, 200)}"


def length_within(bounds, got, path, comparison):
    length = len(got) if isinstance(got, (list, dict, str)) else MISSING
    return within(bounds, length, "the length of " + path, comparison)


def members(want, got, path, _):
    names = sorted(got) if isinstance(got, dict) else []
    return None if names == sorted(want) else f"{path}: want exactly the members {want}, got {names}"


def each(path, got, check):
    """The first failure of a check of an array's elements."""
    if not isinstance(got, list):
        return f"{path}: want an array, got {shown(got, 200)}"
    return next((why for why in (check(f"{path}.{i}", element) for i, element in enumerate(got)) if why), None)


def each_has(names, got, path, _):
    return each(path, got, lambda where, element: next(
        (f"{where}: no {name}" for name in names if at(element, name) is MISSING), None))


def each_lacks(names, got, path, _):
    return each(path, got, lambda where, element: next(
        (f"{where}: has {name}" for name in names if at(element, name) is not MISSING), None))


def each_is(value, got, path, comparison):
    member, want = value
    if not isinstance(got, list):
        return f"{path}: want an array, got {shown(got, 200)}"
    values = [None if at(element, member) is MISSING else at(element, member) for element in got]
    in_order = path not in comparison.any_order
    same = values == want if in_order else sorted(map(canonical, values)) == sorted(map(canonical, want))
    order = "this" if in_order else "any"
    return None if same else f"{member} of each of {path}, in {order} order: want {shown(want)}, got {shown(values)}"


def contains(want, got, path, comparison):
    found = isinstance(got, list) and any(comparison.difference(want, e, exact=False) is None for e in got)
    return None if found else f"{path}: no element like {shown(want, 300)}"


def lacks(want, got, path, comparison):
    if not isinstance(got, list):
        return f"{path}: want an array, got {shown(got, 200)}"
    return None if contains(want, got, path, comparison) else f"{path}: has an element like {shown(want, 300)}"


def ascending(_, got, path, __):
    holds = isinstance(got, list) and got == sorted(got)
    return None if holds else f"{path}: want ascending order, got {shown(got, 300)}"


def matches(pattern, got, path, _):
    holds = isinstance(got, str) and re.fullmatch(pattern, got, re.S)
    return None if holds else f"{path}: want a match of {pattern}, got {shown(got, 200)}"


PATH_CHECKS = {
    "equal": equal,
    "absent": lambda v, got, path, c: None if got is MISSING else f"{path}: want it absent, got {shown(got, 200)}",
    "kind": kind,
    "same_as": equal,
    "one_of": one_of,
    "range": within,
    "length": lambda v, got, path, c: length_within([v, v], got, path, c),
    "length_range": length_within,
    "members": members,
    "each_has": each_has,
    "each_lacks": each_lacks,
    "each_is": each_is,
    "contains": contains,
    "lacks": lacks,
    "ascending": ascending,
    "matches": matches,
}
