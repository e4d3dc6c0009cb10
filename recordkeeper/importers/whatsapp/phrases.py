"""Words that WhatsApp itself writes into an export, in the languages of the phones that write most of them.

English, German, Spanish, French, Italian and Portuguese; the line on encryption in a few more. They are
what the app's own translations and public samples of exports say (whatsapp-chat-parser, whatstk, rwhatsapp,
and phrase lists on GitHub); the lines on blocking were confirmed by no live phone. What is not in this
table stays a message, so that a missing phrase loses nothing.

All of these are looked for in text from which the marks that the app puts between its words were taken.
"""

import re

LRM = "\u200e"
"""Left-to-right mark: the app puts it before what it writes itself, and nobody types it."""
MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Invisible marks that the app puts around names, dates and its own words."""
_MARKLESS = dict.fromkeys(map(ord, MARKS))


def markless(text: str) -> str:
    """Text without direction marks, for comparing only."""
    return text.translate(_MARKLESS)


def _any(*phrases: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in phrases), flags)


ENCRYPTION = _any(
    "end-to-end encrypt",
    "end-to-end-encrypt",
    "Ende-zu-Ende",
    "de extremo a extremo",
    "de bout en bout",
    "crittografat[ie] end-to-end",
    "crittografia end-to-end",
    "de ponta a ponta",
    "end-to-end versleutel",
    "сквозн(?:ым|ое) шифрован",  # noqa: RUF001 -- another alphabet
    "uçtan uca",
    "szyfrowan[ea] .{0,20}end-to-end",
    "التشفير التام",
    "הצפנה מקצה לקצה|מוצפנות מקצה לקצה",
    "सिरे से सिरे|एंड-टू-एंड एन्क्रिप्",
    "terenkripsi secara end-to-end",
)
"""The first line of nearly every chat."""

GROUP = _any(
    r"\bcreated (?:this )?group\b",
    r"\byou were added\b",
    r"\b(?:was|were) added\b",
    r"^[^:]{1,80} added [^:]{1,200}$",
    r"\bjoined using\b",
    r"^[^:]{1,80} (?:left|removed [^:]{1,200})\.?$",
    r"\bchanged (?:the subject|the group (?:name|description)|this group's|the group's)",
    r"\bnow an admin\b",
    r"\bdie Gruppe\b.{0,80}\berstellt\b|\berstellt(?:e|est)? (?:die|diese) Gruppe\b",
    r"\bhinzugefügt\.?$|\bhat die Gruppe verlassen",
    r"\bhat den (?:Betreff|Gruppennamen)\b|\bhat die Gruppenbeschreibung\b",
    r"\bcre(?:ó|aste) (?:el|este) grupo\b|\bañadi(?:ó|ste) a\b|\bsalió del grupo\b",
    r"\bcambi(?:ó|aste) el asunto\b",
    r"\ba créé (?:le|ce) groupe\b|\bavez créé (?:le|ce) groupe\b|\ba ajouté\b|\ba quitté\b"
    r"|\ba changé (?:le sujet|le nom)\b",
    r"\bha(?:i)? creato (?:il|questo) gruppo\b|\bha(?:i)? aggiunto\b|\bha abbandonato\b",
    r"\bcriou (?:o|este) grupo\b|\badicionou\b|\bsaiu do grupo\b|\bmudou o (?:assunto|nome)\b",
)
"""Lines that only the chat of a group has."""

CHANGED = _any(
    r"\bchanged (?:their|your|to)\b.{0,40}(?:number|\+)",
    r"\bphone number\b.{0,40}\bchanged\b|\bchanged to \+",
    r"\bsecurity code\b",
    r"\bdisappearing messages\b|\bmessage timer\b|\bnew messages will disappear\b",
    r"\bis a contact\.?$|\bthis chat is with an? (?:official )?business\b",
    r"\bsecure service from (?:Meta|Facebook)\b",
    r"\bSicherheitsnummer\b|\bselbstlöschende\b|\bTelefonnummer\b.{0,40}\bgeändert\b",
    r"\bcódigo de seguridad\b|\bmensajes temporales\b|\bcambió (?:a un nuevo|su) número\b",
    r"\bcode de sécurité\b|\bmessages éphémères\b|\ba changé de numéro\b",
    r"\bcodice di sicurezza\b|\bmessaggi effimeri\b|\bha cambiato (?:il )?numero\b",
    r"\bcódigo de segurança\b|\bmensagens temporárias\b|\bmudou (?:de|o) número\b",
)
"""A new number, a new security code, the timer of disappearing messages, a notice on businesses."""

BLOCKED = _any(
    r"^you blocked (?:this (?:contact|business|account|person)|.{1,100})\.?(?: Tap.*)?$",
    r"^Du hast (?:diesen Kontakt|dieses Unternehmen|.{1,100}) blockiert\b",
    r"^(?:Bloqueaste|Has bloqueado) (?:a )?(?:este|esta)\b",
    r"^Vous avez bloqué ce",
    r"^Hai bloccato quest",
    r"^(?:Você bloqueou|Bloqueou) (?:este|esse|esta|essa)\b",
)
UNBLOCKED = _any(
    r"^you unblocked (?:this (?:contact|business|account|person)|.{1,100})\.?(?: Tap.*)?$",
    r"^Du hast (?:die Blockierung|diesen Kontakt|dieses Unternehmen)\b"
    r".{0,40}(?:aufgehoben|freigegeben|entsperrt)",
    r"^(?:Desbloqueaste|Has desbloqueado) (?:a )?(?:este|esta)\b",
    r"^Vous avez débloqué ce",
    r"^Hai sbloccato quest",
    r"^(?:Você desbloqueou|Desbloqueou) (?:este|esse|esta|essa)\b",
)
REPORTED = _any(
    r"^you reported (?:this|.{1,100})",
    r"^Du hast (?:diesen Kontakt|dieses Unternehmen|.{1,100}) gemeldet\b",
    r"^(?:Reportaste|Has (?:reportado|denunciado)|Denunciaste) (?:a )?(?:este|esta)\b",
    r"^Vous avez signalé ce",
    r"^Hai segnalato quest",
    r"^(?:Você denunciou|Denunciou) (?:este|esse|esta|essa)\b",
)
"""What the keeper did. The app writes it for the one who did it, and for nobody else."""

MISSED = _any(
    r"^(?:missed|silenced) (?:group )?(?:voice|video) call\b",
    r"^Verpasster (?:Sprach|Video)anruf\b",
    r"^(?:Llamada(?: de voz)?|Videollamada) perdida\b",
    r"^Appel (?:vocal|vidéo) (?:manqué|en absence)\b",
    r"^(?:Chiamata vocale|Videochiamata) persa\b",
    r"^(?:(?:Ligação|Chamada) de (?:voz|vídeo)|Videochamada) perdida\b",
)
CALL = _any(
    r"^(?:voice|video) call(?=[,.]|$)",
    r"^(?:Sprach|Video)anruf(?=[,.]|$)",
    r"^(?:Llamada de voz|Videollamada)(?=[,.]|$)",
    r"^Appel (?:vocal|vidéo)(?=[,.]|$)",
    r"^(?:Chiamata vocale|Videochiamata)(?=[,.]|$)",
    r"^(?:(?:Ligação|Chamada) de (?:voz|vídeo)|Videochamada)(?=[,.]|$)",
)
UNANSWERED = _any(
    r"\bno answer\b|\bunanswered\b|\bcancel",
    r"\bkeine antwort\b",
    r"\bsin respuesta\b",
    r"\b(?:pas de|sans) réponse\b",
    r"\bnessuna risposta\b",
    r"\b(?:sem resposta|não atendida)\b",
)
DECLINED = _any(r"\bdeclined\b|\babgelehnt\b|\brechazada\b|\brefusé\b|\brifiutata\b|\brecusada\b")
LASTED = re.compile(
    r"(?<!\d)(\d{1,4})\s?"
    r"(?:(?P<hours>h|hrs?|hours?|Std|Stunden?|horas?|or[ae]|heures?)"
    r"|(?P<minutes>m|mins?|minut\w{1,3})|(?P<seconds>s|secs?|second\w{1,2}|Sek|Sekunden?|segs?|segundos?))\b",
    re.IGNORECASE,
)
"""One part of how long a call was: "1 hr", "5 min", "40 Sek."."""

OMITTED = _any(
    r"^<(?:media|video message|voice message) omitted>$",
    r"^<(?:Medien ausgeschlossen|Multimedia omitido|Archivo omitido|Médias omis|Media omessi|Mídia oculta"
    r"|Arquivo de mídia oculto|Ficheiro não revelado|Multimédia omitida)>$",
)
"""On Android, where nothing but these very words tells them from typed ones."""
OMITTED_BY_APP = _any(
    r"\b(?:image|video|video note|audio|sticker|GIF|document|contact card) omitted>?$",
    r"\b(?:Bild|Video|Videonachricht|Audio|Sticker|GIF|Dokument|Kontaktkarte) (?:weggelassen|ausgelassen)>?$",
    r"\b(?:imagen|video|audio|sticker|GIF|documento|tarjeta de contacto) omitid[oa]>?$",
    r"\b(?:image|vidéo|audio|sticker|GIF|document|fiche contact) (?:absente?|omise?|retiré|manquante?)>?$",
    r"\b(?:immagine|video|audio|sticker|GIF|documento|scheda contatto)"
    r" (?:omess[oa]|esclus[oa]|non inclus[oa])>?$",
    r"\b(?:imagem|vídeo|áudio|figurinha|GIF|documento|cartão de contato) (?:ocultad[oa]|omitid[oa])>?$",
)
"""On iPhones, after a mark."""

DELETED = _any(
    r"^(?:this message was deleted|you deleted this message)(?: by .{1,100})?\.?$",
    r"^(?:Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht)\.?$",
    r"^(?:Se eliminó este mensaje|Este mensaje fue eliminado|Eliminaste este mensaje)\.?$",
    r"^(?:Ce message a été supprimé|Vous avez supprimé ce message)\.?$",
    r"^(?:Questo messaggio è stato eliminato|Hai eliminato questo messaggio)\.?$",
    r"^(?:(?:Essa m|Esta m|M)ensagem (?:foi )?apagada|(?:Você apagou|Apagou|Eliminou) esta mensagem)\.?$",
)
DELETED_BEGINS = (
    *("This message was deleted", "You deleted this message", "Diese Nachricht wurde", "Du hast diese"),
    *("Se eliminó este", "Este mensaje fue", "Eliminaste este", "Ce message a été", "Vous avez supprimé"),
    *("Questo messaggio è", "Hai eliminato", "Essa mensagem", "Esta mensagem", "Mensagem apagada"),
    *("Você apagou", "Apagou esta", "Eliminou esta"),
)
"""How all of these begin: asked of every message, so it must be quick."""
EDITED = _any(
    r"<This message was edited\.?>$",
    r"<Diese Nachricht wurde bearbeitet\.?>$",
    r"<(?:Se editó este mensaje|Este mensaje fue editado|Mensaje editado)\.?>$",
    r"<Ce message a été modifié\.?>$",
    r"<Questo messaggio è stato modificato\.?>$",
    r"<(?:Mensagem editada|Esta mensagem foi editada)\.?>$",
)

ATTACHED = re.compile(
    r"^<(?:attached|Anhang|adjunto|pièce jointe|allegato|anexado|anexo)\s?: ?(?P<ios>[^<>\n]{1,255})>"
    r"|^(?P<android>[^\n()]{1,200}(?:\([^\n()]{0,50}\)[^\n()]{0,50})?\.\w{1,8})"
    r" \((?:file attached|Datei angehängt|archivo adjunto|fichier joint|file allegato"
    r"|arquivo anexado|ficheiro anexado)\)(?=\n|\r|$)",
    re.IGNORECASE,
)
"""A file by its name, in the first line of a message."""

LOCATED = _any(r"^(?:Location|Standort|Ubicación|Localisation|Posizione|Localização)\s?:", r"^POLL\s?:")
"""Written by the app for something that a person sent."""
