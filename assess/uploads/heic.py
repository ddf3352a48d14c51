"""Photos as iPhones keep them: decoded by libheif, drawn from its rows without a second large picture."""

from io import BytesIO

from PIL import Image

from assess.uploads import shrinking


def known() -> None:
    """Let Pillow read them; the decoder is loaded with the first."""
    import pillow_heif  # noqa: PLC0415 -- most processes never need it

    pillow_heif.options.DECODE_THREADS = 1  # each would take address space, which is limited
    pillow_heif.options.THUMBNAILS = False
    pillow_heif.register_heif_opener()


def decoded(content: bytes, most_pixels: int) -> Image.Image:
    """Return the main picture, upright, with at most so many pixels."""
    import pillow_heif  # noqa: PLC0415 -- as above

    file = pillow_heif.open_heif(BytesIO(content), convert_hdr_to_8bit=True)
    rows, stride, width = file.data, file.stride, file.size[0]

    def strip(top: int, end: int) -> Image.Image:
        part = rows[top * stride : end * stride]
        return Image.frombuffer(file.mode, (width, end - top), part, "raw", file.mode, stride, 1)

    return shrinking.strips(file.size, "RGBA" if file.mode == "RGBA" else "RGB", strip, most_pixels)


def lacked_memory(fault: Exception) -> bool:
    """Say whether the decoder failed for want of memory, which it tells in words only."""
    return isinstance(fault, RuntimeError) and str(fault).startswith("Memory allocation error")
