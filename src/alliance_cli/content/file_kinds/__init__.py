"""The kinds of content files. A module declares one as ``FILE_KIND``; its folder is one of ``folders.PLACES``."""

from __future__ import annotations

from typing import Any

from alliance_cli.content.schema.file_kind import FileKind


def file_kinds() -> dict[str, FileKind[Any]]:
    """Every kind by its word on the command line, in the order of ``folders.PLACES``."""
    from importlib import import_module
    from pkgutil import iter_modules

    from alliance_cli.content.folders import PLACES

    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    found: list[FileKind[Any]] = [module.FILE_KIND for module in modules if hasattr(module, "FILE_KIND")]
    return {kind.name: kind for kind in sorted(found, key=lambda kind: PLACES.index(kind.folder))}
