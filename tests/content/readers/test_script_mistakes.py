"""All mistakes of a script are listed at once, each with its line and the nearest valid word."""

from __future__ import annotations

from pathlib import Path

import pytest

from alliance_cli.content.catalog import Catalog
from tests.content.conftest import mistakes_of, prompt_text, read_script, said, script_text

HEAD = "id: own\nphase: post-session\ntitle: Own\nlanguage: en\n"


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("", "0 : is empty"),
        ("# nothing\n", "0 : is empty"),
        ("- a\n", "1 : is not a mapping"),
        (HEAD, "1 prompts: is missing"),
        (HEAD + "prompts: []", "5 prompts: needs 1 or more items"),
        (HEAD + "prompts: text", "5 prompts: is not a list"),
        (HEAD + "prompts:\n- text", "6 prompts[1]: is not a mapping"),
        (script_text(prompt_text()).replace("phase: post", "phase: past"), "2 phase: does not fit"),
        (script_text(prompt_text()).replace("id: own", "id: Own"), "1 id: does not fit"),
        (script_text(prompt_text()).replace("id: own", "id: pre-session"), "2 phase: must be pre-session"),
        (script_text(prompt_text()).replace("language: en", "language: English"), "4 language: does not fit"),
        (script_text(prompt_text()).replace("title: Own", "title:"), "3 title: is empty"),
        (script_text(prompt_text()).replace("title: Own", "title: [Own]"), "3 title: is a list"),
        (
            script_text(prompt_text()).replace("title: Own", "title: Goal #1"),
            "3 title: holds a space and # inside a text",
        ),
        (
            script_text("- id: a\n  ask: What about goal #1 today?\n  purpose: b\n  kind: text\n"),
            "7 prompts[1].ask: holds a space and # inside a text, which ends it there; put the text in quotes",
        ),
        (script_text("- id: a\n  ask: b\n  kind: text\n"), "6 prompts[1].purpose: is missing"),
        (script_text("- ask: b\n  purpose: c\n  kind: text\n"), "6 prompts[1].id: is missing"),
        (script_text(prompt_text(id="1a")), "6 prompts[1].id: does not fit"),
        (script_text(prompt_text(id="a.b")), "6 prompts[1].id: does not fit"),
        (
            script_text(prompt_text(), prompt_text()),
            "10 prompts[2].id: is used a second time; the first is on line 6",
        ),
        (script_text(prompt_text(kind="txt")), "7 prompts[1].kind: does not fit"),
        (script_text(prompt_text("options: [a, b]")), "10 prompts[1].options: does not belong where kind is text"),
        (script_text(prompt_text("asks: b")), "10 prompts[1].asks: is not a key here"),
        (script_text(prompt_text("component: bonds")), "10 prompts[1].component: does not fit"),
        (script_text(prompt_text("optional: maybe")), "10 prompts[1].optional: does not fit"),
        (script_text(prompt_text("needs: earlier-sesion")), "10 prompts[1].needs: does not fit"),
        (script_text(prompt_text("needs: earlier-session"), phase="repair"), "10 prompts[1].needs: belongs to"),
        (script_text(prompt_text("needs: open-rupture")), "6 prompts[1].id: must be one of outcome, new-path, why"),
        (
            script_text(prompt_text("needs: open-rupture"), phase="in-session"),
            "10 prompts[1].needs: open-rupture belongs to post-session scripts only",
        ),
        (
            script_text(prompt_text("part: closing"), phase="in-sesion"),
            "2 phase: does not fit",
        ),
        (script_text(prompt_text("part: closing")), "10 prompts[1].part: belongs to in-session scripts only"),
        (script_text(prompt_text("rater: client", kind="rating")), "6 prompts[1].scale: is missing"),
        (script_text(prompt_text("scale: bond", "rater: me", kind="rating")), "11 prompts[1].rater: does not fit"),
        (
            script_text(prompt_text("scale: hope", "rater: client", "low: 5", "high: 5", kind="rating")),
            "12 prompts[1].low: low must be below high",
        ),
        (
            script_text(prompt_text("scale: hope", "rater: client", "high: 1", kind="rating")),
            "12 prompts[1].high: low must be below high",
        ),
        (
            script_text(prompt_text("scale: hope", "rater: client", "high: ten", kind="rating")),
            "12 prompts[1].high: does not fit; a whole number",
        ),
        (script_text(prompt_text("high: 0", kind="number")), "10 prompts[1].high: does not fit"),
        (script_text(prompt_text("low: 9999", kind="number")), "10 prompts[1].low: does not fit"),
        (script_text(prompt_text("low: 7", "high: 7", kind="number")), "10 prompts[1].low: low must be below high"),
        (
            script_text(prompt_text("scale: bond", kind="number")),
            "10 prompts[1].scale: does not belong where kind is number",
        ),
        (
            script_text(prompt_text("scale: bond", "rater: client", "high: 5", kind="rating")),
            "10 prompts[1].scale: bond always runs from 1 to 10",
        ),
        (
            script_text(
                prompt_text("scale: bond", "rater: client", kind="rating"),
                prompt_text("scale: bond", "rater: client", kind="rating", id="second"),
            ),
            "16 prompts[2].scale: is rated by the client a second time; the first is on line 10",
        ),
        (script_text(prompt_text(kind="choice")), "6 prompts[1].options: is missing"),
        (script_text(prompt_text("options: [a]", kind="choice")), "10 prompts[1].options: needs 2 or more items"),
        (script_text(prompt_text("options: [a, A]", kind="choice")), "10 prompts[1].options: has two values"),
        (script_text(prompt_text("options: [a, 2]", kind="choice")), "10 prompts[1].options: has a bare number"),
        (
            script_text(prompt_text("options: [a, {value: b}]", kind="choice")),
            "10 prompts[1].options[2].label: is missing",
        ),
        (
            script_text(prompt_text("options: [{value: a, label: c}, {value: b, label: c}]", kind="choices")),
            "10 prompts[1].options: has two labels",
        ),
        (script_text(prompt_text("records: weak", kind="moments")), "10 prompts[1].records: does not fit"),
        (script_text(prompt_text("records: strong", "most: 10", kind="moments")), "11 prompts[1].most: does not fit"),
        (
            script_text(prompt_text("records: strong", "fields: [{id: note, ask: a, purpose: b}]", kind="moments")),
            "11 prompts[1].fields[1].id: does not fit",
        ),
        (
            script_text(prompt_text("when: {prompt: gone, is: x}")),
            "10 prompts[1].when.prompt: is not a prompt of this script",
        ),
        (script_text(prompt_text("when: {prompt: first, is: x}")), "10 prompts[1].when.prompt: does not come before"),
        (
            script_text(prompt_text(), prompt_text("when: {prompt: first}", id="b")),
            "14 prompts[2].when.is: is missing",
        ),
        (
            script_text(
                prompt_text("records: strong", kind="moments"), prompt_text("when: {prompt: first, is: x}", id="b")
            ),
            "15 prompts[2].when.is: does not fit the prompt it looks at. Answer y or n",
        ),
        (
            script_text(
                prompt_text("scale: bond", "rater: client", kind="rating"),
                prompt_text("when: {prompt: first, is: 11}", id="b"),
            ),
            "16 prompts[2].when.is: does not fit the prompt it looks at. Type a whole number from 1 to 10",
        ),
    ],
)
def test_one_mistake_is_listed_once_with_its_line_and_key(text: str, mistake: str) -> None:
    (only,) = said(text)
    assert only.startswith(mistake)


