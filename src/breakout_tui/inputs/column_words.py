"""The words in column titles of lists and forms, in English, French, German, Spanish and Portuguese."""

from __future__ import annotations

import re
from enum import Enum

from breakout_tui.domain.text import fold


class Role(Enum):
    """What a column is; the value is the word on the command line and in the kept mapping."""

    NAME = "name"
    FIRST_NAME = "first-name"
    LAST_NAME = "last-name"
    ID = "id"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    TRACK = "track"
    CHOICE = "choice"
    LIST = "list"
    SCORE = "score"
    AWAY = "away"
    MUST = "must"
    NEVER = "must-not"
    TOGETHER = "together"
    ANSWERED = "answered"
    IGNORE = "ignore"
    """Not to be read, although its cells name themes, rounds or delegates."""


_ROUND_WORDS = r"(?:round|runden?|tours?|rondas?|rodadas?|seances?|sesion(?:es)?|sessao|sessoes)s?"
_ALL_ROUNDS = (
    r"(?:both|all) (?:the )?(?:rounds|sessions|breakouts)|beiden? (?:runden|sitzungen)|allen? runden|(?:les|aux|des) deux (?:tours|seances|sessions)|tous les tours"
    r"|toutes les seances|(?:ambas|las dos|todas las) (?:rondas|sesiones)|(?:ambas as|as duas|nas duas|todas as) (?:rodadas|sessoes)"
)
_ATTENDING = (
    r"(?:attend(?:s|ing|ance)?|available|availability|present|presence|take part|anwesend|anwesenheit|teilnahme|teilnehmen|nimmst|verfugbar|dabei|participez|participe"
    r"|presente?s?|disponible|disponibilite|asiste|asistira|participa|disponibilidad|comparece|disponivel|presenca)"
)
_NOT_ATTENDING = re.compile(
    r"\b(?:not|cannot|cant|can t|won t|unable|unavailable|away|absent\w*|miss(?:es|ed|ing)?|nicht|keine|fehlt|abwesend\w*|verhindert|pas|indisponible|no|ausente\w*|ausencias?|nao)\b"
)
_ANSWERS = re.compile(
    r"\b(?:yes (?:or )?no|ja (?:oder )?nein|oui (?:ou )?non|si (?:o )?no|sim (?:ou )?nao)\b"
)
"""What a title offers for an answer."""
_ATTENDANCE = re.compile(rf"\b(?:{_ALL_ROUNDS}|{_ATTENDING})\b")

