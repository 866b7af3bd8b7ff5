"""A picture on a page: its pixels come along, and nothing that its file knew besides."""

import ast
import os
import pickle
import re
import struct
import subprocess
import sys
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import attrs
import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html
from PIL import Image, ImageDraw, ImageOps, PngImagePlugin

import therapy_notes as tn
from helpers import documents as tenth
from helpers import keeps_quiet
from hostile_documents import documents
from therapy_notes.composition import compose
from therapy_notes.document.pictures import clean_picture
from therapy_notes.document.tree import Block, Blocks, Document, Listing, Paragraph, Picture, Quote, Text
from therapy_notes.writers import docx as docx_writer
from therapy_notes.writers import html as html_writer
from therapy_notes.writers import markdown as markdown_writer

HOUSE = Path(tn.__file__).parent
WORDS_IN_A_FILE = (
    "canary-camera", "canary-maker", "canary-owner", "canary-latitude", "canary-xmp", "canary-comment", "canary-caption",
    "canary-profile", "canary-after-the-end", "canary-text", "canary-title", "canary-packed", "canary-own-chunk",
)  # fmt: skip
CODINGS = ("ascii", "utf-16-le", "utf-16-be")
SPELLINGS = [word.encode(coding) for word in WORDS_IN_A_FILE for coding in CODINGS]


# -- pictures that know too much ------------------------------------------------------------------------------


def photograph(width: int = 48, height: int = 32) -> Image.Image:
    """Return a picture in which no two corners are alike."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width // 3, height // 3), fill=(200, 40, 40))
    pen.ellipse((width // 2, height // 2, width - 2, height - 2), fill=(40, 80, 200))
    return image


def encoded(image: Image.Image, kind: str, **how: object) -> bytes:
    made = BytesIO()
    image.save(made, kind, **how)
    return made.getvalue()


def exif(orientation: int = 1, thumbnail: bytes = b"") -> bytes:
    """Return EXIF as cameras write it: who, with what, where, and how it looked before it was cut."""
    blobs = b""
    after = 8 + 2 + 12 * 4 + 4 + (2 + 12 * 2 + 4) * 2 + 2 + 12 * 2 + 4

    def at(data: bytes) -> int:
        nonlocal blobs
        place = after + len(blobs)
        blobs += data
        return place

    def directory(*entries: tuple[int, int, int, int], following: int = 0) -> bytes:
        rows = b"".join(
            struct.pack("<HHII", tag, kind, count, value) if kind != 3 else struct.pack("<HHIHH", tag, kind, count, value, 0)
            for tag, kind, count, value in sorted(entries)
        )
        return struct.pack("<H", len(entries)) + rows + struct.pack("<I", following)

    private = 8 + 2 + 12 * 4 + 4
    place = private + 2 + 12 * 2 + 4
    second = place + 2 + 12 * 2 + 4
    owner = "canary-owner".encode("utf-16-le")
    whole = (
        directory(
            (0x010F, 2, 13, at(b"canary-camera")),
            (0x0112, 3, 1, orientation),
            (0x8769, 4, 1, private),
            (0x8825, 4, 1, place),
            following=second,
        )
        + directory((0x927C, 7, 12, at(b"canary-maker")), (0x9286, 7, len(owner), at(owner)))
        + directory((0x0001, 2, 2, ord("N")), (0x001C, 7, 15, at(b"canary-latitude")))
        + directory((0x0201, 4, 1, at(thumbnail)), (0x0202, 4, 1, len(thumbnail)))
    )
    assert len(whole) + 8 == after
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + whole + blobs


def segment(marker: int, payload: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(payload) + 2) + payload


def with_segments(jpeg: bytes, *segments: bytes) -> bytes:
    """Return a JPEG with segments behind its first."""
    assert jpeg[:4] == b"\xff\xd8\xff\xe0"
    end = 4 + struct.unpack(">H", jpeg[4:6])[0]
    return jpeg[:end] + b"".join(segments) + jpeg[end:]


def knowing_jpeg(image: Image.Image | None = None, orientation: int = 1) -> bytes:
    """Return a photograph as it comes from a telephone and has gone through two programs."""
    before_it_was_cut = encoded(Image.new("RGB", (16, 16), (1, 2, 3)), "JPEG", comment=b"canary-comment")
    notes = [
        segment(0xE1, exif(orientation, before_it_was_cut)),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>canary-xmp</x:xmpmeta>"),
        segment(0xE2, b"ICC_PROFILE\0\1\1" + "canary-profile".encode("utf-16-be") + bytes(130)),
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x13\x1c\x02\x78\0\x0ecanary-caption\0"),
        segment(0xFE, b"canary-comment"),
    ]
    return with_segments(encoded(image or photograph(), "JPEG", quality=95), *notes) + b"canary-after-the-end"


def chunk(name: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", zlib.crc32(name + payload))


def with_chunks(png: bytes, *chunks: bytes) -> bytes:
    """Return a PNG with chunks behind its header."""
    return png[:33] + b"".join(chunks) + png[33:]


def knowing_png(image: Image.Image | None = None, orientation: int = 1) -> bytes:
    """Return a drawing with everything in it that a PNG has room for."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Title", "canary-title")
    text.add_itxt("Description", "canary-text", "en", "canary-text")
    text.add_text("Comment", "canary-packed" * 5, zip=True)
    plain = encoded(image or photograph(), "PNG", pnginfo=text, exif=exif(orientation), dpi=(300, 300))
    notes = (
        chunk(b"tIME", struct.pack(">HBBBBB", 2024, 5, 6, 7, 8, 9)),
        chunk(b"iCCP", b"canary-profile\0\0" + zlib.compress(b"canary-profile" + bytes(130))),
        chunk(b"caNy", b"canary-own-chunk"),
    )
    return with_chunks(plain, *notes) + b"canary-after-the-end"


