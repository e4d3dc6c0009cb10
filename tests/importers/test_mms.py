"""What an MMS is made of: words, pictures, and who was in it."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordkeeper.importers.importer import Media
from tests.importers.reading import WORDS, addr, mms, part, read, smses


@given(st.lists(WORDS.filter(lambda text: text != "null"), min_size=1, max_size=4))
def test_text_parts_come_back_exactly(texts: list[str]) -> None:
    """The text parts of an MMS are its words, verbatim, with one line break between two parts."""
    raw = smses(mms(*(part(text=text) for text in texts)))
    assert read(raw).only.contact.words == "\n".join(texts)


def test_parts_that_are_not_words_become_media() -> None:
    """Pictures come out decoded, the layout is left out, and the names are as the message gives them."""
    picture = bytes(range(256))
    found = read(
        smses(
            mms(
                part("application/smil", text="<smil/>"),
                part("image/png", name="null", cl="../p.png", text="null", data=b64encode(picture).decode()),
                part("text/x-vCard", name="v.vcf", text="BEGIN:VCARD"),
                part("text/plain", text="look", data="null"),
                sub="hello",
                m_id="id-1",
            )
        )
    ).only
    assert found.media == (
        Media("../p.png", "image/png", picture),
        Media("v.vcf", "text/x-vCard", b"BEGIN:VCARD"),
    )
    assert (found.contact.words, found.contact.subject, found.contact.flags) == ("look", "hello", ())
    assert found.native_id == "id-1"


@pytest.mark.parametrize("data", ["not-valid-base64-content!!", "QUJ", "QUJD=QUJD", "QUJDRA", "null", "Ä"])
def test_an_unreadable_part_does_not_cost_the_message(data: str) -> None:
    """A damaged picture is told as unreadable, never half decoded, and the words beside it stay."""
    found = read(smses(mms(part("image/png", name="p.png", data=data), part(text="words")))).only
    (media,) = found.media
    assert (media.name, media.data) == ("p.png", None)
    assert media.reason
    assert (found.contact.words, found.contact.flags) == ("words", ("part-unreadable",))


def test_a_group_message_in_is_from_its_sender() -> None:
    """In a group the sender is the address of type 137, and the others stand apart."""
    found = read(
        smses(
            mms(
                addr("+12025550144", "137"),
                addr("+12025550143", "151"),
                address="+12025550143~+12025550144~+12025550145",
            )
        )
    ).only
    assert found.contact.identifier == "+12025550144"
    assert found.contact.group == ("+12025550143", "+12025550145")
    assert found.contact.flags == ("group",)


def test_a_group_message_out_is_to_all() -> None:
    """The keeper's message to a group names every recipient and no single other side."""
    contact = read(smses(mms(address="+12025550143~+12025550144", msg_box="2"))).only.contact
    assert (contact.identifier, contact.group) == ("", ("+12025550143", "+12025550144"))


def test_one_number_in_all_addresses_names_no_sender() -> None:
    """Where a phone wrote one number everywhere, nobody in a group is named as its sender."""
    same = (addr("+12025550143", "137"), addr("+12025550143", "151"))
    alone, group = read(
        smses(mms(*same, address="+12025550199"), mms(*same, address="+12025550143~+12025550144"))
    ).found
    assert (alone.contact.identifier, alone.contact.group) == ("+12025550199", ())
    assert (group.contact.identifier, group.contact.group) == ("", ("+12025550143", "+12025550144"))


def test_an_rcs_group_is_known_by_its_members() -> None:
    """Where the address names only the group, its members come from the address elements."""
    listed = (addr("+12025550143", "130"), addr("+12025550144", "137"), addr("+12025550144", "130"))
    contact = read(smses(mms(*listed, address="group_8@rcs.example.com"))).only.contact
    assert (contact.medium, contact.identifier, contact.group) == ("rcs", "+12025550144", ("+12025550143",))
    nameless = read(smses(mms(address="group_8@rcs.example.com"))).only.contact
    assert nameless.group == ("group_8@rcs.example.com",)


def test_androids_placeholder_is_nobody() -> None:
    """The words Android writes for the keeper's own number are never taken for a person."""
    listed = (addr("insert-address-token", "137"), addr("+12025550143", "151"))
    contact = read(smses(mms(*listed, address="+12025550143~+12025550144"))).only.contact
    assert contact.identifier == ""
    assert "insert-address-token" not in contact.group


def test_a_true_mms_of_google_messages_is_not_called_rcs() -> None:
    """Google Messages marks its MMS like its RCS; only those without the network's own id are RCS."""
    raw = smses(
        mms(tr_id="proto:AA==", ct_cls="135"),
        mms(tr_id="proto:BB==", ct_cls="135", m_id="071820215541300200006"),
        mms(tr_id="proto:CC==", ct_cls="null"),
        mms(tr_id="transaction003"),
    )
    assert [(item.contact.medium, item.native_id) for item in read(raw).found] == [
        ("rcs", "proto:AA=="),
        ("mms", "071820215541300200006"),
        ("mms", "proto:CC=="),
        ("mms", "transaction003"),
    ]


def test_a_delivery_report_is_the_networks() -> None:
    """Delivery and read reports are marked as the network's, so that they are never counted as contact."""
    assert [item.system for item in read(smses(mms(m_type="134"), mms(m_type="132"))).found] == [True, False]
