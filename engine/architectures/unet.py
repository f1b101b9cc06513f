"""U-Net on MobileNetV2, for every pixel."""

from pathlib import Path
from typing import Any, cast

import torch
from segmentation_models_pytorch import Unet
from torch import nn
from typing_extensions import override

from engine.architectures.network import Network
from engine.architectures.weights import read_weights
from engine.protocol.errors import SaegimError

_BACKBONE_PREFIX = "features."


class UNet(Network):
    """segmentation-models-pytorch's U-Net: (N, 3, S, S) to (N, outputs, S, S) logits.

    Ronneberger and others 2015; the encoder is torchvision's MobileNetV2.
    """

    head_prefixes = ("decoder.", "segmentation_head.")

    def __init__(self, outputs: int) -> None:
        # Without the name of weights nothing is fetched.
        model = Unet("mobilenet_v2", encoder_weights=None, in_channels=3, classes=outputs)
        self.module = cast("nn.Module", model).to(memory_format=torch.channels_last)

    @override
    def blocks(self) -> list[nn.Module]:
        return list(self.module.get_submodule("encoder.features").children())

    @override
    def head(self) -> nn.Module:
        model: Any = self.module
        return nn.ModuleList([model.decoder, model.segmentation_head])

    @override
    def load_backbone(self, path: Path) -> None:
        weights = read_weights(path)
        backbone = {n: value for n, value in weights.items() if n.startswith(_BACKBONE_PREFIX)}
        try:
            self.module.get_submodule("encoder").load_state_dict(backbone)
        except (RuntimeError, KeyError) as error:
            raise SaegimError("bad_weights", file=path.name) from error
