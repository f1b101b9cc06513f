"""Documents that code and documents cite are in the repository."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("engine", "desktop", "tests", "packaging")
CITED = re.compile(r"(?<![\w./\\{}-])[\w./-]+\.md\b")
LINK = re.compile(r"\]\(([^)#:]+)\)")
TEXTS = {".py", ".toml", ".spec", ".iss", ".sh", ".qss", ".yml"}


def code_files():
    yield from (ROOT / "pyproject.toml", ROOT / "Makefile")
    for folder in CODE:
        yield from (path for path in (ROOT / folder).rglob("*") if path.suffix in TEXTS)


def test_every_document_that_code_cites_is_here():
    missing = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in code_files()
        if path != Path(__file__)
        for name in CITED.findall(path.read_text(encoding="utf-8"))
        if not (ROOT / name).is_file()
    ]
    assert missing == []


def test_every_link_between_documents_leads_somewhere():
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    missing = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in documents
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert missing == []
