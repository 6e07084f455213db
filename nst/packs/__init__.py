"""Style packs: zip files with styles, their pictures and the networks that have learned them."""

from nst.packs.files import MAX_BYTES, MAX_NAME, StyleFiles, read_files, write_files
from nst.packs.pack import PackedStyle, read_pack, write_pack

__all__ = ["MAX_BYTES", "MAX_NAME", "PackedStyle", "StyleFiles", "read_files", "read_pack", "write_files", "write_pack"]