ROLE_WORDS: tuple[tuple[Role, str, str], ...] = (
    (
        Role.ANSWERED,
        "timestamp|horodateur|zeitstempel|marca temporal|carimbo de data hora|completion time|heure de fin|hora de finalizacion"
        "|submitted|submitted at|submitdate|submit date|date submitted|submission date|end date|datestamp|order date|last modified",
        "date last action",
    ),
    (
        Role.NEVER,
        "never|not|except|excluded|conflict|exclusions?|ausgeschlossen|ausschluss|exclus|exclu|excluidos?|excluid[oa]|sauf|interdits?|excepto|exceto"
        "|befangen|nicht in|not in|pas dans|no en",
        "must not|(may|can|should) not (attend|be in|see)|(may|can)not be in|not allowed|exclud(e|ed) (from|themes?|topics?)|exclude|avoid themes?"
        "|avoid|keep out of|barred from|not to be in|conflicts? of interest|ne doit pas|ne peut pas etre|a exclure|exclure|exclue? d[eu]"
        "|interdite? d[eu]|conflit d interets?|darf nicht|soll nicht|nicht erlaubt|ausschliessen|ausgeschlossen (von|aus)|nicht in|befangen"
        "|interessenkonflikt|no debe|no puede estar|excluir|excluid[oa] de|conflicto de intereses?|nao deve|nao pode estar|conflito de interesses?",
    ),
    (
        Role.AWAY,
        "away|absent|absente?s?|absences?|abwesend|ausente|unavailable|fehlt|ausencias?|rounds away|abwesenheit(en)?|indisponible",
        "not attend|cannot attend|can t attend|rounds missed|not available|rounds not attended|unavailable|nicht dabei|nicht da|verhindert"
        "|no asistira|no asiste|ne participe pas|ne peut pas|nao participa|rounds away|absent in|misses round|away in|nicht anwesend|abwesend in|fehlt in"
        "|absente? (a|au|aux|dans|pendant)|pas disponible|no disponible|no puede asistir|ausente (en|em|na)|nao disponivel|nao pode (participar|comparecer)"
        rf"|{_ALL_ROUNDS}|{_ATTENDING}.*{_ROUND_WORDS}|{_ROUND_WORDS}.*{_ATTENDING}",
    ),
    (
        Role.MUST,
        "must|required|fixed|presents|presenter|speaks|pflicht|muss|obligatoire|obligatorio|debe|deve|mandatory|compulsory|preassigned|pre assigned|gesetzt"
        "|pflichtthemen|pflichtthema|pflichtgruppe|impose|referiert|moderiert",
        "must (attend|have|be|see|take part)|(has|have|needs?) to (attend|be)|(required|fixed|compulsory|mandatory|assigned) (themes?|topics?|rounds?|breakouts?)"
        "|presents? (in|at)|presents|(speaks|speaker|speaking|panellist|panelist|moderates|moderator|chairs?|chairing|rapporteur|facilitat(es|or)) (in|at|of|for)"
        "|doit|intervient (dans|en|au)|intervenante?s? (dans|en|au|du)|orateur (dans|en|au|du)|oratrice (dans|en|au|du)|presente (dans|au)|anime"
        "|(theme|sujet|atelier) (obligatoire|impose)|muss (in|bei|dabei|teilnehmen|zu)|pflichtthemen|pflichtthema|halt (einen )?vortrag|vortrag (in|bei)"
        "|referiert|(referent|referentin|sprecher|sprecherin|moderator|moderatorin|moderiert) (in|bei|von)|debe (asistir|estar|participar)|ponente (en|de)"
        "|(tema|taller) (obligatorio|fijo)|modera|(presenta|habla|interviene) en|deve (participar|estar|assistir)|palestrante (em|de|do|da|no|na)|orador(a)? (em|de|do|da|no|na)"
        "|tema (obrigatorio|fixo)|(apresenta|fala) (em|no|na)|obrigatorio",
    ),
    (
        Role.TOGETHER,
        "together|with|partners?|party|group|gruppe|groupe|grupo|team|avec|mit|con|com|begleitung|begleitperson(en)?|companions?|accompan(ies|ied|ying)"
        "|accompagne|acompanha(nte)?|acompana(nte)?|begleitet|binome",
        "together|same (rooms?|themes?|group) as|stays? with|partners?|travel(s|ling)? with|accompan(ies|ied by|ying)|assistant (of|to)|interpret(er|s) (of|for)"
        "|companion of|ensemble|accompagnee?s? (par|de)|accompagne|en compagnie de|accompagnat(eur|rice) de|avec qui|meme (salle|groupe) que|interprete d[eu]"
        "|zusammen|gemeinsam|begleitung|begleitet|begleitperson(en)?|begleiter(in)? von|assistenz von|dolmetsch(er|erin|et) (von|fur)|gleicher raum wie|mit wem"
        "|juntos?|acompanad[oa]s? (por|de)|acompana (a|al)|acompanante de|mism[oa] (sala|grupo) que|con quien|em conjunto|acompanhad[oa]s? (por|de)|acompanha"
        "|acompanhante de|mesm[oa] (sala|grupo) que|com quem",
    ),
    (
        Role.TRACK,
        "track|tracks|strand|strang|parcours|filiere|linea|itinerario|trilha|eixo|schiene",
        "which track|your track|track",
    ),
    (
        Role.ORGANISATION,
        "organi[sz]ation|organisme|institution|institucion|instituicao|company|employer|affiliation|agency|ministry|entreprise|firma"
        "|unternehmen|behorde|empresa|organizacion|organizacao|organismo|afiliacion|einrichtung|arbeitgeber|societe|delegation|dienststelle",
        "organi[sz]ations?|organisme|institution|institucion|instituicao|company|employer|affiliation|entreprise|firma|unternehmen"
        "|empresa|organizacion|organizacao|organismo|work for|einrichtung",
    ),
    (
        Role.COUNTRY,
        "country|nation|pays|land|staat|pais|nationality|nationalite|nationalitat|nacionalidad|nacionalidade|member state|herkunftsland|state",
        "country|pays|land|pais|nationality|nationalite",
    ),
    (
        Role.FIRST_NAME,
        "(first|given|fore|christian) ?names?|prenoms?|vorname|nombres? de pila|primer nombre|primeiro nome",
        "(first|given|fore) ?name|prenom|vorname|primeiro nome",
    ),
    (
        Role.LAST_NAME,
        "(last|family|sur) ?names?|surname|nom de famille|nachname|familienname|apellidos?|sobrenome|apelido",
        "(last|family) ?name|surname|nom de famille|nachname|familienname|apellidos?|sobrenome",
    ),
    (
        Role.NAME,
        "(full |complete |your |delegate |participant |attendee |participant s |delegate s )?name|nom( complet| et prenom)?|nom prenom|prenom nom"
        "|vor und nachname|vollstandiger name|nombre( completo| y apellidos?)?|nome( completo)?|delegate|participant|teilnehmer|teilnehmerin"
        "|participante|attendee|delegierte|delegue",
        "full name|your name|name of the delegate|votre nom|ihr name|su nombre|seu nome|name|nom|nombre|nome",
    ),
)
"""For each role the titles that are nothing else, and the words inside a longer title. An earlier role has precedence."""

