"""Builds the segmentation networks: MobileSAM and SAM's own, read without running any code."""

from pathlib import Path
from typing import cast

from segment_anything import sam_model_registry
from segment_anything.modeling import (
    ImageEncoderViT,
    MaskDecoder,
    PromptEncoder,
    Sam,
    TwoWayTransformer,
)

from engine.architectures.weights import read_weights
from engine.architectures.yolo import quiet
from engine.protocol.errors import SaegimError

MOBILE_SAM = "mobile_sam"

SAM_VARIANTS = {"sam_vit_b": "vit_b", "sam_vit_l": "vit_l", "sam_vit_h": "vit_h"}
"""Catalogue name to the name in the official package's registry."""


def build_sam(name: str, weights: Path) -> Sam:
    """Build a network and load its weights, every key of them.

    Args:
        name: ``mobile_sam`` or a key of ``SAM_VARIANTS``.
        weights: The catalogue's file; read by ``read_weights``, so nothing in it is executed.

    Returns:
        The network in eval mode, on the CPU, without gradients.

    Raises:
        SaegimError: ``unknown_architecture`` for another name; ``bad_weights`` for a file that is
            damaged, holds code, or is another network's.
    """
    if name == MOBILE_SAM:
        sam = _mobile_sam()
    elif name in SAM_VARIANTS:
        sam = sam_model_registry[SAM_VARIANTS[name]]()
    else:
        raise SaegimError("unknown_architecture", name=name)
    try:
        sam.load_state_dict(read_weights(weights))
    # torch has no exception of its own for foreign weights.
    except RuntimeError as error:
        raise SaegimError("bad_weights", file=weights.name) from error
    return sam.eval().requires_grad_(False)


def _mobile_sam() -> Sam:
    """MobileSAM (arXiv 2306.14289): SAM's prompt encoder and decoder behind a TinyViT."""
    quiet()
    from ultralytics.models.sam.modules.tiny_encoder import TinyViT

    encoder: object = TinyViT(
        img_size=1024,
        embed_dims=(64, 128, 160, 320),
        depths=(2, 2, 6, 2),
        num_heads=(2, 4, 5, 10),
        window_sizes=(7, 7, 14, 7),
    )
    prompt_encoder = PromptEncoder(
        embed_dim=256,
        image_embedding_size=(64, 64),
        input_image_size=(1024, 1024),
        mask_in_chans=16,
    )
    decoder = MaskDecoder(
        transformer_dim=256,
        transformer=TwoWayTransformer(depth=2, embedding_dim=256, mlp_dim=2048, num_heads=8),
    )
    # The package names its own ViT as the type, but uses nothing of it that TinyViT lacks.
    return Sam(cast("ImageEncoderViT", encoder), prompt_encoder, decoder)
