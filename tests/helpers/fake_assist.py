"""A real process that speaks the assist protocol, with answers made up from the request.

The image path decides what happens: ``die`` in it ends the process at once, ``slow`` makes it
wait, ``bad`` fails, ``garble`` prints something that is no message.
"""

import os
import sys
import time
from pathlib import Path

import msgspec

from engine.geometry.types import Box, Mask
from engine.protocol.requests import (
    PROTOCOL_VERSION,
    Cancel,
    Detection,
    Failed,
    Hello,
    ImageReadiness,
    ImageRef,
    MaskCandidate,
    Predict,
    Predicted,
    Prepare,
    Reply,
    Request,
    Segment,
    Segmented,
)


def command(version: int = PROTOCOL_VERSION) -> list[str]:
    return [sys.executable, "-m", "tests.helpers.fake_assist", str(version)]


def candidate(prompt_x: float) -> MaskCandidate:
    box = Box(prompt_x, 0.0, prompt_x + 10.0, 10.0)
    return MaskCandidate(Mask(4, 4, "0`0"), box, 0.9)


def say(reply: Reply) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(reply) + b"\n")
    sys.stdout.flush()


def misbehave(image: ImageRef, request_id: int) -> bool:
    if "die once" in image.path and not Path(image.path).exists():
        Path(image.path).touch()
        os.abort()
    if "die always" in image.path:
        os.abort()
    if "slow" in image.path:
        time.sleep(0.5)
    if "garble" in image.path:
        sys.stdout.buffer.write(b"Downloading weights 12%\n")
        sys.stdout.flush()
    if "bad" in image.path:
        say(Failed(request_id, "picture_unreadable", {"path": image.path}))
        return True
    return False


def answer(request: Request) -> None:
    match request:
        case Segment(id=id_, image=image, prompt=prompt, hover=hover):
            if not misbehave(image, id_):
                x = prompt.points[0].x if prompt.points else 0.0
                say(Segmented(id_, image.key, hover, (candidate(x),), 1.0))
        case Prepare(images=images):
            for image in images:
                say(ImageReadiness(image.key, "ready"))
        case Predict(id=id_, images=images):
            for done, image in enumerate(images, start=1):
                misbehave(image, id_)
                found = (Detection(1, Box(0, 0, 5, 5), 0.8),)
                say(Predicted(id_, image.key, found, done, len(images)))
        case Cancel():
            pass


def main() -> None:
    sys.stderr.write("assist is up\n")
    say(Hello(int(sys.argv[1]), ("cpu",), ("mobile_sam",)))
    for line in sys.stdin.buffer:
        answer(msgspec.json.decode(line, type=Request))


if __name__ == "__main__":
    main()
