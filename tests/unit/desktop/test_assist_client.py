"""The assist client against a real process that speaks the protocol."""

import logging
import sys

import psutil
import pytest

from desktop.jobs.assist_client import AssistClient
from desktop.jobs.open_requests import ALONE, OpenRequests
from engine.protocol.requests import Failure, ImageRef, Predict, Predicted, Prompt, PromptPoint
from tests.helpers import fake_assist


@pytest.fixture
def client(qtbot, tmp_path):
    made = AssistClient(fake_assist.command(), tmp_path / "assist.log")
    yield made
    made.close()


@pytest.fixture
def running(client, qtbot):
    with qtbot.waitSignal(client.said_hello):
        client.start()
    return client


def at(x: float) -> Prompt:
    return Prompt((PromptPoint(x, 5.0),))


def image(path="photo.jpg", key="k") -> ImageRef:
    return ImageRef(str(path), key)


def test_hello_tells_devices_and_models(client, qtbot):
    with qtbot.waitSignal(client.said_hello) as heard:
        client.start()
    assert heard.args[0].models == ("mobile_sam",)


def test_a_click_is_answered_with_its_id(running, qtbot):
    with qtbot.waitSignal(running.segmented) as heard:
        asked = running.segment(image(), at(7.0))
    assert heard.args[0].id == asked
    assert heard.args[0].candidates[0].box.left == 7.0


def test_a_click_made_before_the_process_is_up_is_answered_when_it_is(client, qtbot):
    with qtbot.waitSignal(client.segmented) as heard:
        client.start()
        asked = client.segment(image(), at(1.0))
    assert heard.args[0].id == asked


def test_an_older_hover_answer_is_dropped(running, qtbot):
    answers = []
    running.segmented.connect(lambda reply: answers.append(reply.id))
    running.segment(image("slow.jpg"), at(1.0), hover=True)
    newer = running.segment(image(), at(2.0), hover=True)
    qtbot.waitUntil(lambda: newer in answers)
    assert answers == [newer]


def test_a_click_makes_a_hover_stale(running, qtbot):
    answers = []
    running.segmented.connect(lambda reply: answers.append(reply.id))
    running.segment(image("slow.jpg"), at(1.0), hover=True)
    click = running.segment(image(), at(2.0))
    qtbot.waitUntil(lambda: click in answers)
    assert answers == [click]


def test_a_cancelled_request_is_not_heard_of_again(running, qtbot):
    answers = []
    running.segmented.connect(lambda reply: answers.append(reply.id))
    cancelled = running.segment(image("slow.jpg"), at(1.0))
    kept = running.segment(image(), at(2.0))
    running.cancel(cancelled)
    qtbot.waitUntil(lambda: kept in answers)
    assert answers == [kept]


def test_a_failure_carries_its_code(running, qtbot):
    with qtbot.waitSignal(running.failed) as heard:
        running.segment(image("bad.jpg"), at(1.0))
    assert heard.args[0].code == "picture_unreadable"


def test_readiness_is_passed_on(running, qtbot):
    with qtbot.waitSignal(running.readiness_changed) as heard:
        running.prepare([image(key="abc")])
    assert (heard.args[0].key, heard.args[0].readiness) == ("abc", "ready")


def test_after_kill_9_the_next_click_works(running, qtbot, caplog):
    first = running.process_id
    with qtbot.waitSignals([running.died, running.restarted], order="strict"):
        psutil.Process(first).kill()
    with qtbot.waitSignal(running.segmented):
        running.segment(image(), at(3.0))
    assert running.process_id not in (0, first)
    assert "ended" in caplog.text


def test_a_click_in_flight_is_asked_again_when_the_process_dies(running, qtbot, tmp_path):
    with qtbot.waitSignal(running.segmented) as heard:
        asked = running.segment(image(tmp_path / "die once.jpg"), at(4.0))
    assert heard.args[0].id == asked


def test_a_click_that_kills_the_process_twice_fails_and_the_next_one_works(running, qtbot):
    with qtbot.waitSignal(running.failed) as heard:
        asked = running.segment(image("die always.jpg"), at(4.0))
    assert (heard.args[0].id, heard.args[0].code) == (asked, "engine_died")
    with qtbot.waitSignal(running.segmented):
        running.segment(image(), at(5.0))


def test_a_garbled_line_ends_the_process_and_a_new_one_answers(running, qtbot, caplog):
    with qtbot.waitSignal(running.failed) as heard:
        running.segment(image("garble.jpg"), at(4.0))
    assert heard.args[0].code == "engine_died"
    assert "unreadable message" in caplog.text
    with qtbot.waitSignal(running.segmented):
        running.segment(image(), at(5.0))