def test_all_mistakes_of_a_file_are_listed_at_once_by_line() -> None:
    text = script_text(
        prompt_text("asks: b"), prompt_text("optional: maybe", "when: {prompt: frist, is: x}"), "- text\n"
    )
    lines = [line.split(":")[0] for line in said(text)]
    assert lines == [
        "10 prompts[1].asks",
        "11 prompts[2].id",
        "15 prompts[2].optional",
        "16 prompts[2].when.prompt",
        "17 prompts[3]",
    ]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        (prompt_text("optinal: true"), "optional"),
        (prompt_text("low-means: x", kind="rating"), "low_means"),
        (prompt_text(kind="Yes-No"), "yes-no"),
        (prompt_text(id="tension", kind="yes-no") + prompt_text("when: {prompt: tensions, is: yes}"), "tension"),
    ],
)
def test_the_nearest_word_is_suggested(wrong: str, meant: str) -> None:
    mistakes = mistakes_of(lambda: read_script(script_text(wrong), "own.yaml", {}))
    assert meant in [mistake.did_you_mean for mistake in mistakes]
    assert f"(did you mean {meant}?)" in "".join(map(str, mistakes))


def test_the_id_of_a_script_is_the_name_of_its_file() -> None:
    mistakes = mistakes_of(lambda: read_script(script_text(prompt_text()), "other.yaml", {}, stem="other"))
    assert [str(mistake) for mistake in mistakes] == [
        "other.yaml:1: id: differs from the name of the file; the two must be the same"
    ]


def test_a_mistake_never_repeats_a_value(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    text = script_text(prompt_text("optional: zanzibar", "component: zanzibar", "when: {prompt: x, is: zanzibar}"))
    path.write_text(text.replace("kind: text", "kind: zanzibar"), encoding="utf-8")
    mistakes = Catalog([]).check([path])
    assert len(mistakes) >= 3
    assert "zanzibar" not in "".join(map(str, mistakes))
