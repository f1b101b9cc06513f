"""Names of strangers in what the command line prints."""

from engine.cli.output import say
from engine.cli.watching import line_of
from engine.protocol.events import DataReady


def test_no_name_commands_the_terminal(capsys):
    say("not readable: \x1b]0;title\x07\x1b[31mred.png\nnext")
    assert capsys.readouterr().out == "not readable: \\x1b]0;title\\x07\\x1b[31mred.png\nnext\n"


def test_of_hundreds_of_warnings_the_first_are_said():
    warnings = tuple(f"few_images:class {number}:2" for number in range(500))
    line = line_of(DataReady({"train": 3}, {}, warnings))
    assert line is not None
    first, *said, last = line.splitlines()
    assert (first, len(said), last) == ("images: 3 train", 10, "490 more like this.")
    assert said[0].startswith("Class class 0 has 2 training examples")