def test_predictions_are_counted_over_a_restart(running, qtbot, tmp_path):
    answers = []
    running.predicted.connect(answers.append)
    images = [image("a.jpg", "a"), image(tmp_path / "die once.jpg", "b"), image("c.jpg", "c")]
    running.predict(tmp_path / "card.json", images)
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert [reply.key for reply in answers] == ["a", "b", "c"]
    assert [(reply.done, reply.total) for reply in answers] == [(1, 3), (2, 3), (3, 3)]


def test_an_image_that_ends_each_process_is_passed_over(running, qtbot, tmp_path):
    answers = []
    running.predicted.connect(answers.append)
    names = ["a", "die always", "b", "die always too", "c"]
    running.predict(tmp_path / "card.json", [image(f"{name}.jpg", name) for name in names])
    qtbot.waitUntil(lambda: len(answers) == 5, timeout=20_000)
    assert [reply.key for reply in answers] == names
    assert [(reply.done, reply.total) for reply in answers] == [(n, 5) for n in range(1, 6)]
    codes = [reply.answer.code for reply in answers if isinstance(reply.answer, Failure)]
    assert codes == ["picture_ends_engine"] * 2
    with qtbot.waitSignal(running.segmented):
        running.segment(image(), at(5.0))


def test_where_every_image_ends_the_process_it_is_not_the_images(running, qtbot, tmp_path):
    answers = []
    running.predicted.connect(answers.append)
    images = [image("die always.jpg", str(number)) for number in range(9)]
    with qtbot.waitSignal(running.failed, timeout=20_000) as heard:
        asked = running.predict(tmp_path / "card.json", images)
    assert (heard.args[0].id, heard.args[0].code) == (asked, "engine_died")
    assert [reply.key for reply in answers] == ["0", "1", "2"]


def test_after_enough_images_alone_the_rest_is_asked_at_once():
    requests = OpenRequests()
    images = tuple(ImageRef(f"{number}.jpg", str(number)) for number in range(40))
    requests.add(request := Predict(requests.next_id(), "card.json", images))
    assert requests.part_of(request) == request
    assert requests.take_blamed() == ()
    assert requests.take_asked_twice() == ()
    sizes = [len(requests.part_of(request).images)]
    for number in range(ALONE):
        requests.count(Predicted(request.id, str(number), (), 1, 1))
        sizes.append(len(requests.next_part(request.id).images))
    assert sizes == [1] * ALONE + [40 - ALONE]
    requests.count(Predicted(request.id, str(ALONE), (), 1, 1))
    assert requests.next_part(request.id) is None


def test_a_program_that_is_not_there_fails_the_click_and_is_not_started_in_a_loop(
    qtbot, tmp_path, caplog
):
    client = AssistClient([str(tmp_path / "no such program")], tmp_path / "assist.log")
    deaths = []
    client.died.connect(lambda: deaths.append(1))
    with qtbot.waitSignal(client.failed):
        client.start()
        client.segment(image(), at(1.0))
    qtbot.wait(200)
    assert len(deaths) <= 3
    client.close()


def test_an_engine_of_another_version_is_refused(qtbot, tmp_path):
    client = AssistClient(fake_assist.command(version=99), tmp_path / "assist.log")
    with qtbot.waitSignal(client.failed) as heard:
        client.start()
        client.segment(image(), at(1.0))
    assert heard.args[0].code == "engine_version"


def test_closing_ends_the_process(running):
    child = psutil.Process(running.process_id)
    running.close()
    assert not child.is_running()


def test_closing_kills_a_process_that_does_not_listen(qtbot, tmp_path):
    deaf = [sys.executable, "-c", "import time; time.sleep(600)"]
    client = AssistClient(deaf, tmp_path / "assist.log")
    client.start()
    qtbot.waitUntil(lambda: client.process_id != 0)
    child = psutil.Process(client.process_id)
    client.close()
    assert not child.is_running()


def test_standard_error_goes_to_the_log(running, tmp_path, qtbot, caplog):
    caplog.set_level(logging.INFO)
    qtbot.waitUntil(lambda: "assist is up" in (tmp_path / "assist.log").read_text())


def test_another_process_takes_its_place_without_a_fuss(running, qtbot, caplog):
    before, answered = running.process_id, []
    running.segmented.connect(lambda reply: answered.append(reply.id))
    asked = running.segment(image("slow.jpg"), at(1.0))
    with qtbot.waitSignal(running.said_hello):
        running.renew()
    assert running.process_id not in (0, before)
    qtbot.waitUntil(lambda: not psutil.pid_exists(before))
    qtbot.waitUntil(lambda: answered == [asked])
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_what_never_ran_is_not_renewed(client):
    client.renew()
    assert client.process_id == 0
