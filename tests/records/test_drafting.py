"""What weakens a short message is found and quoted; calm messages are left alone. All of it is made up."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordkeeper.disclosure.calm_line import allowed, refused
from recordkeeper.records.boundaries import Boundary
from recordkeeper.records.drafting import LANGUAGES, MOST_WORDS, WHY, check, word_count
from recordkeeper.records.vocabulary import CHANNELS

CALM = (
    "Please do not call me.",
    "Do not contact me again.",
    "Please do not call me or come to my home. You can e-mail me about the children.",
    "From now on, write to me by e-mail only.",
    "I ask that you never contact me again.",
    "Please never call me.",
    "Do not call me about money.",
    "Do not send me money or gifts.",
    "Please stop texting me. I need quiet.",
    "Please do not call, because it wakes the baby.",
    "If you call again, I will block this number.",
    "If you come to my home again, I will call the police.",
    "I will report further messages to the police and show them this one.",
    "If you come to my work, I will tell my manager and security.",
    "Also, do not come to my home.",
    "I will not answer calls. Text me in an emergency only.",
    "You are not welcome at my home.",
    "Please contact my lawyer, not me.",
    "I am ill. Please do not call me.",
    "We are not in touch any more. Please respect that.",
    "Do not come to the school. Write to me about the school by e-mail.",
    "Please do not contact my family or friends.",
    "No me llames, por favor.",
    "Nunca me llames.",
    "No vuelvas a escribirme ni a venir a mi casa.",
    "A partir de hoy, escríbeme solo por correo sobre los niños.",
    "Por favor, no me contactes más. Necesito tranquilidad.",
    "Si vuelves a llamar, llamaré a la policía.",
    "Si sigues escribiendo, se lo diré a la policía y bloquearé este número.",
    "Estoy enferma. Te pido que no me llames.",
    "Te quiero pedir que no me escribas.",
    "No me hables de dinero.",
)

FOUND: tuple[tuple[str, list[tuple[str, str]]], ...] = (
    ("I'm sorry, but do not call me.", [("apology", "sorry")]),
    ("I\u2019m SORRY. Do not call me.", [("apology", "SORRY")]),
    ("I apologise for this. Do not call me.", [("apology", "I apologise")]),
    ("Forgive me, but please stop.", [("apology", "Forgive me")]),
    ("Maybe do not call me.", [("hedge", "Maybe")]),
    ("I think you can stop calling.", [("hedge", "I think")]),
    ("I'd prefer no calls.", [("hedge", "I'd prefer")]),
    ("Do not call me so often.", [("hedge", "so often")]),
    ("Try not to call.", [("hedge", "Try not")]),
    ("If that's okay, write by e-mail.", [("hedge", "If that's okay")]),
    ("I just want you to stop calling.", [("hedge", "I just")]),
    ("Do not call me for now.", [("opening", "for now")]),
    ("I cannot talk right now.", [("opening", "right now")]),
    ("I need some time.", [("opening", "some time")]),
    ("Do not call until I am better.", [("opening", "until I")]),
    ("We can still be friends. Do not call.", [("opening", "be friends")]),
    ("We'll see. Do not call.", [("opening", "We'll see")]),
    ("Please do not call tonight.", [("opening", "tonight")]),
    ("Could you please stop calling?", [("question", "Could you please stop calling?")]),
    ("Stop. Why do you call? Stop.", [("question", "Why do you call?")]),
    ("You always call at night. Stop.", [("argument", "You always")]),
    ("You never listened. Do not call.", [("argument", "You never listened")]),
    ("You promised to stop calling.", [("argument", "You promised")]),
    ("It is your fault. Do not call.", [("argument", "your fault")]),
    ("Stop calling, after everything you did.", [("argument", "after everything you")]),
    ("Call again and I'll hurt you.", [("threat", "I'll hurt you")]),
    ("Stop calling or else.", [("threat", "or else")]),
    ("You'll regret calling me.", [("threat", "You'll regret")]),
    ("You will be sorry. Stop calling.", [("threat", "You will be sorry")]),
    ("Call again and I will kill myself.", [("threat", "will kill myself")]),
    ("Call again and I will tell everyone.", [("threat", "tell everyone")]),
    ("Call again and I'll tell your boss.", [("threat", "I'll tell your boss")]),
    ("I will send it all to your wife.", [("threat", "send it all to your wife")]),
    ("I will post your messages. Stop calling.", [("threat", "post your messages")]),
    ("I will put this chat online.", [("threat", "put this chat online")]),
    ("By the way, happy birthday.", [("second-topic", "By the way"), ("second-topic", "birthday")]),
    ("Do not call me. You owe me the deposit.", [("second-topic", "owe"), ("second-topic", "deposit")]),
    ("Do not call me. I want my keys.", [("second-topic", "my keys")]),
    ("Do not call me. I still love you. I miss you.", [("second-topic", "I miss you")]),
    ("Do not call me. The kids need shoes.", [("second-topic", "The kids need")]),
    ("Do not call me, you idiot.", [("insult", "idiot")]),
    ("Stop calling, you are pathetic.", [("insult", "pathetic")]),
    ("Do not fucking call me.", [("insult", "fucking")]),
    ("Do not call, because I sleep badly. I am afraid of it.", [("long-reason", "I am afraid of it.")]),
    ("Lo siento, no me llames.", [("apology", "Lo siento")]),
    ("Perdón, no me llames.", [("apology", "Perdón")]),
    ("Quizás no me llames.", [("hedge", "Quizás")]),
    ("Me gustaría que no me llames.", [("hedge", "Me gustaría")]),
    ("No me llames tanto.", [("hedge", "tanto")]),
    ("No me llames por ahora.", [("opening", "por ahora")]),
    ("Necesito un tiempo. No me llames.", [("opening", "un tiempo")]),
    ("Más adelante ya hablaremos.", [("opening", "Más adelante"), ("opening", "ya hablaremos")]),
    ("¿Por qué me llamas?", [("question", "¿Por qué me llamas?")]),
    ("Siempre haces lo mismo. No me llames.", [("argument", "Siempre haces")]),
    ("Es por tu culpa. No me llames.", [("argument", "tu culpa")]),
    ("Te vas a arrepentir de llamar.", [("threat", "Te vas a arrepentir")]),
    ("Si llamas, te voy a hacer daño.", [("threat", "te voy a hacer daño")]),
    ("Si llamas, se lo contaré a todos.", [("threat", "se lo contaré a todos")]),
    ("Si llamas, le diré a tu jefe.", [("threat", "le diré a tu jefe")]),
    ("No me llames. Por cierto, es tarde.", [("second-topic", "Por cierto")]),
    ("No me llames. Me debes el alquiler.", [("second-topic", "Me debes"), ("second-topic", "alquiler")]),
    ("No me llames. Te extraño.", [("second-topic", "Te extraño")]),
    ("No me llames, imbécil.", [("insult", "imbécil")]),
    ("Estás loco. No me llames.", [("insult", "Estás loco")]),
    ("No llames, porque no duermo. Tengo miedo.", [("long-reason", "Tengo miedo.")]),
)


@pytest.mark.parametrize("text", CALM)
def test_a_calm_message_is_left_alone(text: str) -> None:
    """A boundary, a short reason and a step that protects are nothing to remark on."""
    assert check(text) == ()


@pytest.mark.parametrize(("text", "found"), FOUND, ids=[text for text, _found in FOUND])
def test_what_weakens_a_message_is_quoted(text: str, found: list[tuple[str, str]]) -> None:
    """Each finding has its kind and the very words, placed where they stand."""
    findings = check(text)
    assert [(one.kind, one.words) for one in findings] == found
    assert all(text[one.start : one.end] == one.words for one in findings)


def test_every_kind_is_caught_by_the_table() -> None:
    """No kind is in the list of reasons that no sentence of the table has, but for length."""
    assert {kind for _text, found in FOUND for kind, _words in found} == set(WHY) - {"long"}
    assert len(CALM) + len(FOUND) >= 60


def test_a_long_message_is_quoted_from_where_it_grows_long() -> None:
    """Sixty words are short; of sixty-one the last is quoted."""
    assert check("word " * MOST_WORDS) == ()
    (found,) = check("word " * MOST_WORDS + "more than that")
    assert (found.kind, found.words) == ("long", "more than that")
    assert found.why == "Over 60 words. What is short is harder to misread and easier to repeat."


def test_a_reason_that_is_known_is_one_sentence() -> None:
    """Told which part is the reason, its second sentence is quoted whatever its words."""
    text = "Do not call me. Nights are short. Days are long. You can e-mail me."
    (found,) = check(text, reason="Nights are short. Days are long.")
    assert (found.kind, found.words) == ("long-reason", "Days are long.")
    assert check(text, reason="Nights are short.") == ()


def test_each_finding_says_why_in_one_calm_line() -> None:
    """One line, no exclamation mark, no order given."""
    for why in WHY.values():
        assert "\n" not in why
        assert "!" not in why
        assert not {"must", "should", "never"} & set(why.lower().split())


def test_a_word_said_twice_is_found_twice_and_an_overlap_once() -> None:
    """Each place counts; words inside a longer finding are not told again."""
    assert [one.words for one in check("Sorry. Sorry.")] == ["Sorry", "Sorry"]
    assert [one.kind for one in check("You will be sorry.")] == ["threat"]


def test_the_lists_are_written_as_the_text_is_read() -> None:
    """Lower case, no accents, no apostrophes: a listed phrase that could never match is a mistake."""
    for language in LANGUAGES:
        for name in language.__slots__:
            for phrase in getattr(language, name):
                assert phrase == phrase.lower()
                assert set(phrase) <= set("abcdefghijklmnopqrstuvwxyz /*."), phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_listed_phrase_is_found(language: object) -> None:
    """Spelled out with each of its words, a phrase of the lists that lead to a finding leads to one."""
    for name in ("apology", "hedge", "opening", "argument", "threat", "insult", "turn", "topic"):
        for phrase in getattr(language, name):
            options = [part.split("/") if part != "..." else ["so"] for part in phrase.split()]
            for number in range(max(map(len, options))):
                words = (listed[min(number, len(listed) - 1)] for listed in options)
                spelled = " ".join(words).replace("*", "")
                assert check(spelled), spelled


def test_the_rules_in_words_are_calm_whatever_they_are() -> None:
    """What the program proposes itself has nothing that its own check remarks on."""
    for first, second in itertools.pairwise((*CHANNELS, "other:pigeon-post", CHANNELS[0])):
        for boundary in (
            Boundary(refuse=(first, second)),
            Boundary(allow=(first,), refuse=(second,), excepted=("children", "court", "property")),
            Boundary(no_contact=True, emergency=(first, second), excepted=("emergency", "other")),
        ):
            assert check(f"{refused(boundary)} {allowed(boundary)}") == ()
    assert refused(Boundary(no_contact=True)) == "Please do not contact me."
    assert (
        refused(Boundary(refuse=("call", "other:pigeon-post"), allow=("email",)))
        == "Please do not call me, contact me by pigeon post or contact me in any other way."
    )
    assert allowed(Boundary(allow=("email",), emergency=("call",), excepted=("children",))) == (
        "You can e-mail me. In an emergency only, you can call me. "
        "What concerns the children is an exception."
    )
    assert (refused(Boundary(allow=(), excepted=("court",))), allowed(Boundary(no_contact=True))) == ("", "")
    assert refused(Boundary(ended=True)) == "What I asked of you about contact no longer holds."


@given(st.text(max_size=300))
def test_any_text_can_be_looked_over(text: str) -> None:
    """Whatever was typed or pasted, findings quote it exactly, in its order."""
    findings = check(text, reason=text[: len(text) // 2])
    assert all(text[one.start : one.end] == one.words for one in findings)
    assert [one.start for one in findings] == sorted(one.start for one in findings)
    assert word_count(text) >= 0
