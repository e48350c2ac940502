#!/usr/bin/env python3
"""Writes testdata/numbers/facts.tsv: what DynamoDB numbers are and do, computed by Python's decimal module.

    tools/generate_number_facts.py > testdata/numbers/facts.tsv

Columns are separated by tabs:
    parse     TEXT  RESULT        the plain text of the number, or the name of the error
    add       LEFT  RIGHT RESULT  the exact sum, or the name of the error
    subtract  LEFT  RIGHT RESULT
    compare   LEFT  RIGHT RESULT  -1, 0 or 1
The same every time: the seed is fixed.
"""
import decimal
import random
from decimal import Decimal

DIGITS_MAX = 38
MAGNITUDE_MAX = 125
MAGNITUDE_MIN = -130

decimal.setcontext(decimal.Context(prec=1000, Emax=10**9, Emin=-(10**9)))
rng = random.Random(20261121)


def significant_digits(value):
    return len("".join(map(str, value.as_tuple().digits)).strip("0"))


def plain(value):
    if value == 0:
        return "0"
    return format(value.normalize(), "f")


def parsed(text):
    """The value, or the name of the error, of a well-formed text."""
    value = Decimal(text)
    magnitude = value.adjusted()  # of zeros too: "0e126" overflows
    if magnitude > MAGNITUDE_MAX:
        return "overflow"
    if magnitude < MAGNITUDE_MIN:
        return "underflow"
    if value != 0 and significant_digits(value) > DIGITS_MAX:
        return "too-many-digits"
    return value


def summed(value):
    if value == 0:
        return "0"
    if value.adjusted() > MAGNITUDE_MAX or significant_digits(value) > DIGITS_MAX:
        return "overflow"
    if value.adjusted() < MAGNITUDE_MIN:
        return "underflow"
    return plain(value)


def digits(count):
    if rng.random() < 0.1:
        return rng.choice("19") * count
    if rng.random() < 0.1:
        return "1" + "0" * (count - 1)
    return "".join(rng.choice("0123456789") for _ in range(count))


def random_text():
    count = rng.choice([1, 1, 2, 3, 5, 8, 13, 19, 20, 21, 30, 36, 37, 38, 38, 39, 40, 60])
    text = digits(count)
    if rng.random() < 0.2:
        text = "0" * rng.randint(1, 5) + text
    if rng.random() < 0.2:
        text += "0" * rng.randint(1, 50)
    if rng.random() < 0.6:
        at = rng.randint(0, len(text))
        text = text[:at] + "." + text[at:]
    if rng.random() < 0.6:
        limit = rng.choice([3, 20, 60, 130, 170])
        text += rng.choice("eE") + rng.choice(["", "+", "-"]) + rng.choice(["", "0", "00"]) + str(rng.randint(0, limit))
    return rng.choice(["", "", "-", "+"]) + text


def random_number(scale):
    while True:
        count = rng.choice([1, 2, 5, 10, 19, 20, 30, 37, 38])
        value = parsed(rng.choice(["", "-"]) + digits(count) + "e" + str(rng.randint(-scale, scale)))
        if isinstance(value, Decimal):
            return value


def pairs(count):
    edges = [Decimal(t) for t in (
        "0", "1", "-1", "9.9999999999999999999999999999999999999E+125", "-9.9999999999999999999999999999999999999E+125",
        "1E-130", "-1E-130", "1.5E-130", "1.4E-130", "1E125", "9E125", "1E124", "1E38", "1E37", "1E39", "-1E38", "1E50",
        "99999999999999999999999999999999999999", "-99999999999999999999999999999999999999", "5E37", "0.1", "-0.1",
        "18446744073709551615", "18446744073709551616", "340282366920938463463374607431768211455"[:38])]
    for left in edges:
        for right in edges:
            yield left, right
    for _ in range(count):
        scale = rng.choice([2, 5, 20, 40, 125])
        left, right = random_number(scale), random_number(scale)
        kind = rng.random()
        if kind < 0.1:
            right = -left
        elif kind < 0.2:
            right = left
        elif kind < 0.3:  # one unit in the last place apart
            right = left + Decimal((rng.choice([0, 1]), (1,), left.as_tuple().exponent))
            if isinstance(parsed(str(right)), str):
                right = left
        yield left, right


NOT_NUMBERS = ["", " ", " 1", "1 ", "+", "-", "++5", "-+5", "--5", "+1+2", ".", "-.", "e2", ".e2", "1e", "1e+", "1e-", "1e1.5",
               "1.2.3", "+1.2.3", "1 5", "1+2", "1.2e3.4", "1_000", "abc", "0x10", "NaN", "nan", "Infinity", "-inf", "1,5",
               "1e9223372036854775808", "1e-9223372036854775809", "1e99999999999999999999", "\u0661", "1f", "1d", "1L"]
EDGE_TEXTS = ["0", "-0", "+0", "0.0", "00042", "5.", ".5", "+.5", "-.5", "0e125", "0e126", "0e-130", "0e-131", "1e125", "1e126",
              "1e-130", "1e-131", "10e125", "0.1e126", "9.9999999999999999999999999999999999999E+125", "1e2147483647", "1e2147483648",
              "99999999999999999999999999999999999999e88", "1e99999999999", "1e-2147483649", "1e9223372036854775807",
              "1e-9223372036854775808", "0e9223372036854775807", "12345678901234567890123456789012345678",
              "1234567890123456789012345678901234567890", "-1.23456789012345678901234567890123456789", "1.5E+3", "1.5e-3", "0.9e-130",
              "1" + "0" * 125, "1" + "0" * 126, "0." + "0" * 129 + "1", "0." + "0" * 130 + "1", "0" * 300 + "7", "7." + "0" * 300,
              "1e00000000000000000000000000000005", "123.456", "42.12", "0042.1200"]


def row(*columns):
    print("\t".join(columns))


def main():
    for text in NOT_NUMBERS:
        row("parse", text, "not-a-number")
    for text in EDGE_TEXTS + [random_text() for _ in range(1500)]:
        result = parsed_text(text)
        row("parse", text, result if isinstance(result, str) else plain(result))
    for left, right in pairs(1200):
        row("add", plain(left), plain(right), summed(left + right))
        row("subtract", plain(left), plain(right), summed(left - right))
        row("compare", plain(left), plain(right), str(int(left.compare(right))))


def parsed_text(text):
    # Decimal's own exponent limit is 10^18; what lies beyond it is out of range all the same.
    mantissa, _, exponent = text.lower().partition("e")
    if exponent and abs(int(exponent)) > 10**8:
        return "overflow" if int(exponent) > 0 else "underflow"
    return parsed(text)


if __name__ == "__main__":
    main()
