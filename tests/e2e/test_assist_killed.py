"""`kill -9` of the real assist process: the next click works."""

import psutil
import pytest
from PIL import Image, ImageDraw

from desktop.jobs.assist_client import AssistClient
from engine.protocol.requests import ImageRef, Prompt, PromptPoint
from engine.system.process import engine_command


@pytest.mark.slow
def test_the_next_click_is_answered_by_a_new_process(qtbot, tmp_path):
    picture = Image.new("RGB", (320, 240), "white")
    ImageDraw.Draw(picture).ellipse((100, 60, 220, 180), fill="darkred")
    picture.save(tmp_path / "disc.png")
    image = ImageRef(str(tmp_path / "disc.png"), "disc")
    click = Prompt((PromptPoint(160.0, 120.0),))
    command = [*engine_command(), "assist", "--cache", str(tmp_path / "cache")]
    client = AssistClient(command, tmp_path / "assist.log")
    with qtbot.waitSignal(client.segmented, timeout=120_000):
        client.start()
        client.segment(image, click)

    # In flight: the person clicks, and the process dies before it answers.
    first = client.process_id
    with qtbot.waitSignal(client.segmented, timeout=120_000) as answered:
        asked = client.segment(image, click)
        psutil.Process(first).kill()

    assert answered.args[0].id == asked
    box = answered.args[0].candidates[0].box
    assert abs(box.left - 100) < 8
    assert abs(box.bottom - 180) < 8
    with qtbot.waitSignal(client.segmented, timeout=120_000):
        client.segment(image, click)
    assert client.process_id not in (0, first)
    client.close()
