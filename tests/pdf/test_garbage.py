"""Text layers that are garbage, and texts of all kinds that are not."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.pdf.garbage import is_garbage
from reviewer.pdf.words import FLAGS

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "pdf"

ARTICLE = {  # the first article of the Universal Declaration of Human Rights
    "English": "All human beings are born free and equal in dignity and rights. They are endowed with reason and "
    "conscience and should act towards one another in a spirit of brotherhood.",
    "Finnish": "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan. Heille on annettu järki "
    "ja omatunto, ja heidän on toimittava toisiaan kohtaan veljeyden hengessä.",
    "Polish": "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni "
    "rozumem i sumieniem i powinni postępować wobec innych w duchu braterstwa.",
    "Welsh": "Genir pawb yn rhydd ac yn gydradd â'i gilydd mewn urddas a hawliau. Fe'u cynysgaeddir â rheswm a "
    "chydwybod, a dylai pawb ymddwyn y naill at y llall mewn ysbryd cymodlon.",
    "Hmong": "Txhua tus neeg yug los muaj kev ywj pheej thiab sib npaug zos hauv txoj cai. Lawv muaj peev xwm laj "
    "thawj thiab lub siab, thiab yuav tsum coj zoo rau ib leeg li kwv tij.",
    "Vietnamese": "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền lợi. Mọi con người đều "
    "được tạo hóa ban cho lý trí và lương tâm và cần phải đối xử với nhau trong tình bằng hữu.",
    "Somali": "Aadanaha dhammaantiis wuxuu dhashaa isagoo xor ah kana siman xagga sharafta iyo xuquuqada. Waxaa Alle "
    "siiyay aqoon iyo wacyi, waana in qof la arkaa qofka kale ula dhaqmaa si walaaltinimo ah.",
    "Russian": "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью "
    "и должны поступать в отношении друг друга в духе братства.",
    "Greek": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
    "Arabic": "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق. وقد وهبوا عقلا وضميرا وعليهم أن يعامل بعضهم بعضا "
    "بروح الإخاء.",
    "Hebrew": "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון.",
    "Hindi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।",
    "Thai": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
    "Korean": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
    "Japanese": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
    "Chinese": "人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。",
}
PLAIN = {
    "figures": "\n".join(f"{n}  $1,{n:03d}.50  (2.4%)  -{n * 7}.00  10/{n % 28 + 1:02d}/2011" for n in range(60)),
    "program": "for (int i = 0; i < n; i++) {\n  if (a[i] > *max) { *max = a[i]; }\n}\nreturn (x ? y : z);\n" * 4,
    "leaders": "".join(f"Chapter {n} {'. ' * 60}{n}\n" for n in range(20)) + "_" * 400,
    "numbers of exhibits": " ".join(f"SCP-{n:07d} PX-{n} DHS/FOIA-{n:05d}" for n in range(80)),
    "capitals": "THE SECRETARY SAYS THAT THE PROGRAMME IS VOLUNTARY AND THAT NO COUNTY IS MADE TO JOIN IT. " * 4,
    "hexadecimal": " ".join(f"{n * 2654435761 % 2**32:08x}" for n in range(90)),
}


@pytest.mark.parametrize("name", [*ARTICLE, *PLAIN])
def test_what_is_read_by_people_is_no_garbage(name: str) -> None:
    assert not is_garbage((ARTICLE | PLAIN)[name] * 2)


@pytest.mark.parametrize("name", ["English", "Finnish", "Polish", "Somali"])
@pytest.mark.parametrize("by", [-29, 3])
def test_letters_that_are_moved_are_garbage(name: str, by: int) -> None:
    text = "".join(letter if letter == " " else chr(max(33, ord(letter) + by)) for letter in ARTICLE[name])
    assert is_garbage(text * 2)


@pytest.mark.parametrize(
    "text",
    [
        "\ufffd\ufffd \ufffd\ufffd\ufffd" * 20,
        "".join(map(chr, range(0xE000, 0xE040))) * 2,
        "!\"#$%&'()*+ ,-./:; <=>?@ [\\]^_ `{|}~" * 4,
        ARTICLE["Russian"].encode("cp1251").decode("latin-1"),
    ],
    ids=["unknown", "private use", "glyph numbers as signs", "wrong encoding"],
)
def test_layers_of_broken_fonts_are_garbage(text: str) -> None:
    assert is_garbage(text)


@given(st.text(max_size=39))
def test_of_a_few_characters_nothing_is_said(text: str) -> None:
    assert not is_garbage(text)


@pytest.mark.corpus
def test_garbage_of_the_corpus() -> None:
    """Both were looked at: a table whose fonts have no map, and a page whose spaces are unknown characters."""
    found = {path.name for path in sorted(CORPUS.glob("*.pdf")) if _has_garbage(path)}
    assert found == {"aleph_example.pdf", "pdfjs_issue13916.pdf"}


def _has_garbage(path: Path) -> bool:
    try:
        with pymupdf.open(path) as document:
            pages = [] if document.needs_pass else [document[number] for number in range(min(8, len(document)))]
            return any(is_garbage(page.get_text(flags=FLAGS)) for page in pages)
    except (RuntimeError, ValueError):
        return False