def pixels(data: bytes) -> tuple[tuple[int, int], bytes]:
    """Return what is seen of a picture: its size and its colours, and nothing where it is transparent."""
    with Image.open(BytesIO(data)) as opened:
        size = opened.size
        if opened.mode == "I;16":
            return size, opened.tobytes()
        seen = bytearray(opened.convert("RGBA").tobytes())
    for place in range(0, len(seen), 4):
        if seen[place + 3] == 0:
            seen[place : place + 4] = bytes(4)
    return size, bytes(seen)


def png_chunks(data: bytes) -> Iterator[bytes]:
    place = 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        yield data[place + 4 : place + 8]
        place += 12 + length


def jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the segments up to the pixels."""
    place = 2
    while True:
        marker, (length,) = data[place + 1], struct.unpack(">H", data[place + 2 : place + 4])
        yield marker, data[place + 4 : place + 2 + length]
        if marker == 0xDA:
            return
        place += 2 + length


# -- cleaning -------------------------------------------------------------------------------------------------


def test_the_pictures_of_these_tests_do_know_what_they_should_not_tell() -> None:
    both = knowing_jpeg() + knowing_png()
    unpacked = both + b"canary-packed"
    assert b"canary-packed" not in both, "it is compressed"
    assert all(
        any(word.encode(coding) in unpacked for coding in ("ascii", "utf-16-le", "utf-16-be")) for word in WORDS_IN_A_FILE
    )
    with Image.open(BytesIO(knowing_jpeg(orientation=6))) as opened:
        known = opened.getexif()
        assert known[0x010F] == "canary-camera"
        assert known[0x0112] == 6
        assert known.get_ifd(0x8825)[0x001C] == b"canary-latitude"
        assert known.get_ifd(0x8769)[0x927C] == b"canary-maker"
        assert opened.info["comment"] == b"canary-comment"
        assert b"canary-xmp" in opened.info["xmp"]
    with Image.open(BytesIO(knowing_png())) as opened:
        opened.load()
        assert opened.info["Comment"] == "canary-packed" * 5
        assert opened.info["Description"] == "canary-text"


@pytest.mark.parametrize("data", [knowing_jpeg(), knowing_png()], ids=["jpeg", "png"])
def test_nothing_that_the_file_knew_is_in_the_picture(data: bytes) -> None:
    clean = clean_picture(data)
    assert not any(spelling in clean.data for spelling in SPELLINGS)
    with Image.open(BytesIO(clean.data)) as opened:
        opened.load()
        assert not opened.getexif()
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert opened.size == (clean.width, clean.height) == (48, 32)


def test_a_jpeg_holds_nothing_but_what_its_pixels_need() -> None:
    data = clean_picture(knowing_jpeg()).data
    segments = list(jpeg_segments(data))
    assert {marker for marker, _ in segments} <= {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}
    assert [payload for marker, payload in segments if marker == 0xE0] == [b"JFIF\0\1\1\0\0\1\0\1\0\0"]
    assert data.startswith(b"\xff\xd8")
    assert data.endswith(b"\xff\xd9")
    assert data.count(b"\xff\xd8\xff") == 1, "no second picture"


def test_a_png_holds_nothing_but_what_its_pixels_need() -> None:
    names = list(png_chunks(clean_picture(knowing_png()).data))
    assert (names[0], names[-1]) == (b"IHDR", b"IEND")
    assert set(names[1:-1]) == {b"IDAT"}


def test_a_jpeg_stays_a_jpeg_and_looks_the_same() -> None:
    clean = clean_picture(knowing_jpeg())
    assert clean.media_type == "image/jpeg"
    (_, before), (_, after) = pixels(knowing_jpeg()), pixels(clean.data)
    assert max(abs(one - other) for one, other in zip(before, after, strict=True)) < 24


MODES = {"1": 1, "L": 8, "LA": 16, "P": 8, "RGB": 24, "RGBA": 32, "I;16": 16}


@given(st.sampled_from(sorted(MODES)), st.integers(1, 9), st.integers(1, 9), st.data())
def test_a_png_keeps_every_pixel_that_is_seen(mode: str, width: int, height: int, data: st.DataObject) -> None:
    size = -(-width * MODES[mode] // 8) * height
    image = Image.frombytes(mode, (width, height), data.draw(st.binary(min_size=size, max_size=size)))
    if mode == "P":
        image.putpalette(data.draw(st.binary(min_size=768, max_size=768)))
    transparency = data.draw(st.none() | st.binary(max_size=256)) if mode == "P" else None
    drawn = encoded(image, "PNG", **({} if not transparency else {"transparency": transparency}))
    clean = clean_picture(drawn)
    assert clean.media_type == "image/png"
    assert pixels(clean.data) == pixels(drawn)


def test_what_an_eraser_has_taken_away_is_gone() -> None:
    image = photograph().convert("RGBA")
    image.putpixel((3, 3), (250, 1, 2, 128))
    image.paste((9, 99, 199, 0), (10, 10, 20, 20))
    with Image.open(BytesIO(clean_picture(encoded(image, "PNG")).data)) as opened:
        assert opened.getpixel((15, 15)) == (0, 0, 0, 0)
        assert opened.getpixel((3, 3)) == (250, 1, 2, 128)


def test_a_colour_that_no_pixel_has_is_not_in_the_palette() -> None:
    image = Image.new("P", (4, 4), 0)
    image.putpalette(b"\x01\x02\x03" + b"canary" * 100)
    assert b"canary" in encoded(image, "PNG")
    assert b"canary" not in clean_picture(encoded(image, "PNG")).data


@given(
    st.sampled_from([knowing_png, knowing_jpeg]),
    st.integers(0, 9),
    st.integers(1, 12),
    st.integers(1, 12),
    st.randoms(use_true_random=False),
)
def test_a_picture_stands_upright_however_the_camera_was_held(
    knowing: Callable[[Image.Image, int], bytes], orientation: int, width: int, height: int, random: Random
) -> None:
    image = Image.frombytes("RGB", (width, height), random.randbytes(3 * width * height))
    data = knowing(image, orientation)
    with Image.open(BytesIO(data)) as opened:
        turned = ImageOps.exif_transpose(opened).convert("RGB")
    assert turned.size == ((height, width) if 5 <= orientation <= 8 else (width, height))
    upright = Image.frombytes("RGB", turned.size, turned.tobytes())
    clean = clean_picture(data)
    assert (clean.width, clean.height) == turned.size
    how = {} if knowing is knowing_png else {"quality": 90, "subsampling": 0}
    assert pixels(clean.data) == pixels(encoded(upright, "JPEG" if how else "PNG", **how))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_red_corner_of_a_turned_picture_is_at_its_top_left(orientation: int) -> None:
    turn_back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's numbers for what undoes each orientation
    held = photograph()
    if orientation in turn_back:
        held = held.transpose(Image.Transpose(turn_back[orientation]))
    for data in (knowing_jpeg(held, orientation), knowing_png(held, orientation)):
        clean = clean_picture(data)
        assert (clean.width, clean.height) == (48, 32)
        with Image.open(BytesIO(clean.data)) as opened:
            red, _, blue = opened.convert("RGB").getpixel((5, 5))  # type: ignore[misc]
        assert red > 150
        assert blue < 100


NOTES = [b"tEXt", b"iTXt", b"tIME", b"eXIf", b"caNy", b"dSIG", b"hIST", b"sPLT"]
NOTES_OF_A_FORM = [b"zTXt", b"iCCP", b"pHYs", b"gAMA", b"sRGB", b"cHRM", b"acTL"]


@given(
    st.lists(st.tuples(st.sampled_from(NOTES), st.binary(max_size=80)), max_size=4),
    st.binary(max_size=60),
)
def test_notes_in_a_png_change_no_byte_of_the_picture(notes: list[tuple[bytes, bytes]], after: bytes) -> None:
    plain = encoded(photograph(), "PNG")
    noted = with_chunks(plain, *(chunk(name, payload) for name, payload in notes)) + after
    assert clean_picture(noted) == clean_picture(plain)


@given(st.sampled_from(NOTES_OF_A_FORM), st.binary(max_size=80))
@example(b"zTXt", b"\0\1")
@example(b"iCCP", b"")
def test_a_note_that_is_broken_itself_stays_behind_or_the_picture_does(name: bytes, payload: bytes) -> None:
    plain = encoded(photograph(), "PNG")
    try:
        found = clean_picture(with_chunks(plain, chunk(name, payload)))
    except tn.WriteError:
        return
    assert found == clean_picture(plain)


APPLICATIONS = [0xE1, 0xE2, 0xE3, 0xE5, 0xEC, 0xED, 0xEF, 0xFE]
BEGINNINGS = [
    b"",
    b"Exif\0\0",
    b"Exif\0\0II*\0\x08\0\0\0",
    b"http://ns.adobe.com/xap/1.0/\0",
    b"ICC_PROFILE\0\1\1",
    b"Photoshop 3.0\0",
]


@given(
    st.lists(st.tuples(st.sampled_from(APPLICATIONS), st.sampled_from(BEGINNINGS), st.binary(max_size=80)), max_size=4),
    st.binary(max_size=60),
)
def test_notes_in_a_jpeg_change_no_byte_of_the_picture(notes: list[tuple[int, bytes, bytes]], after: bytes) -> None:
    plain = encoded(photograph(), "JPEG")
    noted = with_segments(plain, *(segment(marker, begins + rest) for marker, begins, rest in notes)) + after
    assert clean_picture(noted) == clean_picture(plain)


def test_the_same_bytes_give_the_same_picture_in_another_process() -> None:
    program = "import sys, test_pictures as t; sys.stdout.buffer.write(t.clean_picture(t.knowing_jpeg()).data)"
    path = os.pathsep.join([*sys.path, str(Path(__file__).parent)])
    environment = {"PYTHONPATH": path, "PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu"}
    made = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True).stdout
    assert made == clean_picture(knowing_jpeg()).data


@pytest.mark.parametrize(
    ("kind", "how", "media_type"),
    [
        ("GIF", {}, "image/png"),
        ("BMP", {}, "image/png"),
        ("TIFF", {"compression": "tiff_lzw", "description": "canary-text"}, "image/png"),
        ("WEBP", {"exif": exif()[6:], "xmp": b"canary-xmp"}, "image/jpeg"),
        ("AVIF", {"exif": exif()[6:]}, "image/jpeg"),
        ("MPO", {"save_all": True, "append_images": [Image.new("RGB", (48, 32), (1, 1, 1))]}, "image/jpeg"),
    ],
)
def test_other_pictures_become_one_of_the_two(kind: str, how: dict[str, object], media_type: str) -> None:
    clean = clean_picture(encoded(photograph(), kind, **how))
    assert (clean.media_type, clean.width, clean.height) == (media_type, 48, 32)
    assert not any(spelling in clean.data for spelling in SPELLINGS)


def test_a_photograph_with_holes_becomes_a_png() -> None:
    image = photograph().convert("RGBA")
    image.putpixel((0, 0), (0, 0, 0, 0))
    assert clean_picture(encoded(image, "WEBP", lossless=True)).media_type == "image/png"
    image.putpixel((0, 0), (0, 0, 0, 255))
    assert clean_picture(encoded(image, "WEBP", lossless=True)).media_type == "image/jpeg"


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "TIFF", "PNG"])
def test_of_several_frames_the_first_is_shown_and_the_others_are_gone(kind: str) -> None:
    hidden = Image.effect_noise((48, 32), 90).convert("RGB")
    how = {"lossless": True} if kind == "WEBP" else {}
    several = clean_picture(encoded(photograph(), kind, save_all=True, append_images=[hidden], **how))
    assert several == clean_picture(encoded(photograph(), kind, **how))


@pytest.mark.parametrize("mode", ["CMYK", "YCbCr", "L", "1"])
def test_a_jpeg_of_another_press_is_a_jpeg_of_three_colours_or_of_greys(mode: str) -> None:
    clean = clean_picture(encoded(photograph().convert(mode), "JPEG"))
    with Image.open(BytesIO(clean.data)) as opened:
        assert (opened.format, opened.mode) == ("JPEG", "L" if mode in {"L", "1"} else "RGB")


# -- what is no picture ---------------------------------------------------------------------------------------


def huge_png() -> bytes:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


NO_PICTURES = {
    "nothing": b"",
    "words": b"canary-text, and no picture",
    "half a photograph": encoded(photograph(200, 200), "JPEG", quality=95)[:-4000],
    "half a drawing": encoded(photograph(200, 200), "PNG")[:-400],
    "a picture that runs": b"<svg xmlns='http://www.w3.org/2000/svg'><text>canary-text</text></svg>",
    "a page": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%Title: canary-text\n%%EndComments\n",
    "a kind that nobody keeps": encoded(photograph(), "PPM"),
    "packed words without end": with_chunks(encoded(photograph(), "PNG"), chunk(b"IDAT", b"\0" * 50)),
}


@pytest.mark.parametrize("data", NO_PICTURES.values(), ids=NO_PICTURES.keys())
def test_what_is_no_whole_picture_is_refused_without_a_word_of_it(data: bytes) -> None:
    with pytest.raises(tn.WriteError) as caught:
        clean_picture(data, where="picture 2")
    assert str(caught.value) == "picture 2: not a picture that can be read; nothing was written"
    for word in WORDS_IN_A_FILE:
        keeps_quiet(caught.value, word)


@given(st.sampled_from([knowing_jpeg(), knowing_png()]), st.data())
def test_a_broken_picture_is_a_picture_or_an_error_of_ours(whole: bytes, data: st.DataObject) -> None:
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        clean = clean_picture(bytes(broken[: data.draw(st.integers(0, len(whole)))]))
    except tn.WriteError as error:
        for word in WORDS_IN_A_FILE:
            keeps_quiet(error, word)
    else:
        assert not any(spelling in clean.data for spelling in SPELLINGS)


def test_a_picture_that_would_fill_the_memory_is_refused_from_its_header() -> None:
    with pytest.raises(tn.WriteError, match=r"^picture: a picture with more pixels than the limit; nothing was written$"):
        clean_picture(huge_png())


def test_the_limit_can_be_another() -> None:
    data = encoded(photograph(), "PNG")
    assert clean_picture(data, most_pixels=48 * 32).width == 48
    with pytest.raises(tn.WriteError, match="more pixels than the limit"):
        clean_picture(data, most_pixels=48 * 32 - 1)


def test_without_pillow_the_error_says_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    data = knowing_jpeg()
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(ImportError, match=r'pip install "therapy-notes\[pictures\]"'):
        clean_picture(data)


def test_pages_without_pictures_do_not_load_pillow() -> None:
    program = (
        "import sys, therapy_notes as tn; tn.render(tn.view(tn.example(), 'me'), 'html'); sys.exit('PIL' in sys.modules)"
    )
    assert (
        subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": ":".join(sys.path)}, check=False).returncode == 0
    )


# -- from an attachment to the page ---------------------------------------------------------------------------


def attachment(name: str, alt_text: str = "", words: str = "", id: str = "") -> tn.Attachment:
    return tn.Attachment(id=id or name or "nameless", name=name, alt_text=alt_text, words=words)


def entry(*attachments: tn.Attachment, shared: bool = True, id: str = "dusk") -> tn.Entry:
    readers = ("therapist", "public") if shared else ()
    return tn.Entry(id=id, body="I took this.", title="At dusk", attachments=attachments, shared_with=readers)


def journal(*records: tn.Record) -> tn.Journal:
    return tn.Journal(zone="Europe/Paris").with_records(*records)


BRIDGE = attachment("bridge.jpg", "The bridge, from below", words="in June")
PICTURES = {"bridge.jpg": knowing_jpeg(), "drawing.png": knowing_png(Image.new("RGB", (20, 20), (4, 5, 6)))}
OURS = tn.view(journal(entry(BRIDGE, attachment("drawing.png"))), "therapist")


def pictures_in(blocks: Blocks) -> list[Picture]:
    found: list[Picture] = []
    for block in blocks:
        match block:
            case Picture():
                found.append(block)
            case Listing():
                found += [picture for item in block.items for picture in pictures_in(item)]
            case Quote():
                found += pictures_in(block.blocks)
            case _:
                pass
    return found


def shown(view: tn.View, pictures: Mapping[str, bytes], **layout: str) -> list[Picture]:
    return pictures_in(compose(view, tn.Layout(pictures=pictures, **layout)).blocks)  # type: ignore[arg-type]


def everything(view: tn.View | tn.Prep, pictures: Mapping[str, bytes]) -> tuple[str | bytes, ...]:
    layout = tn.Layout(pictures=pictures)
    return tuple(tn.render(view, name, layout) for name in ("docx", "html", "markdown", "json"))


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def images_of(page: str) -> list[tuple[str, bytes]]:
    """Return alt text and bytes of every picture in a page of HTML."""
    found = lxml_html.document_fromstring(page).iter("img")
    return [(str(image.get("alt")), b64decode(str(image.get("src")).partition(";base64,")[2])) for image in found]


def test_a_picture_stands_beneath_its_attachment() -> None:
    one, other = shown(OURS, PICTURES)
    assert (one.media_type, one.width, one.height, one.alt_text) == ("image/jpeg", 48, 32, "The bridge, from below")
    assert one.in_words == "(picture: The bridge, from below)"
    assert (other.media_type, other.width, other.height) == ("image/png", 20, 20)
    markdown = tn.render(OURS, "markdown", tn.Layout(pictures=PICTURES))
    assert "bridge.jpg · in June\n\n    (picture: The bridge, from below)\n" in markdown
    assert "The bridge, from below" in tn.render(OURS, "markdown"), "without the picture its words stay"


def test_a_picture_without_a_description_is_not_called_decoration_nor_by_its_file_name() -> None:
    (picture,) = shown(tn.view(journal(entry(attachment("img_2041.jpg", " \n"))), "me"), {"img_2041.jpg": knowing_jpeg()})
    assert picture.alt_text == "picture without a description"
    assert picture.in_words == "(picture without a description)"


def test_alt_text_stands_as_it_was_written_in_docx_and_html() -> None:
    alt_text = 'She said "<b>no</b>" & left.\n\tThen\x07 \u202eback'
    view = tn.view(journal(entry(attachment("bridge.jpg", alt_text))), "me")
    layout = tn.Layout(pictures=PICTURES)
    seen = 'She said "<b>no</b>" & left.\n\tThen␇ \u202eback\u202c'
    assert [alt for alt, _ in images_of(tn.render(view, "html", layout))] == [seen]
    opened = docx.Document(BytesIO(tn.render(view, "docx", layout)))
    (properties,) = (element for element in opened.element.body.iter() if str(element.tag).endswith("}docPr"))
    assert dict(properties.attrib) == {"id": "1", "name": "Picture 1", "descr": seen}


def test_no_byte_of_a_finished_file_knows_what_the_pictures_knew() -> None:
    packed, page, markdown, json = everything(OURS, PICTURES)
    assert isinstance(packed, bytes)
    assert isinstance(page, str)
    whole = [packed, *parts_of(packed).values(), page.encode(), str(markdown).encode(), str(json).encode()]
    whole += [data for _, data in images_of(page)]
    assert not any(spelling in data for spelling in SPELLINGS for data in whole)


def test_both_files_hold_the_clean_pictures_whole() -> None:
    packed, page, *_ = everything(OURS, PICTURES)
    assert isinstance(packed, bytes)
    clean = [clean_picture(data).data for data in PICTURES.values()]
    parts = parts_of(packed)
    assert [parts["word/media/picture1.jpeg"], parts["word/media/picture2.png"]] == clean
    assert [data for _, data in images_of(str(page))] == clean


def test_what_the_reader_does_not_see_is_not_looked_at() -> None:
    private = entry(attachment("secret.jpg", "canary-text"), shared=False, id="night")
    view = tn.view(journal(entry(BRIDGE), private), "therapist")
    alone = everything(view, {"bridge.jpg": knowing_jpeg()})
    for secret in (knowing_png(), b"", b"no picture", huge_png()):
        assert everything(view, {"bridge.jpg": knowing_jpeg(), "secret.jpg": secret}) == alone
    assert everything(tn.view(journal(entry(BRIDGE)), "therapist"), {"bridge.jpg": knowing_jpeg()}) == alone


def test_a_reader_who_does_not_see_the_names_of_attachments_sees_no_picture() -> None:
    view = tn.view(journal(entry(BRIDGE, attachment("drawing.png"))), "public")
    assert [held.name for record in view.journal.entries for held in record.attachments] == ["", ""]
    for given_pictures in (PICTURES, {**PICTURES, "": knowing_jpeg()}):
        assert everything(view, given_pictures) == everything(view, {})


def test_a_name_is_the_name_that_the_reader_sees() -> None:
    view = tn.view(journal(entry(attachment("bridge%% in Linz%%.jpg"))), "therapist")
    assert len(shown(view, {"bridge.jpg": knowing_jpeg()})) == 1
    assert shown(view, {"bridge%% in Linz%%.jpg": knowing_jpeg()}) == []


def test_a_page_before_a_session_shows_no_pictures() -> None:
    prep = tn.prepare(OURS, at=tn.moment("2024-05-12 20:00", "Europe/Paris"))
    assert everything(prep, PICTURES) == everything(prep, {})


NAMES = st.sampled_from(["a.jpg", "b.png", "c.gif", "", "ä.jpg"])
SMALL = {
    "a.jpg": encoded(photograph(9, 7), "JPEG"),
    "b.png": encoded(photograph(5, 5), "PNG"),
    "c.gif": encoded(photograph(4, 8), "GIF"),
    "": encoded(photograph(3, 3), "PNG"),
    "ä.jpg": b"broken",
}


@tenth
@given(st.lists(NAMES, max_size=3), st.sets(NAMES), st.dictionaries(NAMES, st.sampled_from([*SMALL.values(), b""])))
def test_only_pictures_of_attachments_that_are_seen_change_a_byte(
    names: list[str], kept: set[str], unseen: dict[str, bytes]
) -> None:
    shared = entry(*(attachment(name, id=str(place)) for place, name in enumerate(names)))
    hidden = entry(*(attachment(name) for name in unseen), shared=False, id="night")
    seen = {name: SMALL[name] for name in kept - {"ä.jpg"} if name in names and name}
    others = {name: data for name, data in unseen.items() if name not in names or not name}
    one = everything(tn.view(journal(shared), "therapist"), seen)
    assert everything(tn.view(journal(shared, hidden), "therapist"), {**others, **seen}) == one


def test_the_same_picture_twice_is_one_part_of_the_file() -> None:
    again = {"bridge.jpg": knowing_jpeg(), "copy.jpg": knowing_jpeg()}
    view = tn.view(
        journal(entry(BRIDGE, attachment("copy.jpg", "Again"), attachment("bridge.jpg", "Once more", id="third"))), "me"
    )
    packed = tn.render(view, "docx", tn.Layout(pictures=again))
    parts = parts_of(packed)
    assert [name for name in parts if "media" in name] == ["word/media/picture1.jpeg"]
    body = parts["word/document.xml"].decode()
    assert re.findall(r'docPr id="(\d)" name="Picture \1" descr="([^"]*)"', body) == [
        ("1", "The bridge, from below"), ("2", "Again"), ("3", "Once more"),
    ]  # fmt: skip
    assert re.findall('r:embed="([^"]*)"', body) == ["picture1"] * 3


def test_a_picture_is_cleaned_once_for_all_who_show_it(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def counted(data: bytes, *, where: str) -> Picture:
        calls.append(where)
        return clean_picture(data, where=where)

    monkeypatch.setattr("therapy_notes.composition.record.clean_picture", counted)
    view = tn.view(journal(entry(BRIDGE, attachment("drawing.png")), entry(BRIDGE, id="again")), "me")
    assert len(shown(view, PICTURES)) == 3
    assert calls == ["picture 1", "picture 2"]


@pytest.mark.parametrize("suffix", ["docx", "html", "md"])
@pytest.mark.parametrize("broken", [b"", b"canary-text", huge_png()])
def test_of_a_picture_that_cannot_be_shown_nothing_is_written(tmp_path: Path, suffix: str, broken: bytes) -> None:
    target = tmp_path / f"mine.{suffix}"
    target.write_bytes(b"old")
    with pytest.raises(tn.WriteError, match=r"^picture 2: ") as caught:
        tn.export(OURS, target, tn.Layout(pictures={**PICTURES, "drawing.png": broken}))
    keeps_quiet(caught.value, "canary-text")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_without_pillow_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(ImportError, match="therapy-notes"):
        tn.export(OURS, tmp_path / "mine.docx", tn.Layout(pictures=PICTURES))
    assert list(tmp_path.iterdir()) == []


# -- the layout that carries them -----------------------------------------------------------------------------


def test_a_layout_says_how_many_pictures_it_carries_and_not_which() -> None:
    shown_layout = repr(tn.Layout(pictures={"canary-name.jpg": b"canary-bytes"}))
    assert "pictures=<1>" in shown_layout
    assert "canary" not in shown_layout
    assert "canary" not in repr(Picture(b"canary", "image/png", 1, 1))


def test_a_layout_keeps_its_own_list_of_pictures() -> None:
    mine = {"a.jpg": b"1"}
    layout = tn.Layout(pictures=mine)
    mine["b.jpg"] = b"2"
    assert layout.pictures == {"a.jpg": b"1"}
    assert pickle.loads(pickle.dumps(layout)) == layout  # noqa: S301
    assert attrs.evolve(layout, paper="letter").pictures == layout.pictures
    assert tn.Layout().pictures == {}


@pytest.mark.parametrize("wrong", [{"canary-name.jpg": "canary-name.jpg"}, {"canary-name.jpg": None}, {1: b""}])
def test_what_is_no_picture_by_name_is_refused_where_the_layout_is_made(wrong: Mapping[str, bytes]) -> None:
    with pytest.raises(TypeError, match="Layout.pictures: not the ") as caught:
        tn.Layout(pictures=wrong)
    keeps_quiet(caught.value, "canary-name")


# -- any document ---------------------------------------------------------------------------------------------


def _drawing(size: tuple[int, int], alt_text: str, kind: str) -> Picture:
    clean = clean_picture(encoded(Image.new("RGB", size, (7, 8, 9)), kind))
    return attrs.evolve(clean, alt_text=alt_text, in_words=f"(picture: {alt_text})")


SIZES = [(1, 1), (1, 3000), (3000, 1), (700, 900), (1200, 800), (20, 30)]
drawings = st.builds(_drawing, st.sampled_from(SIZES), st.text(max_size=30), st.sampled_from(["PNG", "JPEG"]))


def _around(picture: Picture, depth: int) -> Block:
    block: Block = picture
    for level in range(depth):
        block = (
            Quote((block,))
            if level % 2
            else Listing("bullet", ((block,) if level % 4 else (Paragraph((Text("x"),)), block),))
        )
    return block


def _illustrated(document: Document, found: list[Picture], depth: int) -> Document:
    return attrs.evolve(document, blocks=(*document.blocks, *(_around(picture, depth) for picture in found)))


illustrated = st.builds(
    _illustrated, documents, st.lists(drawings, min_size=1, max_size=3), st.sampled_from([0, 1, 2, 5, 30])
)


@tenth
@given(illustrated)
def test_every_picture_of_any_document_opens_in_its_size_and_within_its_page(document: Document) -> None:
    data = docx_writer.render(document)
    assert data == docx_writer.render(document)
    opened = docx.Document(BytesIO(data))
    section = opened.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    composed = pictures_in(document.blocks)
    assert len(opened.inline_shapes) == len(composed)
    for shape, picture in zip(opened.inline_shapes, composed, strict=True):
        assert shape.width <= min(9525 * picture.width, section.page_width)
        assert shape.height <= min(9525 * picture.height, section.page_height)
        assert shape.width * picture.height == pytest.approx(shape.height * picture.width, rel=0.01, abs=9525 * 60)
    used = {part.partname for part in opened.part.package.iter_parts() if "media" in part.partname}
    assert len(used) == len({picture.data for picture in composed})


@tenth
@given(illustrated)
def test_every_picture_of_any_document_is_in_the_page_with_its_words(document: Document) -> None:
    page = html_writer.render(document)
    composed = pictures_in(document.blocks)
    assert [data for _, data in images_of(page)] == [picture.data for picture in composed]
    assert "style-src 'unsafe-inline'; img-src data:\">" in page
    assert page.count("<img ") == len(composed)


@tenth
@given(illustrated)
def test_markdown_holds_the_words_and_no_bytes(document: Document) -> None:
    markdown = markdown_writer.render(document)
    assert "base64" not in markdown
    assert "(picture: " in markdown or all(picture.in_words == "" for picture in pictures_in(document.blocks))


# -- the house ------------------------------------------------------------------------------------------------


def _calls(name: str) -> set[str]:
    return {
        str(path.relative_to(HOUSE))
        for path in HOUSE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    }


def test_no_picture_comes_into_a_document_but_by_the_one_way_that_cleans_it() -> None:
    assert _calls("Picture") == {"document/pictures.py"}
    assert _calls("clean_picture") == {"composition/record.py"}
