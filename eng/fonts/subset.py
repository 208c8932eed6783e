#!/usr/bin/env python3
"""Makes src/Reports/Fonts/*.ttf out of the full Noto Sans SC of the npm package. Called by make-fonts.sh."""
import subprocess
import sys

REGULAR, BOLD, OUT = sys.argv[1:4]


def decoded(codec, leads, trails):
    for lead in leads:
        for trail in trails:
            try:
                yield ord(bytes([lead, trail]).decode(codec))
            except (UnicodeDecodeError, TypeError):
                pass


def block(first, last):
    return set(range(first, last + 1))


# Latin, Greek, punctuation, super- and subscripts, currency, letter-like, arrows, mathematics, shapes, CJK and full-width signs.
SIGNS = (
    block(0x20, 0x7E) | block(0xA0, 0x17F) | block(0x2C6, 0x2DC) | block(0x370, 0x3FF) | block(0x2010, 0x205E) | block(0x2070, 0x209C)
    | block(0x20A0, 0x20BF) | block(0x2100, 0x214F) | block(0x2150, 0x218B) | block(0x2190, 0x21FF) | block(0x2200, 0x22FF) | block(0x2460, 0x24FF)
    | block(0x25A0, 0x25FF) | block(0x3000, 0x303F) | block(0xFE30, 0xFE4F) | block(0xFF01, 0xFFEF)
)
# GB2312 levels 1 and 2 with its signs: the characters of everyday simplified Chinese.
GB2312 = set(decoded("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)))
# Big5 level 1: the frequent characters of traditional Chinese, for ledgers and names written in them.
BIG5 = set(decoded("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]))

for source, name, characters in [
    (REGULAR, "NotoSansSC-Regular.subset.ttf", SIGNS | GB2312 | BIG5),
    (BOLD, "NotoSansSC-Bold.subset.ttf", SIGNS | GB2312),
]:
    subprocess.run(
        ["pyftsubset", source, f"--output-file={OUT}/{name}", "--unicodes=" + ",".join(f"{code:X}" for code in sorted(characters)),
         "--layout-features=kern", "--drop-tables+=vhea,vmtx,VORG,BASE,GSUB,GPOS,GDEF,DSIG,STAT", "--no-hinting", "--desubroutinize",
         "--name-IDs=0,1,2,3,4,5,6,13,14", "--notdef-outline", "--no-recalc-timestamp", "--canonical-order"],
        check=True)
