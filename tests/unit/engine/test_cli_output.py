"""Names of strangers in what the command line prints."""

from engine.cli.output import say


def test_no_name_commands_the_terminal(capsys):
    say("not readable: \x1b]0;title\x07\x1b[31mred.png\nnext")
    assert capsys.readouterr().out == "not readable: \\x1b]0;title\\x07\\x1b[31mred.png\nnext\n"
