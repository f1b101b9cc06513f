"""How steps of the history are packed: most are a few numbers among the same words as ever."""

import zlib

from engine.protocol.errors import SaegimError

MOST_UNPACKED = 1 << 28
"""Bytes of a step: those of some 700,000 annotations that came or went at once."""

_USUAL = (
    b'["predicted_images",{"id":,"image_id":,"model_id":"run_id":"score":0."prompt":{"points":[{'
    b'"x":"y":"positive":true,"box":null["label_classes",{"name":"color":"#"key":"position":'
    b'"geometry_kind":"polygon""skeleton":["images",{"path":"pictures/.jpg","sort_key":'
    b'"content_hash":"width":"height":"group":"look":"added_at":"+00:00","low":null,"high":null,'
    b'"split":"train",{"state":"suggested"},{"state":"reviewed"}],{"state":"new"},'
    b'{"state":"in_work"}],["suggestions",["annotations",,null,{"id":,"image_id":,"class_id":,'
    b'"geometry":"{\\"type\\":\\"mask\\",\\"width\\":,\\"height\\":,\\"counts\\":\\"'
    b'{\\"type\\":\\"polygon\\",\\"points\\":[[],["author":"human","prompt":null,"model_id":null,'
    b'"score":null}]][["annotations",1,{"geometry":"{\\"type\\":\\"box\\",\\"left\\":1.,\\"top\\":2.,'
    b'\\"right\\":3.,\\"bottom\\":4.}"},{"geometry":"{\\"type\\":\\"box\\",\\"left\\":5.,\\"top\\":6.,'
    b'\\"right\\":7.,\\"bottom\\":8.}"}]]'
)
"""What stands in most steps: a dictionary for zlib, which makes those of one object smaller by a
third to a half. It must never change; the last words are the cheapest to refer to."""


def packed(text: bytes) -> bytes:
    """Pack the text of a step."""
    packer = zlib.compressobj(level=1, zdict=_USUAL)
    return packer.compress(text) + packer.flush()


def unpacked(data: bytes, most: int = MOST_UNPACKED) -> bytes:
    """Take the text of a step out of its packing, also of one that was packed without dictionary.

    Raises:
        SaegimError: ``history_damaged``, also for what would take more than ``most`` bytes.
    """
    unpacker = zlib.decompressobj(zdict=_USUAL)
    try:
        text = unpacker.decompress(data, max(1, min(most, MOST_UNPACKED)))
    except zlib.error as error:
        raise SaegimError("history_damaged") from error
    if not unpacker.eof:
        raise SaegimError("history_damaged")
    return text
