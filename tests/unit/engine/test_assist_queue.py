"""Which request the assist process answers first."""

import threading

from engine.assist.work_queue import PredictImage, PrepareImage, WorkQueue
from engine.protocol.requests import Cancel, ImageRef, Predict, Prepare, Prompt, Segment

A, B, C = (ImageRef(f"/pictures/{name}.jpg", name) for name in "abc")


def click(number: int) -> Segment:
    return Segment(number, A, Prompt())


def hover(number: int) -> Segment:
    return Segment(number, A, Prompt(), hover=True)


def taken(queue: WorkQueue, count: int) -> list[object]:
    return [queue.take() for _ in range(count)]


def test_clicks_go_before_hovers_predictions_and_preparing():
    queue = WorkQueue()
    queue.put(Prepare(1, (A,)))
    queue.put(predict := Predict(2, "card.json", (B,)))
    queue.put(click(3))
    queue.put(click(4))
    queue.put(hover(5))
    assert taken(queue, 5) == [
        click(3),
        click(4),
        hover(5),
        PredictImage(predict, 0),
        PrepareImage(1, A),
    ]


def test_a_newer_hover_drops_the_older_one_before_it_is_computed():
    queue = WorkQueue()
    for number in range(1, 6):
        queue.put(hover(number))
    queue.put(Prepare(6, (A,)))
    assert taken(queue, 2) == [hover(5), PrepareImage(6, A)]


def test_a_click_makes_the_hover_before_it_stale():
    queue = WorkQueue()
    queue.put(hover(1))
    queue.put(click(2))
    queue.put(Prepare(3, (A,)))
    assert taken(queue, 2) == [click(2), PrepareImage(3, A)]


def test_a_click_waits_for_one_image_of_a_long_list_at_most():
    queue = WorkQueue()
    queue.put(Prepare(1, (A, B, C)))
    assert queue.take() == PrepareImage(1, A)
    queue.put(click(2))
    assert taken(queue, 2) == [click(2), PrepareImage(1, B)]


def test_a_newer_list_replaces_the_older_one_and_says_what_is_given_up():
    queue = WorkQueue()
    assert queue.put(Prepare(1, (A, B))) == ()
    assert queue.put(Prepare(2, (C, B))) == (A,)
    assert taken(queue, 2) == [PrepareImage(2, C), PrepareImage(2, B)]


def test_predictions_of_two_requests_keep_their_order():
    queue = WorkQueue()
    first, second = Predict(1, "one.json", (A, B)), Predict(2, "two.json", (C,))
    queue.put(first)
    queue.put(second)
    assert taken(queue, 3) == [
        PredictImage(first, 0),
        PredictImage(first, 1),
        PredictImage(second, 0),
    ]


def test_cancelled_requests_are_dropped_whatever_they_are():
    queue = WorkQueue()
    queue.put(click(1))
    queue.put(Predict(2, "card.json", (A, B)))
    queue.put(Prepare(3, (A, B)))
    queue.put(hover(4))
    assert [queue.put(Cancel(number)) for number in (1, 2, 3, 4)] == [(), (), (A, B), ()]
    queue.put(click(5))
    assert queue.take() == click(5)
    queue.close()
    assert queue.take() is None


def test_closing_wakes_up_who_waits_and_leaves_the_rest():
    queue = WorkQueue()
    jobs: list[object] = []
    waiting = threading.Thread(target=lambda: jobs.append(queue.take()))
    waiting.start()
    queue.close()
    waiting.join()
    queue.put(click(1))
    assert [*jobs, queue.take()] == [None, None]
