"""One image asked of a predictor, which takes many at a time."""

from pathlib import Path

from engine.inference.prediction import Predictor
from engine.protocol.requests import Detection


def predict(predictor: Predictor, path: Path, lowest_score: float = 0.05) -> tuple[Detection, ...]:
    (found,) = predictor.predict([predictor.view(path)], lowest_score)
    return found
