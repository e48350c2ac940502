#!/usr/bin/env python3
"""The emulator's numbers against Python's decimal, with the rules of tools/generate_number_facts.py.

    number_test.py DRIVER [--seed N] [--steps N]

DRIVER is the program number_driver. Prints how many questions were asked; exits 1 after the first wrong answers.
"""
import argparse
import importlib.util
import pathlib
import subprocess
import sys

FACTS = pathlib.Path(__file__).parents[2] / "tools" / "generate_number_facts.py"
BATCH = 20_000
SHOWN_MAX = 10


def load_facts():
    sys.dont_write_bytecode = True
    specification = importlib.util.spec_from_file_location("generate_number_facts", FACTS)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def questions(facts, count):
    """Pairs of a question and its answer: a fifth parse, the others calculate with two numbers."""
    for _ in range(count // 5):
        text = facts.random_text()
        result = facts.parsed_text(text)
        yield ("parse", text), result if isinstance(result, str) else facts.plain(result)
    for left, right in facts.pairs(count // 5):
        texts = (facts.plain(left), facts.plain(right))
        yield ("add", *texts), facts.summed(left + right)
        yield ("subtract", *texts), facts.summed(left - right)
        yield ("compare", *texts), str(int(left.compare(right)))


def wrong_answers(driver, asked):
    text = "".join("\t".join(question) + "\n" for question, _ in asked)
    run = subprocess.run([driver], input=text, capture_output=True, text=True, check=True)
    answers = run.stdout.splitlines()
    assert len(answers) == len(asked), f"{len(answers)} answers to {len(asked)} questions"
    return [f"{' '.join(question)}: {answer}, expected {expected}"
            for (question, expected), answer in zip(asked, answers) if answer != expected]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=BATCH)
    options = parser.parse_args()
    facts = load_facts()
    asked_count = 0
    for batch in range(max(1, options.steps // BATCH)):
        seed = options.seed + batch
        facts.rng.seed(seed)
        asked = list(questions(facts, min(options.steps, BATCH)))
        wrong = wrong_answers(options.driver, asked)
        if wrong:
            print(f"{len(wrong)} wrong answers with --seed {seed} --steps {min(options.steps, BATCH)}:")
            print("\n".join(wrong[:SHOWN_MAX]))
            return 1
        asked_count += len(asked)
    print(f"{asked_count} questions, seeds from {options.seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
