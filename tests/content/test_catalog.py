"""Content is looked for in the clinician's own folder first, and read only on request."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from alliance_cli.content.catalog import Catalog
from alliance_cli.content.folders import shipped_folder
from alliance_cli.core.errors import Mistakes, NotFound, WrongUse
from alliance_cli.core.walk.moment_kinds import MomentsKind
from alliance_cli.core.walk.script import SESSION_PHASES, Phase
from tests.content.conftest import prompt_text, script_text

MOMENTS = prompt_text("records: rupture", kind="moments")
FORM = "id: rupture\ntitle: T\nlanguage: en\nfields:\n- {id: plan, ask: What then, purpose: b}\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "prompts"
    (folder / "moments").mkdir(parents=True)
    return folder


@pytest.fixture
def catalog(own: Path) -> Catalog:
    return Catalog((own, shipped_folder()))


def test_without_a_custom_folder_the_shipped_scripts_are_used(tmp_path: Path) -> None:
    catalog = Catalog((tmp_path / "absent", shipped_folder()))
    assert catalog.script(Phase.PRE_SESSION).id == "pre-session"
    assert {entry.whose for entry in catalog.listing()} == {"shipped"}


def test_a_custom_file_replaces_the_shipped_file_of_the_same_name(catalog: Catalog, own: Path) -> None:
    text = script_text(prompt_text()).replace("id: own", "id: post-session")
    (own / "post-session.yaml").write_text(text, encoding="utf-8")
    assert catalog.script(Phase.POST_SESSION).title == "Own"
    assert catalog.path("post-session") == own / "post-session.yaml"
    whose = {entry.id: entry.whose for entry in catalog.listing()}
    assert {id for id, owner in whose.items() if owner == "yours"} == {"post-session"}
    assert set(SESSION_PHASES) <= set(whose)


def test_a_custom_moment_form_changes_the_shipped_script(catalog: Catalog, own: Path) -> None:
    (own / "moments" / "rupture.yaml").write_text(FORM, encoding="utf-8")
    kinds = {prompt.id: prompt.kind for prompt in catalog.script(Phase.POST_SESSION).prompts}
    ruptures, strongest = kinds["ruptures"], kinds["strongest"]
    assert isinstance(ruptures, MomentsKind)
    assert isinstance(strongest, MomentsKind)
    assert [field.ask for field in ruptures.fields] == ["What then"]
    assert [field.id for field in strongest.fields] == ["component"]


def test_a_custom_script_is_found_by_its_name(catalog: Catalog, own: Path) -> None:
    (own / "own.yaml").write_text(script_text(MOMENTS), encoding="utf-8")
    assert catalog.script(Phase.POST_SESSION, "own").id == "own"
    with pytest.raises(WrongUse) as caught:
        catalog.script(Phase.PRE_SESSION, "own")
    assert caught.value.sentence == "The script own is for post-session, not for pre-session."


@pytest.mark.parametrize("name", ["pre-sesion", "../prompts/pre-session", "", "moments/rupture"])
def test_an_unknown_script_gets_a_list_of_known_ones(catalog: Catalog, name: str) -> None:
    with pytest.raises(NotFound) as caught:
        catalog.path(name)
    shipped = sorted(path.stem for path in shipped_folder().glob("*.yaml"))
    assert caught.value.hint.endswith(f"There are: {', '.join(shipped)}.")
    assert ("Did you mean pre-session?" in caught.value.hint) == ("pre" in name)


def test_mistakes_in_one_file_leave_the_other_scripts_usable(catalog: Catalog, own: Path) -> None:
    (own / "own.yaml").write_text("id: own\n", encoding="utf-8")
    assert catalog.script(Phase.PRE_SESSION).prompts
    assert catalog.script(Phase.IN_SESSION).prompts
    with pytest.raises(Mistakes) as caught:
        catalog.script(Phase.POST_SESSION, "own")
    assert {mistake.file for mistake in caught.value.mistakes} == {str(own / "own.yaml")}


@pytest.mark.parametrize("name", ["post-session", "moments/rupture"])
@pytest.mark.parametrize("content", [b"id: own\n", b"a: [", b"\xff", b""])
def test_the_shipped_script_is_used_if_the_custom_one_has_mistakes(own: Path, name: str, content: bytes) -> None:
    warned: list[str] = []
    path = own / f"{name}.yaml"
    path.write_bytes(content)
    catalog = Catalog((own, shipped_folder()), warned.append)
    for _ in range(2):
        assert catalog.script(Phase.POST_SESSION) == Catalog((shipped_folder(),)).script(Phase.POST_SESSION)
    (line,) = warned
    assert line.startswith(f"{path}:")
    assert line.endswith("is used until that is corrected.")
    assert path in {Path(each.file) for each in catalog.check()}


def test_a_broken_file_is_shown_unchanged(own: Path) -> None:
    (own / "post-session.yaml").write_text("id: post-session\n", encoding="utf-8")
    with pytest.raises(Mistakes):
        Catalog((own, shipped_folder())).as_written("post-session")


def test_the_listing_counts_prompts_and_puts_files_with_mistakes_last(catalog: Catalog, own: Path) -> None:
    (own / "evening.yaml").write_text(
        script_text(prompt_text(), MOMENTS.replace("first", "b")).replace("id: own", "id: evening"), encoding="utf-8"
    )
    (own / "broken.yaml").write_text("a: [", encoding="utf-8")
    (own / "._evening.yaml").write_bytes(b"\x00\x05")
    listing = catalog.listing()
    assert [entry.id for entry in listing][:6] == [
        "pre-session", "first-session", "in-session", "ending", "post-session", "evening",
    ]  # fmt: skip
    evening = listing[5].content
    assert evening is not None
    assert (len(evening.prompts), evening.phase, listing[5].mistakes) == (2, Phase.POST_SESSION, ())
    last = listing[-1]
    assert (last.id, last.content, len(last.mistakes), last.path) == ("broken", None, 1, own / "broken.yaml")


def test_check_lists_the_mistakes_of_every_file_in_every_folder(catalog: Catalog, own: Path) -> None:
    (own / "own.yaml").write_text(script_text(prompt_text("asks: x")), encoding="utf-8")
    (own / "moments" / "rupture.yaml").write_text(FORM.replace("plan", "plam"), encoding="utf-8")
    (own / "late.yml").write_text(script_text(prompt_text()).replace("id: own", "id: late"), encoding="utf-8")
    (own / "latin.yaml").write_bytes(b"id: \xe9")
    (own / "._own.yaml").write_bytes(b"\x00\x05")
    places = {(Path(each.file).name, each.line, each.key) for each in catalog.check()}
    assert places == {
        ("own.yaml", 10, "prompts[1].asks"),
        ("rupture.yaml", 5, "fields[1].id"),
        ("late.yml", 0, ""),
        ("latin.yaml", 1, ""),
    }


def test_check_accepts_a_file_from_any_folder(catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "rupture.yaml"
    path.write_text(FORM, encoding="utf-8")
    assert catalog.check([path]) == ()
    path.write_text(FORM.replace("id: rupture", "id: strong"), encoding="utf-8")
    assert [mistake.key for mistake in catalog.check([path])] == ["id"]
    with pytest.raises(NotFound):
        catalog.check([tmp_path / "gone.yaml"])


def test_a_stored_script_keeps_its_wording_after_the_forms_change(catalog: Catalog, own: Path) -> None:
    script = catalog.script(Phase.POST_SESSION)
    kept = catalog.script_version(script)
    (own / "moments" / "rupture.yaml").write_text(FORM, encoding="utf-8")
    assert catalog.read_script_version(kept) == script


def test_the_catalog_and_the_writer_load_no_yaml_package() -> None:
    names = ("catalog", "readers.script_version", "readers.answers")
    code = f"import sys, {', '.join(f'alliance_cli.content.{name}' for name in names)}; "
    ran = subprocess.run([sys.executable, "-c", code + "sys.exit('yaml' in sys.modules)"], check=False)
    assert ran.returncode == 0
