"""SAM in two halves: a slow one for the picture, a fast one for each prompt."""

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from segment_anything import SamPredictor
from segment_anything.modeling import Sam

from engine.assist.embeddings import Embedding
from engine.protocol.requests import Prompt


class DecodedMasks(NamedTuple):
    """All four of the decoder's answers to a prompt: the single one, then the three.

    Source: Kirillov et al., Segment Anything (arXiv 2304.02643), section 3 and appendix A. The
    first token is trained for unambiguous prompts, the other three for whole, part and subpart.
    """

    logits: NDArray[np.float32]
    """(4, 256, 256); positive inside. The picture fills it from the top left corner."""
    scores: NDArray[np.float32]
    """(4,), the network's own estimates of the IoU."""


class SamModel:
    """Encodes pictures and decodes prompts with one SAM network.

    Args:
        sam: A network of ``build_sam``; it is moved to the device.
        device: ``cpu``, ``cuda:N`` or ``mps``.
    """

    def __init__(self, sam: Sam, device: str = "cpu") -> None:
        self._sam = sam.to(device)
        self._predictor = SamPredictor(self._sam)

    def encode(self, pixels: NDArray[np.uint8]) -> Embedding:
        """Encode a picture, RGB, shape (height, width, 3)."""
        with torch.inference_mode():
            self._predictor.set_image(pixels)
            features = self._predictor.get_image_embedding()[0].to("cpu", torch.float16).numpy()
        self._predictor.reset_image()
        return Embedding(features, pixels.shape[0], pixels.shape[1])

    def decode(self, embedding: Embedding, prompt: Prompt) -> DecodedMasks:
        """Answer a prompt whose coordinates are pixels of the encoded picture."""
        size = (embedding.height, embedding.width)
        with torch.inference_mode():
            sparse, dense = self._sam.prompt_encoder(
                points=self._points(prompt, size), boxes=self._boxes(prompt, size), masks=None
            )
            # Unlike SamPredictor.predict, this gives the single mask and the three at once.
            logits, scores = self._sam.mask_decoder.predict_masks(
                image_embeddings=self._tensor(embedding.features[None]),
                image_pe=self._sam.prompt_encoder.get_dense_pe(),
                sparse_prompt_embeddings=sparse,
                dense_prompt_embeddings=dense,
            )
        return DecodedMasks(logits[0].cpu().numpy(), scores[0].cpu().numpy())

    def _points(
        self, prompt: Prompt, size: tuple[int, int]
    ) -> tuple[torch.Tensor, torch.Tensor] | None:
        if not prompt.points:
            return None
        corners = np.array([[point.x, point.y] for point in prompt.points])
        labels = np.array([float(point.include) for point in prompt.points])
        scaled = self._predictor.transform.apply_coords(corners, size)
        return self._tensor(scaled[None]), self._tensor(labels[None])

    def _boxes(self, prompt: Prompt, size: tuple[int, int]) -> torch.Tensor | None:
        if prompt.box is None:
            return None
        box = prompt.box
        corners = np.array([[box.left, box.top, box.right, box.bottom]])
        return self._tensor(self._predictor.transform.apply_boxes(corners, size))

    def _tensor(self, array: NDArray[np.floating]) -> torch.Tensor:
        return torch.as_tensor(array, dtype=torch.float32, device=self._predictor.device)
