"""Multi-label classification: any number of classes for each image."""

from engine.protocol.specs import Recipe
from engine.protocol.translation import QT_TRANSLATE_NOOP
from engine.tasks.classify import INPUT, USAGE, classifier_recipe
from engine.tasks.figures import DataFigures
from engine.tasks.spec import VERIFIED_EMPTY, Metric, TaskSpec


def recommend(figures: DataFigures, has_gpu: bool) -> Recipe:
    """The default recipe."""
    return classifier_recipe("multilabel", figures, has_gpu)


MULTILABEL = TaskSpec(
    name="multilabel",
    title=QT_TRANSLATE_NOOP("Tasks", "Multi-label classification"),
    question=QT_TRANSLATE_NOOP("Tasks", "Tag pictures: give each picture any number of classes"),
    plan=QT_TRANSLATE_NOOP("Tasks", "To tell which of these a picture shows:"),
    learns_from=frozenset({"whole_image"}),
    class_kind="whole_image",
    metrics=(
        Metric("mAP", QT_TRANSLATE_NOOP("Metrics", "mAP")),
        Metric("macro_f1", QT_TRANSLATE_NOOP("Metrics", "macro F1")),
    ),
    recommend=recommend,
    trainer="engine.training.torch_loop.multilabel:fit",
    predictor="engine.inference.classifier:MultilabelClassifier",
    network="engine.architectures.network:load_trained",
    usual_format="csv",
    input=INPUT,
    output="float32 (1, {classes}): the sigmoid of each is the probability that its class is shown",
    usage=USAGE,
    # Without a label, only one that somebody has looked at and found empty shows nothing.
    negatives=frozenset({VERIFIED_EMPTY}),
    many_labels=True,
    undecided_at=0.5,
)