ID_WORDS = (
    "(registration|delegate|badge|participant|attendee|membership|member|ticket|personal|reg) ?(number|no|nr|id|code)|barcode|attendee"
    "|numero d inscription|teilnehmernummer|anmeldenummer|numero de (registro|inscripcion|inscricao)|matricule",
    "(your |work |professional )?e ?mail( address| adresse)?|adresse e ?mail|adresse electronique|courriel|e ?mail adresse|correo( electronico)?"
    "|direccion de correo electronico|endereco de e ?mail|username|nom d utilisateur|nutzername|nombre de usuario|nome de usuario",
    "id|nr|no|number|numero|nummer|response id|kennung|identificador|identifiant",
)
"""Titles of columns that tell a delegate from others, the surest first; the last ones may number the answers only."""

_CHOICE = (
    "choice|preference|priorit|wish|option|pick|choix|voeu|souhait|wahl|wunsch|praferenz|eleccion|opcion|preferencia|escolha|opcao|desejo"
    "|preferred|prefere|wunsche|rank|rang|puesto"
)
_THEME = "themes?|topics?|sessions?|breakouts?|workshops?|themen?|themas?|sujets?|ateliers?|temas?|talleres|oficinas?|arbeitsgruppen?"
_ORDINALS = (
    "1st|first|premiere?|1ere?|1re|erste[rns]?|erst(?=wunsch|wahl|praferenz|prioritat)|primer[oa]?|primeir[oa]|1[oa]|top|1er",
    "2nd|second|deuxieme|seconde?|2n?de?|2e|2eme|zweite[rns]?|zweit(?=wunsch|wahl|praferenz|prioritat)|segund[oa]|2[oa]",
    "3rd|third|troisieme|3e|3eme|dritte[rns]?|dritt(?=wunsch|wahl|praferenz|prioritat)|tercer[oa]?|terceir[oa]|3[oa]",
    "4th|fourth|quatrieme|4e|4eme|vierte[rns]?|viert(?=wunsch|wahl|praferenz|prioritat)|cuart[oa]|quart[oa]|4[oa]",
    "5th|fifth|cinquieme|5e|5eme|funfte[rns]?|funft(?=wunsch|wahl|praferenz|prioritat)|quint[oa]|5[oa]",
    "6th|sixth|sixieme|6e|6eme|sechste[rns]?|sechst(?=wunsch|wahl|praferenz|prioritat)|sext[oa]|6[oa]",
)
_RANKS = tuple(re.compile(rf"\b(?:{each})(?:\b|(?=wunsch|wahl|praferenz|prioritat))") for each in _ORDINALS)
_NUMBER = re.compile(r"\b([1-9][0-9]?)\b")
_LEADING = re.compile(r"^ ?q?[0-9]{1,2} (?=.)")
_BRACKET = re.compile(r"^(?P<question>.*?)\s*\[(?P<item>[^\[\]]+)\]\s*$", re.DOTALL)
_CHOICES = re.compile(_CHOICE)
_THEMES = re.compile(rf"\b(?:{_THEME})\b")
_NOT_WORDS = re.compile(r"[\W_]+")
RANK_WORDS = re.compile(
    r"\brank|\brang|\border|\bordre|reihenfolge|\bclass|\bordena|\bordem|preference order"
)
RATING_WORDS = re.compile(
    r"\brat(?:e|ing)|\bpoints?\b|\bpunkt|\bpuntos?\b|\bpontos?\b|\bscore|\bstars?\b|interest|\bnote[sz]?\b|bewert|interes"
)


