"""Style packs: zip files with styles, their pictures and the networks that have learned them."""

from nst.packs.pack import MAX_BYTES, PackedStyle, read_pack, write_pack

__all__ = ["MAX_BYTES", "PackedStyle", "read_pack", "write_pack"]
