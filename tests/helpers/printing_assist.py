"""The assist process with a network that prints to standard output, as libraries do."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from engine.assist.channel import take_over_standard_streams
from engine.assist.embeddings import Embedding, EmbeddingCache
from engine.assist.segmenter import Segmenter
from engine.assist.server import AssistServer
from engine.assist.tools import ModelLoaders
from engine.protocol.requests import PROTOCOL_VERSION, Hello
from tests.helpers.fake_sam import FakeSam


class PrintingSam(FakeSam):
    def encode(self, picture: np.ndarray) -> Embedding:
        print("Downloading weights 12%")
        sys.stdout.buffer.write(b'{"type": "Hello"}\n')
        sys.stdout.flush()
        os.write(1, b"from C\n")
        subprocess.run([sys.executable, "-c", "print('from a child')"], check=True)
        return super().encode(picture)


def main(cache: Path) -> None:
    channel = take_over_standard_streams()
    channel.send(Hello(PROTOCOL_VERSION, ("cpu",), ()))
    embeddings = EmbeddingCache(cache)

    def no_predictor(card: Path):
        raise AssertionError(card)

    tools = ModelLoaders(lambda report: Segmenter(PrintingSam(), embeddings, report), no_predictor)
    AssistServer(channel, embeddings, tools).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