def words_of(title: str) -> str:
    """A title as it is compared: its words, without case, accents, signs and brackets."""
    return _NOT_WORDS.sub(" ", fold(title.replace("œ", "oe").replace("Œ", "oe"))).strip()


def parts_of(title: str) -> tuple[str, str]:
    """The question of a title and what stands in square brackets behind it, as form tools write the rows of a grid."""
    found = _BRACKET.match(title)
    return (found["question"], found["item"]) if found is not None else (title, "")


def is_choice(title: str) -> bool:
    """Whether a title is about a choice or the themes."""
    words = words_of(title)
    return _CHOICES.search(words) is not None or _THEMES.search(words) is not None


def rank_in(text: str) -> int:
    """The rank that a title or a cell names (*2nd choice*, *Zweitwunsch*, *Choice 2*); 0 for none."""
    words = words_of(text)
    for rank, ordinal in enumerate(_RANKS, 1):
        if ordinal.search(words):
            return rank
    numbers = _NUMBER.findall(_LEADING.sub("", words)) or _NUMBER.findall(words)
    return int(numbers[0]) if len(numbers) == 1 else 0


def choice_rank(title: str) -> int:
    """The rank of a column of single choices; 0 for another column."""
    question, item = parts_of(title)
    if item:
        return rank_in(item) if is_choice(question) or _CHOICES.search(words_of(item)) else 0
    words = words_of(title)
    rank = rank_in(title)
    is_only_rank = rank > 0 and " " not in words and len(words) <= 10
    return rank if _CHOICES.search(words) or (is_only_rank and not words.isdigit()) else 0


def role_of(title: str) -> tuple[Role, bool] | None:
    """The role that a title names, and whether it says nothing else; None for none."""
    # "Pays / Country" says the same twice: each part is a title of its own
    parts = [words_of(part) for part in (title, *re.split(r"[/|(),:–—]|\s-\s", title)) if words_of(part)]
    parts += [_LEADING.sub("", part) for part in parts]
    for role, whole, _ in ROLE_WORDS:
        if any(re.fullmatch(whole, part) for part in parts):
            return role, True
    for role, _, inside in ROLE_WORDS:
        if parts and re.search(rf"\b(?:{inside})\b", parts[0]):
            return role, False
    return None


def says_attendance(title: str) -> bool:
    """Whether a title about rounds asks for those that are attended (*Can you attend both rounds?*), not for those that are missed."""
    words = _ANSWERS.sub(" ", words_of(title))
    return _ATTENDANCE.search(words) is not None and _NOT_ATTENDING.search(words) is None


def says_rounds(title: str) -> bool:
    """Whether a title has a word for rounds."""
    return re.search(rf"\b{_ROUND_WORDS}\b", words_of(title)) is not None


def id_rank(title: str) -> int:
    """How surely a column tells a delegate from others: 0 is the surest, -1 not at all."""
    words = words_of(title)
    for rank, each in enumerate(ID_WORDS):
        if re.fullmatch(each, words) or re.fullmatch(each, _LEADING.sub("", words)):
            return rank
    return -1
