"""``saegim [PROJECT.saegim]``, and what the program tells itself when it restarts."""

from collections.abc import Sequence

from PySide6.QtCore import QCommandLineOption, QCommandLineParser, QCoreApplication, QDir

from desktop.app.location import Location, place_from
from engine.system.build import build_info

PLACE = "place"


def read_command_line(arguments: Sequence[str]) -> Location:
    """Where a command line wants to begin; one that makes no sense ends the program, as help does.

    Args:
        arguments: The program's name first, without what is for Qt itself.
    """
    parser = QCommandLineParser()
    version = parser.addVersionOption()
    parser.addHelpOption()
    parser.addPositionalArgument("PROJECT", "The .saegim file to open.", "[PROJECT]")
    place = QCommandLineOption([PLACE], "", "JSON")
    place.setFlags(QCommandLineOption.Flag.HiddenFromHelp)
    parser.addOption(place)
    if parser.parse(list(arguments)) and parser.isSet(version):
        QCoreApplication.setApplicationVersion(build_info().version)
    parser.process(list(arguments))
    if parser.isSet(place):
        return place_from(parser.value(place))
    projects = parser.positionalArguments()
    return Location(_absolute(projects[0])) if projects else Location()


def command_line_to(place: Location) -> list[str]:
    """The arguments that lead back to a place."""
    return [f"--{PLACE}", place.as_text()]


def _absolute(path: str) -> str:
    # Not resolved: what a person reaches through a link or a drive letter stays called so.
    return QDir.cleanPath(QDir.current().absoluteFilePath(path))
