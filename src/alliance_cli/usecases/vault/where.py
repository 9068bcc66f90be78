"""alliance vault where."""

from __future__ import annotations

from alliance_cli.cli.setup import App


def show_places(app: App, *, as_json: bool) -> None:
    """The folder of everything and what may lie in it; needs no passphrase, since names of files are no secret."""
    places = app.places
    rows = [("home", places.home), ("vault", places.vault), ("settings", places.config), ("prompts", places.prompts)]
    if as_json:
        app.screen.emit_json({name: {"path": str(path), "exists": path.exists()} for name, path in rows})
        return
    from alliance_cli.line.views.vault import paths_view

    app.screen.show(paths_view([(name, str(path), path.exists()) for name, path in rows]), as_is=True)
