"""Style packs: zip files with styles, their pictures and the networks that have learned them."""

from nst.packs.pack import PackedStyle, read_pack, write_pack

__all__ = ["PackedStyle", "read_pack", "write_pack"]
