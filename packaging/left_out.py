"""What the installed program does without, and why; ``sizes.py`` prints what each would weigh."""

PACKAGES: dict[str, str] = {
    "triton": "compiles kernels for torch.compile, which Saegim does not use",
    "polars": "Ultralytics reads its own results.csv with it; Saegim writes none",
    "_polars_runtime_32": "polars' compiled part",
    "matplotlib": "Ultralytics draws its result pictures with it; Saegim draws in the window",
    "fontTools": "for matplotlib",
    "hypothesis": "only torch's own tests use it",
    "_pytest": "only torch's own tests use it",
    "pytest": "only torch's own tests use it",
    "setuptools": "builds packages",
    "pip": "installs packages",
    "tkinter": "another toolkit",
}
"""Import names that PyInstaller is told to leave out, with the reason."""

FILES: dict[str, str] = {
    "torch/bin/protoc*": "a compiler for torch's developers",
    "*/libqgtk3.so": "would bring the GTK of the machine that built the package",
    **dict.fromkeys(
        (
            "libgtk-3.so*",
            "libgdk-3.so*",
            "libgdk_pixbuf*",
            "libatk*",
            "libatspi*",
            "libepoxy*",
            "libcairo*",
            "libpango*",
        ),
        "the GTK of the machine that built the package",
    ),
}
"""Patterns of files in the bundle, with the reason."""
